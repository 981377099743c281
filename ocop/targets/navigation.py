"""The entry of the work area."""

from ocop.core import nav
from ocop.core.permissions import Permission as P


def install() -> None:
    nav.register(nav.NavItem("Số liệu", "targets:dashboard", "bar-chart", 60, (P.FIGURES_VIEW,)))
