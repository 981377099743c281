"""What the council sees together: the table of all products, and one product with its marks once they are open."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ocop.core.clock import now
from ocop.core.components import Badge, Button, Column, Crumb
from ocop.core.guards import guard
from ocop.core.idempotency import once
from ocop.core.permissions import Permission
from ocop.core.policy import allowed
from ocop.core.states import LOOKS, state_badge
from ocop.core.templatetags.ocop import points
from ocop.evaluation.actions import outcomes
from ocop.evaluation.forms.session import ReasonForm
from ocop.evaluation.models import Item, Session, Sheet
from ocop.evaluation.policies import sheets as policies
from ocop.evaluation.queries.marks import marks_of
from ocop.evaluation.queries.table import Line, table_of
from ocop.evaluation.queries.visibility import may_see_marks
from ocop.evaluation.views.agenda import item_or_404, item_step
from ocop.evaluation.views.fast_html import table_body
from ocop.evaluation.views.fetch import session_or_404
from ocop.evaluation.views.session_frame import frame
from ocop.rulebook.exact import comma
from ocop.rulebook.lifecycle import ITEM

P = Permission
READERS = (P.SHEET_WRITE, P.SESSION_RUN, P.RESULT_VIEW)


@guard(*READERS)
def table(request: HttpRequest, code: str) -> HttpResponse:
    """Products × members, by agenda or by rank.  # queries: 6"""
    session, acting = session_or_404(request, code), request.acting  # type: ignore[attr-defined]
    found = table_of(session, acting)
    by_rank = request.GET.get("xep") == "hang"
    lines = (
        sorted(found.lines, key=lambda line: (line.rank is None, line.rank or 0, line.place))
        if by_rank
        else found.lines
    )
    seats = [{"place": place, "name": name} for place, name in enumerate(found.members, 1)]
    runs = acting.may(P.SESSION_RUN)
    rows = [row_of(session, line, len(seats), opens=runs or line.outcome is not None) for line in lines]
    context = {
        "rows": rows,
        "body": table_body(rows),
        "seats": seats,
        "columns": _columns(seats, by_rank),
        "opened": sum(line.outcome is not None for line in found.lines),
        "count": len(found.lines),
        "max_gap": comma(session.rules["max_gap"]) if session.rules else "",
    }
    return render(
        request, "evaluation/session/table.html", {**frame(session, acting, "table", at=now()), **context}
    )


def _columns(seats: list[dict[str, Any]], by_rank: bool) -> list[Column]:
    order = ("?xep=", "ascending") if by_rank else ("?xep=hang", "")
    return [
        Column("Hạng", numeric=True, sort_url=order[0], sorted=order[1]),
        Column("Sản phẩm"),
        Column("Bước"),
        *(Column(f"Tv {seat['place']}", numeric=True) for seat in seats),
        Column("Trung bình", numeric=True),
        Column("Lệch", numeric=True),
        Column("Sao"),
        Column("Lệch nhiều ở"),
    ]


def row_of(session: Session, line: Line, seats: int, *, opens: bool) -> dict[str, Any]:
    """Finished texts: a long table asks nothing of the template but to put them down. `opens`: its page may be seen."""
    outcome = line.outcome
    state = ITEM.states[line.state]
    return {
        "rank": line.rank or "–",
        "url": f"/lam-viec/phien-hop/{session.code}/san-pham/{line.dossier}/" if opens else "",
        "product": line.product,
        "producer": line.producer,
        "state": state.label,
        "tone": LOOKS[state.tone][0],
        "totals": [points(total) if total is not None else "–" for total in line.totals] or ["–"] * seats,
        "mean": comma(outcome["mean_shown"]) if outcome else "–",
        "gap": comma(outcome["gap"]) if outcome else "–",
        "over": bool(outcome and outcome["gap_exceeded"]),
        "stars": stars_words(outcome) if outcome else "–",
        "disputed": ", ".join(outcome["disputed"]) if outcome else "",
    }


def stars_words(outcome: dict[str, Any]) -> str:
    """“4 sao”, with what the band alone would give when a minimum was missed."""
    if outcome["stars"] is None:
        return "Không xếp hạng"
    words = f"{outcome['stars']} sao"
    return (
        f"{words} (điểm đạt {outcome['band_stars']} sao)"
        if outcome["stars"] != outcome["band_stars"]
        else words
    )


