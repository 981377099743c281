"""Where the producer's people and the offices find these pages."""

from ocop.core import nav
from ocop.core.permissions import Permission as P


def install() -> None:
    nav.register(nav.NavItem("Kho minh chứng", "producers:vault", "folder2-open", 14, (P.EVIDENCE_EDIT,)))
    nav.register(nav.NavItem("Thông tin chủ thể", "producers:own", "house", 16, (P.PRODUCER_EDIT,)))
    nav.register(
        nav.NavItem("Chủ thể trên địa bàn", "producers:list", "people", 40, (P.DESK_ENTRY, P.DOSSIER_RECEIVE))
    )
