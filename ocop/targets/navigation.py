"""The entries of the work area, and the rounds of registration that run."""

from django.urls import reverse

from ocop.core import nav
from ocop.core.acting import Acting
from ocop.core.permissions import Permission as P
from ocop.targets.queries.rounds import running_for


def install() -> None:
    nav.register(nav.NavItem("Số liệu", "targets:dashboard", "graph-up", 60, (P.FIGURES_VIEW,)))
    nav.register(nav.NavItem("Đăng ký năm", "targets:registrations", "card-checklist", 62, (P.FIGURES_VIEW,)))
    nav.register_work(open_rounds)


def open_rounds(acting: Acting) -> list[nav.WorkItem]:
    """For communes: until when products can be put down."""
    if not acting.may(P.PLAN_REGISTER) or acting.unit is None or acting.on is None:
        return []
    url = reverse("targets:register")
    return [
        nav.WorkItem(f"{one.name}: đăng ký sản phẩm", 1, url, hint=f"Đến hết {one.closes_on:%d/%m/%Y}")
        for one in running_for(acting.unit, acting.on)
    ]
