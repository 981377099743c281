"""The home page's figures about the register, from kept numbers: the nation, one province, and the map."""

from collections import Counter
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext

from ocop.core.figures import Figure, Overview, register_overview
from ocop.registry.search import summary
from ocop.registry.search.asked import STATUS
from ocop.rulebook.validity import Status

IN_FORCE = (Status.VALID, Status.EXPIRING)
SHOWN = (
    ("sản phẩm còn hiệu lực", "con-hieu-luc", IN_FORCE),
    ("sắp hết hạn", "sap-het-han", (Status.EXPIRING,)),
    ("sản phẩm đã hết hạn", "het-han", (Status.EXPIRED,)),
    ("chưa rõ thời hạn", "chua-ro", (Status.UNKNOWN,)),
)


def overview(on: date, province: str) -> Overview:
    """Everything the home page counts, in at most three statements however large the register is."""
    places = [("tinh", province)] if province else []
    cells = summary.kept([("", ""), *((STATUS, str(one)) for one in IN_FORCE), *places], on, summary.state())
    return Overview(
        _figures(cells, "", ""),
        _figures(cells, "tinh", province) if province else [],
        _by_province(cells),
    )


def _figures(cells: Counter[summary.Key], dim: str, key: str) -> list[Figure]:
    """Statuses and stars of all, or of one value; each opens to its rows."""
    here = {dim: key} if dim else {}
    found = [
        Figure(
            gettext(label),
            sum(cells[dim, key, STATUS, str(one)] for one in statuses),
            _url(**here, tinh_trang=name),
        )
        for label, name, statuses in SHOWN
    ]
    stars = [
        Figure(
            gettext("%(n)s sao, mọi tình trạng") % {"n": n},
            cells[dim, key, "sao", str(n)],
            _url(**here, sao=str(n)),
        )
        for n in (5, 4, 3)
    ]
    return [one for one in (*found, *stars) if one.value or one is found[0]]


def _by_province(cells: Counter[summary.Key]) -> dict[str, int]:
    """Products in force by province."""
    found: Counter[str] = Counter()
    for (dim, key, dim2, key2), n in cells.items():
        if dim == STATUS and dim2 == "tinh" and key in map(str, IN_FORCE):
            found[key2] += n
    return {key: n for key, n in found.items() if n > 0}


def _url(**asked: str) -> str:
    return f"/san-pham/?{urlencode(asked)}"


def install() -> None:
    register_overview(overview)
