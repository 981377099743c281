"""After locking: a correction by two people, and paper sheets typed by the secretary."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now
from ocop.core.components import Crumb
from ocop.core.errors import RuleBroken
from ocop.core.guards import guard, refusals_on
from ocop.core.idempotency import once, request_key
from ocop.core.permissions import Permission
from ocop.core.templatetags.ocop import points
from ocop.evaluation.actions import locking
from ocop.evaluation.actions import sheets as sheet_actions
from ocop.evaluation.forms.session import AmendmentForm
from ocop.evaluation.forms.sheet import SheetForm
from ocop.evaluation.models import Result, Seat, Session, Sheet
from ocop.evaluation.policies import sheets as policies
from ocop.evaluation.queries.options import cards_of
from ocop.evaluation.queries.trees import tree
from ocop.evaluation.views.agenda import item_or_404
from ocop.evaluation.views.fetch import session_or_404

P = Permission


def _standing_result(request: HttpRequest, code: str, dossier: str) -> tuple[Session, Result]:
    session = session_or_404(request, code)
    item = item_or_404(request, session, dossier)
    results = item.results.select_related("item__session__council", "item__dossier__product", "dossier")
    result = results.filter(superseded_by=None).first()
    if result is None:
        raise Http404("no result")
    return session, result


@guard(P.SESSION_LOCK)
@once
def amend(request: HttpRequest, code: str, dossier: str) -> HttpResponse:
    """Propose to leave out sheets, or confirm what another person proposed.  # queries: 8"""
    session, result = _standing_result(request, code, dossier)
    waiting = result.amendments.filter(approved_at=None).select_related("proposed_by").first()
    seats = {
        seat.pk: seat for seat in Seat.objects.filter(council=session.council_id).select_related("person")
    }
    if waiting:
        return _approve(request, waiting, seats, code, dossier)
    choices = [
        (one["seat"], f"{seats[one['seat']].person} – {points(one['total'])} điểm")
        for one in result.rating["sheets"]
    ]
    form = AmendmentForm(request.POST if request.method == "POST" else None, seats=choices)
    if form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            locking.propose_amendment(
                result=result, void_seats=data["seats"], words=data["words"], by=request.acting, at=now()
            )  # type: ignore[attr-defined]
            messages.success(request, "Đã đề nghị điều chỉnh. Chờ người thứ hai duyệt.")
            return redirect("evaluation:item", code, dossier)
    return _page(
        request,
        form,
        code,
        dossier,
        title="Đề nghị điều chỉnh kết quả đã khóa",
        lead="Kết quả cũ vẫn được giữ và dẫn tới kết quả mới. Người thứ hai phải duyệt.",
    )


def _approve(
    request: HttpRequest, amendment: Any, seats: dict[int, Seat], code: str, dossier: str
) -> HttpResponse:
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        with refusals_on(form):
            locking.approve_amendment(amendment=amendment, by=request.acting, at=now())  # type: ignore[attr-defined]
            messages.success(request, "Đã điều chỉnh. Kết quả mới thay kết quả cũ.")
            return redirect("evaluation:item", code, dossier)
    names = ", ".join(str(seats[pk].person) for pk in amendment.change["void_seats"])
    lead = f"{amendment.proposed_by} đề nghị loại phiếu của {names}. Lý do: {amendment.words}"
    return _page(request, form, code, dossier, title="Duyệt điều chỉnh kết quả", lead=lead)


def _page(
    request: HttpRequest, form: Form, code: str, dossier: str, *, title: str, lead: str
) -> HttpResponse:
    context = {
        "title": title,
        "submit": title,
        "lead": lead,
        "form": form,
        "back": reverse("evaluation:item", args=[code, dossier]),
    }
    return render(request, "evaluation/step.html", context, status=422 if form.errors else 200)


@guard(P.SESSION_RUN)
@once
def paper(request: HttpRequest, code: str, dossier: str, seat_id: int) -> HttpResponse:
    """Type a member's paper sheet; it counts once the member has signed it on screen.  # queries: 6"""
    session = session_or_404(request, code)
    item = item_or_404(request, session, dossier)
    sheets = Sheet.objects.filter(item=item, seat=seat_id, state="draft")
    sheet = sheets.select_related(
        "seat__person", "item__dossier__criteria_set", "item__dossier__product", "item__session__council"
    ).first()
    if sheet is None:
        raise Http404("no open sheet")
    policies.check_can_enter_paper(sheet, by=request.acting, at=now())  # type: ignore[attr-defined]
    version = sheet.item.dossier.criteria_set
    parts = cards_of(tree(version), version.digest)
    form = SheetForm(request.POST if request.method == "POST" else None, sheet=sheet, parts=parts)
    if form.is_bound and form.is_valid():
        try:
            choices = {criterion: entry.value for criterion, entry in form.marks().items()}
            key = request_key(request) or f"paper-{sheet.version_no}"
            sheet_actions.enter_paper(sheet=sheet, choices=choices, key=key, by=request.acting, at=now())  # type: ignore[attr-defined]
            messages.success(
                request, f"Đã nhập phiếu của {sheet.seat.person}. Phiếu chờ thành viên ký xác nhận."
            )
            return redirect("evaluation:item", code, dossier)
        except RuleBroken as refusal:
            form.add_error(None, [refusal.sentence, *refusal.details])
    rows = [
        {"card": card, "selected": form.selected(card.code), "error": form.card_errors.get(card.code, "")}
        for part in parts
        for card in part.criteria
    ]
    context = {
        "item": item,
        "sheet": sheet,
        "form": form,
        "rows": rows,
        "crumbs": [Crumb(session.name, reverse("evaluation:item", args=[code, dossier]))],
    }
    return render(request, "evaluation/session/paper.html", context, status=422 if form.errors else 200)
