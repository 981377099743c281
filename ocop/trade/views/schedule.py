"""The plan of a conference: made anew, changed by hand, printed, taken away as a sheet or a calendar."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from ocop.core.acting import Acting
from ocop.core.clock import now
from ocop.core.components import Fact
from ocop.core.guards import guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.permissions import Permission as P
from ocop.trade.actions import conferences as actions
from ocop.trade.enums import Outcome
from ocop.trade.forms.conferences import MeetingForm, ShiftForm
from ocop.trade.models import Conference, Guest, Meeting
from ocop.trade.policies.sides import check_planning
from ocop.trade.queries import sheets
from ocop.trade.queries.calendar import ical
from ocop.trade.queries.conferences import tables as tables_of
from ocop.trade.views.conferences import SEES, find
from ocop.trade.views.tables import as_file


@guard(P.TRADE_MANAGE)
@once
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """Says what making the plan anew keeps and loses, then makes it.  # queries: 8"""
    one, by = find(request, code), request.acting  # type: ignore[attr-defined]
    check_planning(one, by=by)
    held = one.meetings.count()
    fixed = one.meetings.filter(fixed=True).count()
    if request.method == "POST":
        made = actions.plan(conference=one, by=by, at=now())
        messages.success(request, f"Đã xếp {len(made)} cuộc gặp.")
        return redirect(one)
    context = {
        "title": "Xếp lịch gặp",
        "facts": [Fact("Cuộc gặp đang có", held), Fact("Trong đó giữ nguyên (đã sửa tay)", fixed)],
        "conference": one,
    }
    return render(request, "trade/plan.html", context)


def _own(one: Conference, by: Acting) -> Guest | None:
    """The guest that this person is, None for the organiser; strangers get no page."""
    if by.may(P.TRADE_VIEW):
        return None
    side = {"buyer": by.buyer_id} if by.buyer_id else {"producer": by.party_id}
    guest = one.guests.filter(**side).first()
    if guest is None:
        raise Http404
    return guest


@guard(*SEES)
def tables(request: HttpRequest, code: str) -> HttpResponse:
    """To print: one table for each guest; guests see their own.  # queries: 6"""
    one = find(request, code)
    guest = _own(one, request.acting)  # type: ignore[attr-defined]
    context = {"conference": one, "tables": tables_of(one, guest), "own": guest}
    return render(request, "trade/tables.html", context)


@guard(*SEES)
def export(request: HttpRequest, code: str) -> HttpResponse:
    """The whole plan for the organiser.  # queries: 6"""
    one = find(request, code)
    if _own(one, request.acting):  # type: ignore[attr-defined]
        raise Http404
    return as_file(sheets.plan(one, office=one.unit.full_name), "lich-gap")


@guard(*SEES)
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    """The own meetings for a calendar.  # queries: 6"""
    one = find(request, code)
    guest = _own(one, request.acting)  # type: ignore[attr-defined]
    if guest is None:
        raise Http404
    answer = HttpResponse(ical(one, guest, at=now()), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="lich-gap.ics"'
    return answer


@guard(P.TRADE_MANAGE)
@once
def put(request: HttpRequest, code: str) -> HttpResponse:
    """A meeting by hand, refused on a clash.  # queries: 9"""
    one, by = find(request, code), request.acting  # type: ignore[attr-defined]
    check_planning(one, by=by)
    form = MeetingForm(posted(request), guests=one.guests)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.put(conference=one, by=by, at=now(), **form.cleaned_data)
            messages.success(request, "Đã thêm cuộc gặp.")
            return redirect(one)
    context = {"form": form, "title": "Thêm cuộc gặp", "lead": one.name, "back": one.get_absolute_url()}
    return render(request, "trade/form.html", context)


def _meeting(one: Conference, pk: int) -> Meeting:
    return get_object_or_404(
        one.meetings.select_related("producer__producer", "buyer__buyer", "conference__unit"), pk=pk
    )


@guard(P.TRADE_MANAGE)
@once
def meeting(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One meeting: to another time, and what it led to.  # queries: 9"""
    one, by = find(request, code), request.acting  # type: ignore[attr-defined]
    check_planning(one, by=by)
    held = _meeting(one, pk)
    form = ShiftForm(posted(request) if "slot" in request.POST else None, initial={"slot": held.slot})
    if request.method == "POST" and request.POST.get("outcome") in Outcome.values:
        actions.note_outcome(meeting=held, outcome=request.POST["outcome"], by=by, at=now())
        return redirect(one)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.shift(meeting=held, slot=form.cleaned_data["slot"], by=by, at=now())
            messages.success(request, "Đã đổi giờ; cuộc gặp này giữ nguyên khi xếp lịch lại.")
            return redirect(one)
    context = {"form": form, "meeting": held, "conference": one, "outcomes": Outcome.choices}
    return render(request, "trade/meeting.html", context)


@require_POST
@guard(P.TRADE_MANAGE)
@once
def take_out(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    one = find(request, code)
    actions.take_out(meeting=_meeting(one, pk), by=request.acting, at=now())  # type: ignore[attr-defined]
    messages.success(request, "Đã bỏ cuộc gặp.")
    return redirect(reverse("trade:conference", args=[code]))
