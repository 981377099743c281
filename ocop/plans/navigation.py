"""Where plans are found, and what of them waits."""

from datetime import date

from django.urls import reverse

from ocop.core import nav
from ocop.core.acting import Acting
from ocop.core.permissions import Permission as P
from ocop.plans.queries.plans import late_tasks


def install() -> None:
    nav.register(nav.NavItem("Kế hoạch", "plans:plans", "clipboard-check", 58, (P.FIGURES_VIEW,)))
    nav.register_work(waiting)


def waiting(acting: Acting) -> list[nav.WorkItem]:
    """Late tasks of the own unit's plans."""
    if not acting.may(P.PLAN_MANAGE) or acting.unit is None or acting.on is None:
        return []
    on: date = acting.on
    count = late_tasks(on).filter(plan__unit=acting.unit).count()
    return (
        [nav.WorkItem("Nhiệm vụ quá hạn của kế hoạch", count, reverse("plans:late"), "warning")]
        if count
        else []
    )
