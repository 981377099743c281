"""Councils and seats."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import local_date, now
from ocop.core.components import Button, Column, Crumb, Fact
from ocop.core.guards import guard, refusals_on
from ocop.core.idempotency import once
from ocop.core.permissions import Permission
from ocop.core.policy import allowed
from ocop.evaluation.actions import councils as actions
from ocop.evaluation.forms.council import CouncilForm, SeatForm, SubstituteForm, appointed
from ocop.evaluation.models import Council, Seat
from ocop.evaluation.policies import councils as policies
from ocop.evaluation.views.fetch import council_or_404
from ocop.rulebook.exact import comma
from ocop.rulebook.rules import GATE_OPTIONS, MISSED_GATE

P = Permission
COLUMNS = [
    Column("Hội đồng"),
    Column("Quyết định thành lập"),
    Column("Ngày"),
    Column("Ghế đang giữ", numeric=True),
]
SEAT_COLUMNS = [
    Column("Thứ tự", numeric=True),
    Column("Người"),
    Column("Vai trò"),
    Column("Cơ quan"),
    Column("Việc", hidden_label=True),
]
LIST = "evaluation:councils"


@guard(P.COUNCIL_MANAGE, P.RESULT_VIEW)
def councils(request: HttpRequest) -> HttpResponse:
    """The unit's councils, newest first.  # queries: 5"""
    acting = request.acting  # type: ignore[attr-defined]
    rows = [
        {
            "council": one,
            "url": one.get_absolute_url(),
            "seats": sum(seat.until_on is None for seat in one.seats.all()),
        }
        for one in Council.objects.visible_to(acting).prefetch_related("seats")[:100]
    ]
    may = acting.may(P.COUNCIL_MANAGE)
    actions_ = (
        [Button("Lập hội đồng", reverse("evaluation:council-new"), "primary", "plus-lg")] if may else []
    )
    return render(
        request, "evaluation/council/list.html", {"rows": rows, "columns": COLUMNS, "actions": actions_}
    )


@guard(P.COUNCIL_MANAGE)
@once
def council_new(request: HttpRequest) -> HttpResponse:
    """Set up a council with the rules of its Quy chế.  # queries: 3"""
    form = CouncilForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            council = actions.create_council(**form.values(), by=request.acting, at=now())  # type: ignore[attr-defined]
            messages.success(request, "Đã lập hội đồng. Bây giờ hãy xếp ghế.")
            return redirect(council)
    return _form(request, form, "Lập hội đồng", reverse(LIST))


@guard(P.COUNCIL_MANAGE)
@once
def council_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change name or rules; convened sessions keep theirs.  # queries: 4"""
    council = council_or_404(request, code)
    form = CouncilForm(request.POST if request.method == "POST" else None, council=council)
    if form.is_valid():
        with refusals_on(form):
            actions.change_council(council=council, **form.values(), by=request.acting, at=now())  # type: ignore[attr-defined]
            messages.success(request, "Đã ghi. Phiên đã mời họp vẫn theo Quy chế lúc mời.")
            return redirect(council)
    return _form(request, form, "Sửa hội đồng và Quy chế", council.get_absolute_url())


def _form(request: HttpRequest, form: CouncilForm, title: str, back: str) -> HttpResponse:
    crumbs = [Crumb("Hội đồng", reverse(LIST))]
    context = {"form": form, "title": title, "back": back, "crumbs": crumbs, "submit": "Ghi"}
    return render(request, "evaluation/form.html", context, status=422 if form.errors else 200)


