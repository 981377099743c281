"""Where offices find reports of misuse, and what waits."""

from django.urls import reverse

from ocop.core import nav
from ocop.core.acting import Acting
from ocop.core.permissions import Permission as P
from ocop.supervision.models import Case


def install() -> None:
    nav.register(
        nav.NavItem(
            "Báo vi phạm", "supervision:cases", "exclamation-triangle", 75, (P.MISUSE_HANDLE, P.INSPECT)
        )
    )
    nav.register_work(waiting)


def waiting(acting: Acting) -> list[nav.WorkItem]:
    """New cases of the own unit."""
    if not acting.may(P.MISUSE_HANDLE) or acting.unit is None:
        return []
    count = Case.objects.filter(unit=acting.unit, state="received").count()
    url = f"{reverse('supervision:cases')}?tinh_trang=received"
    return [nav.WorkItem("Tin báo vi phạm mới", count, url, "warning")] if count else []
