"""Events for everybody: what comes, one programme page each, calendar files."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from ocop.core.clock import today
from ocop.core.guards import public
from ocop.core.paging import keyset_page
from ocop.core.states import state_badge
from ocop.market.calendar import feed
from ocop.market.enums import EventKind
from ocop.market.models import TradeEvent
from ocop.market.queries import events as queries
from ocop.market.queries.standing import standings
from ocop.market.structured import as_script, event_data

KINDS = {
    EventKind.FAIR: _("Hội chợ"),
    EventKind.FESTIVAL: _("Lễ hội, ngày hội"),
    EventKind.CULTURE: _("Tuần văn hóa, giới thiệu gắn với văn hóa"),
    EventKind.CONNECTION: _("Hội nghị, hội thảo kết nối giao thương"),
    EventKind.LIVESTREAM: _("Phiên bán hàng trực tiếp trên mạng"),
    EventKind.PLATFORM: _("Ngày bán hàng trên sàn thương mại điện tử"),
    EventKind.DISPLAY: _("Không gian trưng bày, phiên chợ"),
}
STATES = {
    "calling": _("Đang nhận đăng ký gian hàng"),
    "ready": _("Sắp diễn ra"),
    "running": _("Đang diễn ra"),
    "over": _("Đã diễn ra"),
    "closed": _("Đã diễn ra"),
    "cancelled": _("Đã hủy"),
}
CALENDAR = "text/calendar; charset=utf-8"
MOST = 500


@public
def events(request: HttpRequest) -> HttpResponse:
    """What runs or comes, nearest first; past ones by the filter.  # queries: 1"""
    on, past = today(), request.GET.get("khi") == queries.PAST
    params = {name: request.GET.get(name, "") for name in ("q", "loai", "tinh")}
    when = {"khi": queries.PAST if past else queries.COMING}
    found = queries.filtered(TradeEvent.objects.public(), {**params, **when}, on).select_related("unit")
    page = keyset_page(request, found, key="starts_on", kind="day", descending=past, size=30)
    context = {
        "rows": [_row(one) for one in page.rows],
        "page": page,
        "past": past,
        "kinds": KINDS.items(),
        "asked": params,
        "canonical": f"{settings.OCOP_PUBLIC_URL}/su-kien/",
    }
    return render(request, "market/public_events.html", context)


def _row(one: TradeEvent) -> dict[str, object]:
    badge = state_badge(one, public=True)
    return {
        "event": one,
        "kind": KINDS[EventKind(one.kind)],
        "word": STATES[one.state],
        "tone": badge.tone,
        "icon": badge.icon,
    }


@public
def event(request: HttpRequest, code: str) -> HttpResponse:
    """Programme, place, goods with stars.  # queries: 6"""
    one, on = _public(code), today()
    goods = list(queries.shown_goods(one, on))
    found = standings([product.pk for product in goods], one.day_asked(on))
    context = {
        **_row(one),
        "goods": [{"product": product, "stars": found[product.pk].stars} for product in goods],
        "calls": one.state == "calling" and one.call_until is not None and one.call_until >= on,
        "structured": as_script(event_data(one)),
        "canonical": f"{settings.OCOP_PUBLIC_URL}{one.public_url}",
    }
    return render(request, "market/public_event.html", context)


def _public(code: str) -> TradeEvent:
    if "\x00" in code:
        raise Http404
    return get_object_or_404(TradeEvent.objects.public().select_related("unit"), code=code)


@public
def event_calendar(request: HttpRequest, code: str) -> HttpResponse:
    """One event for a calendar.  # queries: 1"""
    one = _public(code)
    return _file(feed([one], name=one.name), one.code)


@public
def calendar(request: HttpRequest) -> HttpResponse:
    """Everything that runs or comes; a calendar may subscribe to the address.  # queries: 1"""
    found = (
        TradeEvent.objects.public()
        .filter(ends_on__gte=today())
        .select_related("unit")
        .order_by("starts_on", "pk")
    )
    return _file(feed(found[:MOST], name="Sự kiện OCOP"), "su-kien-ocop")


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=CALENDAR)
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response
