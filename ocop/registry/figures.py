"""The home page's figures about the register."""

from datetime import date
from urllib.parse import urlencode

from django.db.models import Count
from django.utils.translation import gettext

from ocop.core.figures import Figure, register
from ocop.registry.models import STATUS_FILTERS, Entry

SHOWN = (
    ("sản phẩm còn hiệu lực", "con-hieu-luc"),
    ("sản phẩm đã hết hạn", "het-han"),
    ("chưa rõ thời hạn", "chua-ro"),
)


def figures(on: date) -> list[Figure]:
    """One statement for all numbers; each opens to its rows."""
    rules = {key.replace("-", "_"): Count("pk", filter=STATUS_FILTERS[key](on)) for _, key in SHOWN}
    found = Entry.objects.aggregate(**rules)
    return [
        Figure(gettext(label), found[key.replace("-", "_")], f"/san-pham/?{urlencode({'tinh_trang': key})}")
        for label, key in SHOWN
    ]


def install() -> None:
    register(figures)
