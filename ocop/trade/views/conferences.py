"""Connection conferences: list, making one, guests and what they wish."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from ocop.core.clock import now
from ocop.core.components import Button, Crumb, Fact
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission as P
from ocop.core.policy import allowed
from ocop.core.states import state_badge
from ocop.core.text import clean_line
from ocop.producers.models import Producer
from ocop.recognition.queries.trail import happenings
from ocop.rulebook.lifecycle import MACHINES
from ocop.trade.actions import conferences as actions
from ocop.trade.forms.buyers import WordsForm
from ocop.trade.forms.conferences import ConferenceForm, GuestForm, InviteForm
from ocop.trade.models import Buyer, Conference, Guest
from ocop.trade.policies.sides import check_planning
from ocop.trade.queries.conferences import guests_of
from ocop.trade.views.tables import Line, Listing, show

SEES = (P.TRADE_BUY, P.TRADE_OFFER, P.TRADE_VIEW)
MACHINE = MACHINES["conference"]


@guard(*SEES)
def listing(request: HttpRequest) -> HttpResponse:
    """Newest first.  # queries: 4"""
    by = request.acting  # type: ignore[attr-defined]
    found = Conference.objects.visible_to(by).select_related("unit")
    page = keyset_page(request, found, key="starts_at", kind="moment", descending=True)
    lines = [
        Line(one.get_absolute_url(), one.name, [_when(one), one.place], state_badge(one)) for one in page.rows
    ]
    may = by.may(P.TRADE_MANAGE)
    add = [Button("Lập hội nghị", reverse("trade:conference-make"), "primary", "plus-lg")] if may else []
    columns = ("Hội nghị", "Bắt đầu", "Nơi tổ chức", "Trạng thái")
    lead = "Hội nghị kết nối nhà phân phối với chủ thể: ai gặp ai, lúc nào."
    return show(
        request,
        Listing("Hội nghị kết nối", lead, columns, lines, page, actions=add, empty="Chưa có hội nghị nào."),
    )


def _when(one: Conference) -> str:
    return f"{timezone.localtime(one.starts_at):%H:%M, %d/%m/%Y}"


@guard(P.TRADE_MANAGE)
@once
def make(request: HttpRequest) -> HttpResponse:
    """A new one.  # queries: 5"""
    form = ConferenceForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            one = actions.make(data=form.cleaned_data, by=request.acting, at=now())  # type: ignore[attr-defined]
            messages.success(request, "Đã lập. Việc tiếp theo: mời các bên.")
            return redirect(one)
    context = {
        "form": form,
        "title": "Lập hội nghị kết nối",
        "back": reverse("trade:conferences"),
        "submit": "Lập",
    }
    return render(request, "trade/form.html", context)


def find(request: HttpRequest, code: str) -> Conference:
    return get_visible_or_404(Conference.objects.select_related("unit"), request.acting, code=code)  # type: ignore[attr-defined]


def find_guest(one: Conference, pk: int) -> Guest:
    return get_object_or_404(one.guests.select_related("producer", "buyer", "conference__unit"), pk=pk)


@guard(*SEES)
def conference(request: HttpRequest, code: str) -> HttpResponse:
    """For the organiser guests and meetings; guests go to their own table.  # queries: 10"""
    one, by = find(request, code), request.acting  # type: ignore[attr-defined]
    if not by.may(P.TRADE_VIEW):
        return redirect("trade:conference-tables", code=code)
    producers, buyers = guests_of(one)
    may = bool(allowed(check_planning, one, by=by))
    meetings = one.meetings.select_related("producer__producer", "buyer__buyer")
    context = {
        "conference": one,
        "badge": state_badge(one),
        "facts": _facts(one),
        "sides": [("Nhà phân phối", buyers), ("Chủ thể", producers)],
        "meetings": [{"meeting": held, "at": one.time_of(held.slot)} for held in meetings],
        "happenings": happenings(one),
        "actions": _buttons(one, may),
        "may_change": may,
        "crumbs": [Crumb("Hội nghị kết nối", reverse("trade:conferences")), Crumb(one.name)],
    }
    return render(request, "trade/conference.html", context)


def _facts(one: Conference) -> list[Fact]:
    return [
        Fact("Cơ quan tổ chức", one.unit.full_name),
        Fact("Nơi tổ chức", one.place),
        Fact("Bắt đầu", _when(one)),
        Fact("Lượt gặp", f"{one.slots} lượt, mỗi lượt {one.minutes} phút"),
        Fact("Lượt nghỉ", one.breaks, missing="Không có"),
    ]