@guard(*READERS)
def item(request: HttpRequest, code: str, dossier: str) -> HttpResponse:
    """One product: who has handed in; once open, every mark, the agreed points and the missed minima.  # queries: 10"""
    session, acting, at = session_or_404(request, code), request.acting, now()  # type: ignore[attr-defined]
    found = item_or_404(request, session, dossier)
    revealed = may_see_marks(found, acting)
    runs = acting.may(P.SESSION_RUN)
    if not revealed and not runs:
        raise Http404("not open yet")
    shown = marks_of(_with_tree(found)) if revealed else None
    context = {
        "item": found,
        "item_badge": state_badge(found),
        "marks": shown,
        "outcome": outcome_facts(found) if revealed else None,
        "discussions": list(found.discussions.all()) if revealed else [],
        "actions": _buttons(session, found, acting, at=at),
        "progress": _progress(session, found, acting, at=at) if runs else [],
        "mark_columns": _mark_columns(shown) if shown else [],
        "progress_columns": [Column("Thành viên"), Column("Phiếu"), Column("Việc", hidden_label=True)],
        "result": found.results.filter(superseded_by=None).first() if revealed and session.locked else None,
    }
    page = {**frame(session, acting, "item", at=at), **context}
    page["crumbs"] = [*page["crumbs"], Crumb(session.name, reverse("evaluation:table", args=[code]))]
    return render(request, "evaluation/session/item.html", page)


def _with_tree(item: Item) -> Item:
    from ocop.programme.models import CriteriaSetVersion

    item.dossier.criteria_set = CriteriaSetVersion.objects.defer("tree").get(pk=item.dossier.criteria_set_id)
    return item


def _mark_columns(shown: Any) -> list[Column]:
    names = [Column(f"{sheet.seat.person.full_name}", numeric=True) for sheet in shown.sheets]
    return [Column("Tiêu chí"), *names, Column("Hội đồng", numeric=True)]


def outcome_facts(item: Item) -> dict[str, Any]:
    outcome = item.outcome or {}
    return {
        "title": "Kết quả của hội đồng" if item.state == "settled" else "Kết quả tạm, chưa chốt",
        "mean": comma(outcome["mean_shown"]),
        "gap": comma(outcome["gap"]),
        "over": outcome["gap_exceeded"],
        "stars": outcome["stars"],
        "words": stars_words(outcome),
        "counted": outcome["counted"],
        "missed": ", ".join(outcome["missed"]),
        "parts": [{"part": part, "mean": comma(mean)} for part, mean in outcome["parts"].items()],
    }


def _progress(session: Session, item: Item, acting: Any, *, at: Any) -> list[dict[str, Any]]:
    """Per member: handed in or not. Before the reveal nothing else is said."""
    rows = []
    newest: dict[int, Sheet] = {}
    sheets = (
        Sheet.objects.filter(item=item)
        .select_related("seat__person", "item__session__council")
        .defer("notes", "marked_at", "total", "parts")
    )
    for sheet in sheets.order_by("seat__place", "revision"):
        newest[sheet.seat_id] = sheet
    for sheet in newest.values():
        words, tone, icon = (
            ("Đã nộp", "success", "check-circle")
            if sheet.state == "submitted"
            else ("Chưa nộp", "warning", "hourglass-split")
        )
        if sheet.state == "void":
            words, tone, icon = f"Không tính: {sheet.get_voided_for_display()}", "neutral", "slash-circle"
        elif sheet.state == "draft" and sheet.entered_by_id:
            words = "Phiếu giấy chờ ký xác nhận"
        url = (
            reverse("evaluation:paper", args=[session.code, item.dossier.code, sheet.seat_id])
            if allowed(policies.check_can_enter_paper, sheet, by=acting, at=at)
            else ""
        )
        rows.append({"seat": sheet.seat, "badge": Badge(words, tone, icon), "paper_url": url})
    return rows


def _buttons(session: Session, item: Item, acting: Any, *, at: Any) -> list[Button]:
    if not acting.may(P.SESSION_RUN):
        return []
    args = [session.code, item.dossier.code]
    rows = []
    if allowed(policies.check_can_reopen, item, by=acting, at=at):
        rows.append(
            Button(
                "Mở chấm lại sau thảo luận",
                reverse("evaluation:item-reopen", args=args),
                "primary",
                "arrow-repeat",
            )
        )
    if session.state in ("declaring", "scoring", "locked"):
        rows.append(Button("Ghi nhận xung đột", reverse("evaluation:report", args=args), "quiet"))
    if session.locked:
        rows.append(Button("Điều chỉnh kết quả", reverse("evaluation:amend", args=args), "secondary"))
    return rows


@guard(P.SESSION_RUN)
@once
def item_reopen(request: HttpRequest, code: str, dossier: str) -> HttpResponse:
    """Close the discussion with its words and let members score again."""
    return item_step(
        request,
        code,
        dossier,
        ReasonForm(
            request.POST if request.method == "POST" else None, label="Nội dung đã thảo luận, thống nhất"
        ),
        lambda *, item, reason, by, at: outcomes.reopen_item(item=item, words=reason, by=by, at=at),
        title="Mở chấm lại sau thảo luận",
        done="Các thành viên có phiếu chấm lại, điền sẵn điểm lần trước.",
        back="item",
        lead="Mỗi thành viên nhận phiếu mới điền sẵn điểm lần trước; sửa điểm phải ghi lý do.",
    )
