"""The member's pages: own sessions, own agenda, one sheet after another."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now
from ocop.core.components import Badge, Column, Crumb
from ocop.core.errors import RuleBroken
from ocop.core.guards import guard
from ocop.core.idempotency import once, request_key
from ocop.core.permissions import Permission
from ocop.core.states import state_badge
from ocop.evaluation.actions import sheets as actions
from ocop.evaluation.forms.sheet import SheetForm
from ocop.evaluation.models import Item, Session, Sheet
from ocop.evaluation.queries.options import cards_of
from ocop.evaluation.queries.scoring import (
    WORDS,
    QueueRow,
    next_open,
    own_sheet,
    queue_of,
    sessions_of,
)
from ocop.evaluation.queries.trees import tree
from ocop.evaluation.views.fetch import has_declared, own_session_or_404
from ocop.evaluation.views.sheet_page import page_context

P = Permission
SESSION_COLUMNS = [Column("Phiên họp"), Column("Giờ họp"), Column("Địa điểm"), Column("Bước")]
QUEUE_COLUMNS = [
    Column("Thứ tự", numeric=True),
    Column("Sản phẩm"),
    Column("Chủ thể"),
    Column("Phiếu của tôi"),
    Column("Đã chấm", numeric=True),
    Column("Điểm tôi cho", numeric=True),
]


@guard(P.SHEET_WRITE)
def scoring(request: HttpRequest) -> HttpResponse:
    """The member's sessions.  # queries: 4"""
    rows = [
        {"session": one, "badge": state_badge(one), "url": reverse("evaluation:queue", args=[one.code])}
        for one in sessions_of(request.acting)[:50]  # type: ignore[attr-defined]
    ]
    return render(request, "evaluation/scoring/sessions.html", {"rows": rows, "columns": SESSION_COLUMNS})


@guard(P.SHEET_WRITE)
def queue(request: HttpRequest, code: str) -> HttpResponse:
    """One's own agenda with the state of one's own sheets.  # queries: 8"""
    session, seat = own_session_or_404(request, code)
    if not has_declared(session, seat) and session.state in ("declaring", "scoring"):
        return redirect("evaluation:declare", code)
    rows = queue_of(session, seat, request.acting)  # type: ignore[attr-defined]
    handed_in = sum(row.state in ("submitted", "void") for row in rows)
    first = next((row for row in rows if row.open), None)
    return render(
        request,
        "evaluation/scoring/queue.html",
        {
            "session": session,
            "badge": state_badge(session),
            "columns": QUEUE_COLUMNS,
            "done": handed_in,
            "count": len(rows),
            "rows": [_queue_row(session, row) for row in rows],
            "crumbs": _crumbs(),
            "start_url": _sheet_url(code, first.item) if first else "",
            "table_url": reverse("evaluation:table", args=[code]),
        },
    )


def _queue_row(session: Session, row: QueueRow) -> dict[str, Any]:
    label, tone, icon = WORDS[row.state]
    total = row.sheet.total if row.sheet and row.sheet.choices and row.state != "void" else None
    return {
        "place": row.item.place,
        "item": row.item,
        "url": _sheet_url(session.code, row.item) if row.sheet else "",
        "badge": Badge(label, tone, icon),
        "done": row.done,
        "count": row.count,
        "total": total,
    }


def _sheet_url(code: str, item: Item) -> str:
    return reverse("evaluation:sheet", args=[code, item.dossier.code])


def _crumbs(session: Session | None = None) -> list[Crumb]:
    crumbs = [Crumb("Chấm điểm", reverse("evaluation:scoring"))]
    return (
        [*crumbs, Crumb(session.name, reverse("evaluation:queue", args=[session.code]))]
        if session
        else crumbs
    )


def own_sheet_or_404(request: HttpRequest, code: str, dossier: str) -> Sheet:
    found = own_sheet(request.acting, code, dossier)  # type: ignore[attr-defined]
    if found is None:
        raise Http404("not on this member's agenda")
    return found


@guard(P.SHEET_WRITE)
@once
def sheet(request: HttpRequest, code: str, dossier: str) -> HttpResponse:
    """Criteria with numbered options, evidence beside, own running total; saves and hands in without scripts too.

    # queries: 6
    """
    own = own_sheet_or_404(request, code, dossier)
    item = own.item
    if not own.declared:  # type: ignore[attr-defined]
        return redirect("evaluation:declare", code)
    parts = cards_of(tree(item.dossier.criteria_set), item.dossier.criteria_set.digest)
    form = SheetForm(request.POST if request.method == "POST" else None, sheet=own, parts=parts)
    if form.is_bound and form.is_valid():
        answer = _save(request, item, own, form)
        if answer:
            return answer
    status = 422 if form.errors else 200
    return render(
        request,
        "evaluation/scoring/sheet.html",
        page_context(request, item, own, form, parts, _crumbs(item.session)),
        status=status,
    )


def _save(request: HttpRequest, item: Item, own: Sheet, form: SheetForm) -> HttpResponse | None:
    """Store the differences, then hand in if asked; None when the page must be shown again with its sentences."""
    by, at, key = request.acting, now(), request_key(request) or f"form-{own.version_no}"  # type: ignore[attr-defined]
    try:
        marks, notes = form.marks(), form.notes()
        if marks or notes:
            saved = actions.save_marks(
                sheet=own,
                marks=marks,
                notes=notes,
                version_no=form.cleaned_data["version"],
                key=key,
                device=f"form-{key}",
                by=by,
                at=at,
            )
            own.version_no = saved.sheet.version_no
        if request.POST.get("do") != "submit":
            messages.success(request, "Đã lưu phiếu. Phiếu chưa nộp, chỉ mình ông/bà nhìn thấy.")
            return redirect("evaluation:sheet", item.session.code, item.dossier.code)
        actions.submit_sheet(sheet=own, reason=form.cleaned_data["reason"], by=by, at=at)
    except actions.StaleMarks as stale:
        form.data = form.data.copy()
        form.data["version"] = str(stale.version_no)
        form.show_stale(stale.both)
        return None
    except RuleBroken as refusal:
        form.add_error(None, [refusal.sentence, *refusal.details])
        return None
    return _onwards(request, item)


def _onwards(request: HttpRequest, item: Item) -> HttpResponse:
    """To the next product that waits, or back to the list."""
    following = next_open(request.acting, item.session.code, item.place)  # type: ignore[attr-defined]
    messages.success(request, f"Đã nộp phiếu “{item}”." + ("" if following else " Ông/bà đã chấm xong."))
    if following:
        return redirect("evaluation:sheet", item.session.code, following)
    return redirect("evaluation:queue", item.session.code)
