"""Where support is found, and what waits."""

from django.urls import reverse

from ocop.core import nav
from ocop.core.acting import Acting
from ocop.core.permissions import Permission as P
from ocop.support.models import Claim

ASKS = {"filed": "Đề nghị hỗ trợ chờ kiểm tra", "checked": "Đề nghị hỗ trợ chờ duyệt"}


def install() -> None:
    nav.register(nav.NavItem("Hỗ trợ, thưởng", "support:claims", "award", 78, (P.SUPPORT_VIEW,)))
    nav.register_work(waiting)


def waiting(acting: Acting) -> list[nav.WorkItem]:
    """What the paying office must do; what the producer must complete. One statement."""
    url = reverse("support:claims")
    if acting.party_id and acting.may(P.SUPPORT_VIEW):
        count = Claim.objects.filter(producer_id=acting.party_id, state="incomplete").count()
        asked = f"{url}?tinh_trang=incomplete"
        return [nav.WorkItem("Đề nghị hỗ trợ cần bổ sung giấy tờ", count, asked, "warning")] if count else []
    if acting.unit is None or not acting.may(P.SUPPORT_MANAGE):
        return []
    states = list(
        Claim.objects.filter(payer=acting.unit, state__in=ASKS).order_by().values_list("state", flat=True)
    )
    return [
        nav.WorkItem(words, states.count(state), f"{url}?tinh_trang={state}")
        for state, words in ASKS.items()
        if state in states
    ]
