"""Where the producer's people find their products."""

from ocop.core import nav
from ocop.core.permissions import Permission as P


def install() -> None:
    nav.register(nav.NavItem("Sản phẩm", "products:list", "box-seam", 12, (P.PRODUCT_EDIT,)))