@guard(P.COUNCIL_MANAGE, P.RESULT_VIEW)
@once
def council(request: HttpRequest, code: str) -> HttpResponse:
    """Rules and seats; the form to give a seat.  # queries: 6"""
    found = council_or_404(request, code)
    acting, at = request.acting, now()  # type: ignore[attr-defined]
    may = allowed(policies.check_can_manage, found, by=acting, at=at)
    form = SeatForm(
        request.POST if request.method == "POST" else None,
        people=appointed(found.unit, local_date(at)) if may else [],
    )
    if may and form.is_valid():
        with refusals_on(form):
            actions.give_seat(council=found, **form.cleaned_data, by=acting, at=at)
            messages.success(request, "Đã xếp ghế.")
            return redirect(found)
    seats = [
        _seat_row(found, seat, bool(may))
        for seat in found.seats.select_related("person").filter(until_on=None)
    ]
    context = {
        "council": found,
        "facts": rule_facts(found),
        "seats": seats,
        "columns": SEAT_COLUMNS,
        "form": form if may else None,
        "crumbs": [Crumb("Hội đồng", reverse(LIST))],
        "actions": [
            Button("Sửa, đổi Quy chế", reverse("evaluation:council-edit", args=[code]), icon="pencil")
        ]
        if may
        else [],
    }
    return render(request, "evaluation/council/page.html", context, status=422 if form.errors else 200)


def _seat_row(council: Council, seat: Seat, may: bool) -> dict[str, Any]:
    args = [council.code, seat.pk]
    buttons = [
        Button("Thay người", reverse("evaluation:seat-substitute", args=args), "quiet"),
        Button("Thôi tham gia", reverse("evaluation:seat-end", args=args), "quiet"),
    ]
    return {"seat": seat, "buttons": buttons if may else []}


def rule_facts(council: Council) -> list[Fact]:
    """The Quy chế in words."""
    rules = council.rules
    return [
        Fact("Quyết định thành lập", f"{council.reference}, ngày {council.established_on:%d/%m/%Y}"),
        Fact("Căn cứ Quy chế", rules["source"]),
        Fact(
            "Có mặt tối thiểu",
            f"{rules['quorum_percent']} %" + (", có Chủ tịch" if rules["chair_required"] else ""),
        ),
        Fact("Số phiếu tối thiểu", rules["min_sheets"]),
        Fact("Chênh lệch tối đa", f"{comma(rules['max_gap'])} điểm"),
        Fact("Mức của hội đồng ở mỗi tiêu chí", GATE_OPTIONS[rules["gate_option"]]),
        Fact("Thiếu điều kiện tối thiểu", MISSED_GATE[rules["missed_gate"]]),
    ]


def _seat_step(
    request: HttpRequest, code: str, seat_id: int, form: Form, act: Callable[..., Any], title: str, done: str
) -> HttpResponse:
    found = council_or_404(request, code)
    seat = Seat.objects.select_related("person", "council__unit").filter(council=found, pk=seat_id).first()
    if seat is None:
        raise Http404("no seat")
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            act(seat=seat, **form.cleaned_data, by=request.acting, at=now())  # type: ignore[attr-defined]
            messages.success(request, done)
            return redirect(found)
    context = {
        "title": title,
        "submit": title,
        "form": form,
        "back": found.get_absolute_url(),
        "subject": str(seat),
    }
    return render(request, "evaluation/step.html", context, status=422 if form.errors else 200)


@guard(P.COUNCIL_MANAGE)
@once
def seat_end(request: HttpRequest, code: str, seat_id: int) -> HttpResponse:
    """A member leaves.  # queries: 5"""
    return _seat_step(
        request,
        code,
        seat_id,
        Form(request.POST if request.method == "POST" else None),
        actions.end_seat,
        "Thôi tham gia hội đồng",
        "Đã ghi.",
    )


@guard(P.COUNCIL_MANAGE)
@once
def seat_substitute(request: HttpRequest, code: str, seat_id: int) -> HttpResponse:
    """Somebody else takes the place.  # queries: 7"""
    people = appointed(council_or_404(request, code).unit, local_date(now()))
    form = SubstituteForm(request.POST if request.method == "POST" else None, people=people)
    return _seat_step(request, code, seat_id, form, actions.substitute, "Thay người", "Đã thay người.")
