"""The entries of the work area."""

from ocop.core import nav
from ocop.core.permissions import Permission as P


def install() -> None:
    nav.register(nav.NavItem("Số liệu", "targets:dashboard", "graph-up", 60, (P.FIGURES_VIEW,)))
    nav.register(nav.NavItem("Đăng ký năm", "targets:registrations", "card-checklist", 62, (P.FIGURES_VIEW,)))