def _buttons(one: Conference, may: bool) -> list[Button]:
    tables = Button(
        "Lịch từng bên", reverse("trade:conference-tables", args=[one.code]), icon="calendar-event"
    )
    if not may:
        return [tables]
    plan = Button("Xếp lịch", reverse("trade:conference-plan", args=[one.code]), "primary", "calendar-check")
    invite_ = Button("Mời các bên", reverse("trade:conference-invite", args=[one.code]), icon="people")
    moves = [
        Button(MACHINE.moves[name].label, reverse("trade:conference-move", args=[one.code, name]))
        for name in MACHINE.moves_from(one.state)
    ]
    return [plan, invite_, tables, *moves]


@guard(P.TRADE_MANAGE)
@once
def invite(request: HttpRequest, code: str) -> HttpResponse:
    """Guests of both sides; who is on the list stays once.  # queries: 9"""
    one, by = find(request, code), request.acting  # type: ignore[attr-defined]
    check_planning(one, by=by)
    form = InviteForm(posted(request), buyers=Buyer.objects.active())
    if request.method == "POST" and form.is_valid():
        producers, strange = _named(form.cleaned_data["producers"], by)
        if strange:
            form.add_error("producers", f"Không tìm thấy trên địa bàn: {', '.join(strange[:5])}.")
        else:
            with refusals_on(form):
                buyers = list(form.cleaned_data["buyers"])
                fresh = actions.invite(conference=one, producers=producers, buyers=buyers, by=by, at=now())
                messages.success(request, f"Đã mời thêm {len(fresh)} bên.")
                return redirect(one)
    context = {
        "form": form,
        "title": "Mời các bên",
        "lead": one.name,
        "back": one.get_absolute_url(),
        "submit": "Mời",
    }
    return render(request, "trade/form.html", context)


def _named(text: str, by: Any) -> tuple[list[Producer], list[str]]:
    """Producers of the own place by code or tax code, and the lines that fit none."""
    wanted = list(filter(None, (clean_line(one) for one in text.splitlines())))
    found = list(Producer.objects.visible_to(by).filter(Q(code__in=wanted) | Q(tax_code__in=wanted)))
    known = {one.code for one in found} | {one.tax_code for one in found}
    return found, [one for one in wanted if one not in known]


@guard(P.TRADE_MANAGE)
@once
def guest(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """When a guest is away and whom it wishes to meet.  # queries: 9"""
    one, by = find(request, code), request.acting  # type: ignore[attr-defined]
    check_planning(one, by=by)
    who = find_guest(one, pk)
    producers, buyers = guests_of(one)
    others = buyers if who.producer_id else producers
    said = dict(who.wishes.values_list("to", "strength"))
    form = GuestForm(
        posted(request), others=others, said=said, initial={"away": who.away.strip().replace(" ", ", ")}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.set_guest(guest=who, away=form.cleaned_data["away"], wishes=form.wishes, by=by, at=now())
            messages.success(request, "Đã ghi nguyện vọng.")
            return redirect(one)
    context = {"form": form, "title": str(who), "lead": "Nguyện vọng gặp", "back": one.get_absolute_url()}
    return render(request, "trade/form.html", context)


@require_POST
@guard(P.TRADE_MANAGE)
@once
def drop(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A guest does not come."""
    one = find(request, code)
    actions.drop(guest=find_guest(one, pk), by=request.acting, at=now())  # type: ignore[attr-defined]
    messages.success(request, "Đã bỏ khỏi danh sách dự.")
    return redirect(one)


@guard(P.TRADE_MANAGE)
@once
def move(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """publish, hold, cancel.  # queries: 7"""
    one, by = find(request, code), request.acting  # type: ignore[attr-defined]
    if name not in MACHINE.moves:
        raise Http404
    check_planning(one, by=by)
    form = WordsForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.move(conference=one, name=name, words=form.cleaned_data["words"], by=by, at=now())
            messages.success(request, f"Đã ghi: {MACHINE.moves[name].label.lower()}.")
            return redirect(one)
    label = MACHINE.moves[name].label
    context = {
        "form": form,
        "title": label,
        "lead": one.name,
        "back": one.get_absolute_url(),
        "submit": label,
    }
    return render(request, "trade/form.html", context)
