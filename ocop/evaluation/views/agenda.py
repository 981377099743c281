"""The agenda, the members and their conflicts, as the secretary works on them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from ocop.core.clock import now
from ocop.core.components import Button, Column
from ocop.core.errors import RuleBroken
from ocop.core.guards import guard, refusals_on
from ocop.core.idempotency import once
from ocop.core.permissions import Permission
from ocop.core.states import state_badge
from ocop.evaluation.actions import agenda as actions
from ocop.evaluation.actions import conflicts
from ocop.evaluation.forms.session import ReasonForm, ReportForm
from ocop.evaluation.models import Item, Session
from ocop.evaluation.queries.agenda import candidates
from ocop.evaluation.queries.roster import scoring_seats
from ocop.evaluation.queries.visibility import items_open_to
from ocop.evaluation.views.fetch import session_or_404
from ocop.evaluation.views.session_frame import frame

P = Permission
COLUMNS = [
    Column("Thứ tự", numeric=True),
    Column("Sản phẩm"),
    Column("Chủ thể"),
    Column("Bước"),
    Column("Việc", hidden_label=True),
]
CANDIDATE_COLUMNS = [
    Column("Chọn", hidden_label=True),
    Column("Hồ sơ"),
    Column("Sản phẩm"),
    Column("Chủ thể"),
    Column("Nơi nộp"),
]
BEFORE = ("preparing", "declaring")


@guard(P.SESSION_RUN)
def agenda(request: HttpRequest, code: str) -> HttpResponse:
    """Order of the products and those that can still be taken up.  # queries: 5"""
    session, acting = session_or_404(request, code), request.acting  # type: ignore[attr-defined]
    editable = session.state in BEFORE
    rows = [_item_row(session, item) for item in session.items.for_page()]
    found = list(candidates(session)[:300]) if editable else []
    context = {
        "rows": rows,
        "columns": COLUMNS,
        "candidates": found,
        "candidate_columns": CANDIDATE_COLUMNS,
        "editable": editable,
    }
    return render(
        request, "evaluation/session/agenda.html", {**frame(session, acting, "agenda", at=now()), **context}
    )


def _item_row(session: Session, item: Item) -> dict[str, Any]:
    args = [session.code, item.dossier.code]
    rows = []
    if session.state in BEFORE:
        rows.append(Button("Bỏ", reverse("evaluation:item-remove", args=args), "quiet"))
    if session.state in ("declaring", "scoring") and item.state in ("waiting", "scoring", "discussing"):
        rows.append(Button("Hoãn", reverse("evaluation:item-postpone", args=args), "quiet"))
    return {"item": item, "badge": state_badge(item), "buttons": rows}


@require_POST
@guard(P.SESSION_RUN)
@once
def agenda_add(request: HttpRequest, code: str) -> HttpResponse:
    """Put the ticked dossiers on the agenda."""
    session = session_or_404(request, code)
    chosen = list(candidates(session).filter(code__in=request.POST.getlist("code")[:300]))
    if not chosen:
        raise RuleBroken("Chưa chọn hồ sơ nào. Hãy đánh dấu ô đầu dòng rồi bấm lại.", code="agenda.none")
    actions.add_items(session=session, dossiers=chosen, by=request.acting, at=now())  # type: ignore[attr-defined]
    messages.success(request, f"Đã thêm {len(chosen)} sản phẩm vào chương trình.")
    return redirect("evaluation:agenda", code)


@require_POST
@guard(P.SESSION_RUN)
@once
def agenda_order(request: HttpRequest, code: str) -> HttpResponse:
    """Sort by the numbers typed; equal numbers keep their present order."""
    session = session_or_404(request, code)
    items = list(session.items.all())
    typed = {item.pk: request.POST.get(f"place_{item.pk}", "") for item in items}
    wrong = [value for value in typed.values() if not value.strip().isdecimal() or len(value) > 5]
    if wrong:
        raise RuleBroken("Thứ tự phải là số, ví dụ 1, 2, 3. Hãy quay lại và sửa.", code="agenda.number")
    order = [item.pk for item in sorted(items, key=lambda item: (int(typed[item.pk]), item.place))]
    actions.order_items(session=session, order=order, by=request.acting, at=now())  # type: ignore[attr-defined]
    messages.success(request, "Đã xếp lại thứ tự.")
    return redirect("evaluation:agenda", code)


def item_or_404(request: HttpRequest, session: Session, dossier: str) -> Item:
    item = items_open_to(session, request.acting).for_page().filter(dossier__code=dossier).first()  # type: ignore[attr-defined]
    if item is None:
        raise Http404("not visible")
    item.session = session
    return item


def item_step(
    request: HttpRequest,
    code: str,
    dossier: str,
    form: Any,
    act: Callable[..., Any],
    *,
    title: str,
    done: str,
    back: str = "agenda",
    lead: str = "",
    kind: str = "primary",
    item: Item | None = None,
) -> HttpResponse:
    """Confirm one step about a product of the agenda."""
    session = session_or_404(request, code)
    item = item or item_or_404(request, session, dossier)
    args = [code] if back in ("agenda", "members") else [code, dossier]
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            act(item=item, **form.cleaned_data, by=request.acting, at=now())  # type: ignore[attr-defined]
            messages.success(request, done)
            return redirect(f"evaluation:{back}", *args)
    context = {
        "title": title,
        "submit": title,
        "lead": lead,
        "kind": kind,
        "form": form,
        "subject": str(item),
        "back": reverse(f"evaluation:{back}", args=args),
    }
    return render(request, "evaluation/step.html", context, status=422 if form.errors else 200)


@guard(P.SESSION_RUN)
@once
def item_remove(request: HttpRequest, code: str, dossier: str) -> HttpResponse:
    """Take a product off before scoring.  # queries: 5"""
    return item_step(
        request,
        code,
        dossier,
        Form(request.POST if request.method == "POST" else None),
        actions.remove_item,
        title="Bỏ khỏi chương trình",
        done="Đã bỏ khỏi chương trình.",
    )


@guard(P.SESSION_RUN)
@once
def item_postpone(request: HttpRequest, code: str, dossier: str) -> HttpResponse:
    """Leave a product to another session.  # queries: 5"""
    return item_step(
        request,
        code,
        dossier,
        ReasonForm(request.POST if request.method == "POST" else None, label="Lý do hoãn"),
        actions.postpone_item,
        title="Hoãn sang phiên khác",
        done="Đã hoãn.",
        lead="Các phiếu đã chấm trong phiên này sẽ không được tính.",
    )


@guard(P.SESSION_RUN)
@once
def report(request: HttpRequest, code: str, dossier: str) -> HttpResponse:
    """Record a conflict that somebody reported.  # queries: 7"""
    session = session_or_404(request, code)
    form = ReportForm(request.POST if request.method == "POST" else None, seats=scoring_seats(session))
    lead = "Phiếu của thành viên này không được tính. Sau khi khóa, kết quả chỉ đổi khi lập điều chỉnh."
    return item_step(
        request,
        code,
        dossier,
        form,
        conflicts.report_conflict,
        title="Ghi nhận xung đột lợi ích",
        done="Đã ghi.",
        back="members",
        lead=lead,
    )
