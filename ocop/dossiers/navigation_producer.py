"""Where the producer's people find their dossiers, and what waits for them."""

from django.db.models import Count
from django.urls import reverse

from ocop.core import nav
from ocop.core.acting import Acting
from ocop.core.permissions import Permission as P
from ocop.dossiers.models import Dossier

WAITING = {
    "returned": ("Hồ sơ cần bổ sung", "warning"),
    "completing": ("Hồ sơ tỉnh yêu cầu bổ sung", "warning"),
    "awaiting_confirmation": ("Hồ sơ chờ ông/bà xác nhận", "warning"),
    "draft": ("Hồ sơ đang soạn", "info"),
}


def install() -> None:
    nav.register(nav.NavItem("Hồ sơ", "dossiers:mine", "folder", 10, (P.DOSSIER_WRITE,)))
    nav.register_work(waiting)


def waiting(acting: Acting) -> list[nav.WorkItem]:
    """Dossiers in the producer's own hands. One query."""
    if not acting.may(P.DOSSIER_WRITE):
        return []
    states = (
        Dossier.objects.visible_to(acting)
        .filter(state__in=WAITING)
        .values("state")
        .annotate(count=Count("pk"))
        .order_by()
    )
    counts = {row["state"]: row["count"] for row in states}
    url = reverse("dossiers:mine")
    return [
        nav.WorkItem(label, counts[state], url, tone)
        for state, (label, tone) in WAITING.items()
        if counts.get(state)
    ]
