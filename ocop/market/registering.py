"""Where offices, producers and operators find points and events, and what waits for them."""

from django.urls import reverse

from ocop.core import nav
from ocop.core.acting import Acting
from ocop.core.clock import today
from ocop.core.permissions import Permission as P
from ocop.market.models import Point
from ocop.market.queries.points import SILENT, silent

SEES = (P.MARKET_MANAGE, P.MARKET_REPORT, P.INSPECT)


def install() -> None:
    nav.register(nav.NavItem("Điểm bán", "market:points", "shop", 70, SEES))
    nav.register(nav.NavItem("Hội chợ, sự kiện", "market:events", "calendar-event", 71, SEES))
    nav.register_work(waiting)


def waiting(acting: Acting) -> list[nav.WorkItem]:
    """Points that are silent: for the office to ask, for the operator to answer."""
    if not (acting.may(P.MARKET_MANAGE) or acting.may(P.MARKET_REPORT)):
        return []
    count = silent(Point.objects.visible_to(acting), today()).count()
    words = (
        "Điểm bán im lặng, chưa báo số liệu" if acting.may(P.MARKET_MANAGE) else "Điểm bán chờ số liệu tháng"
    )
    url = f"{reverse('market:points')}?tinh_trang={SILENT}"
    return [nav.WorkItem(words, count, url, "warning")] if count else []
