"""Which products a question means."""

from bisect import bisect_right
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from ocop.api.parameters import ProductsAsked, since
from ocop.core.text import clean_line
from ocop.products.models import ProductGtin
from ocop.registry.models import STATUS_FILTERS
from ocop.registry.search import Asked
from ocop.registry.search.asking import hits
from ocop.rulebook.validity import EXPIRING_DAYS

# What the API calls a status → what the register's address calls it.
STATUS = {
    "valid": "con-hieu-luc",
    "in_force": "con-hieu-luc",
    "expiring": "sap-het-han",
    "expired": "het-han",
    "suspended": "tam-dung",
    "revoked": "da-thu-hoi",
    "unclear": "chua-ro",
}
COLUMNS = {
    "province": "province_key",
    "commune": "unit_key",
    "producer": "product__producer__code",
    "stars": "stars",
    "sector": "sector_code",
    "group": "group_name",
    "year": "year",
}
Place = tuple[int, str, int]  # tier, sort key, number of the row


def narrowed(found: QuerySet, asked: ProductsAsked, on: date) -> QuerySet:
    """Every filter but the words."""
    for name, column in COLUMNS.items():
        value = getattr(asked, name)
        if value not in ("", None):
            found = found.filter(**{column: clean_line(value) if isinstance(value, str) else value})
    if asked.status:
        found = found.filter(STATUS_FILTERS[STATUS[asked.status]](on))
        if asked.status == "valid":
            found = found.filter(valid_until__gt=on + timedelta(days=EXPIRING_DAYS))
    if asked.gtin:
        number = clean_line(asked.gtin).zfill(14)
        held = ProductGtin.objects.filter(gtin=number, removed_at=None)
        found = found.filter(product__in=held.values("product"))
    moment = since("updated_since", asked.updated_since)
    return found.filter(updated_at__gte=moment) if moment else found


def places_of_hits(asked: ProductsAsked, on: date) -> list[Place]:
    """Hits of the words in the order of the register's page: at most 1,000, each with its place."""
    question = Asked(
        q=clean_line(asked.q),
        sao=asked.stars,
        tinh=clean_line(asked.province),
        xa=clean_line(asked.commune),
        nganh=clean_line(asked.sector),
        nhom=clean_line(asked.group),
        nam=asked.year,
        tinh_trang=STATUS[asked.status] if asked.status else "",
    )
    found, _ = hits(question, on)
    wanted = asked.status if asked.status in ("valid", "expiring") else None
    return [hit[:3] for hit in found[:1000] if wanted is None or hit[-1] == wanted]


def slice_of(places: list[Place], after: list[Any] | None, limit: int) -> tuple[list[Place], bool]:
    first = bisect_right(places, tuple(after)) if after else 0
    return places[first : first + limit], len(places) > first + limit
