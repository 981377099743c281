"""Where offices and producers find villages and chains."""

from ocop.core import nav
from ocop.core.permissions import Permission as P


def install() -> None:
    nav.register(nav.NavItem("Làng nghề", "villages:villages", "house", 63, (P.VILLAGES_MANAGE,)))
    nav.register(
        nav.NavItem(
            "Chuỗi giá trị", "villages:chains", "link-45deg", 64, (P.VILLAGES_MANAGE, P.PRODUCER_EDIT)
        )
    )
