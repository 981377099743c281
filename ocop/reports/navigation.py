"""The entry of the work area."""

from ocop.core import nav
from ocop.core.permissions import Permission as P


def install() -> None:
    nav.register(nav.NavItem("Báo cáo", "reports:index", "file-earmark-text", 61, (P.FIGURES_VIEW,)))
