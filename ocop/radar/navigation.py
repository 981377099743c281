"""The list in the work area, and a tab of each dossier."""

from django.urls import reverse

from ocop.core import nav
from ocop.core.permissions import Permission as P


def install() -> None:
    nav.register(nav.NavItem("Sản phẩm giống nhau", "radar:pairs", "search", 58, (P.SIMILARITY_VIEW,)))
    nav.register_tab(
        nav.Tab(
            "dossier",
            "Sản phẩm giống",
            70,
            lambda dossier: reverse("radar:product", args=[dossier.product.code]),
            lambda dossier, acting: acting.may(P.SIMILARITY_VIEW),
        )
    )
