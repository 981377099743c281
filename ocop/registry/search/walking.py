"""Rows along an index from a position, forwards or back.

The list of all, or of one sector, province, number of stars … is what most visitors see: these statements are prepared.
"""

from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet

from ocop.core.prepared import Prepared
from ocop.registry.models import Entry
from ocop.registry.search.asked import COLUMNS, STATUS, Asked

Position = tuple[int, str, int]  # tier, sort_key, pk
WIDE = ("search_key", "name_key")  # columns that no list shows
PREPARED = (24, 50)  # rows on a page of the list and of the API
NUMBERS = ("sao", "nam")


def walk(
    asked: Asked, narrowed: Q, start: Position | None, back: bool, limit: int
) -> tuple[list[Entry], bool]:
    """Rows of the page, and whether there are more in that direction. `narrowed`: the filters as a condition."""
    way = ("before" if back else "after") if start else ""
    place = {"key": start[1], "pk": start[2]} if start else {}
    filters = asked.filters
    if limit in PREPARED and len(filters) <= 1 and STATUS not in filters:
        ((name, value),) = list(filters.items()) or [("", "")]
        chosen = {"value": value} if name else {}
        rows = _prepared(name, way, limit).rows(**place, **chosen)
    else:
        rows = list(_along(narrowed, way, limit, **place))
    more, rows = len(rows) > limit, rows[:limit]
    return (rows[::-1] if way == "before" else rows), more


def _along(narrowed: Q, way: str, limit: int, key: str = "", pk: int = 0) -> "QuerySet[Entry]":
    found: QuerySet[Entry] = Entry.objects.filter(narrowed).defer(*WIDE)
    if way == "before":
        found = found.filter(Q(sort_key__lt=key) | Q(pk__lt=pk), sort_key__lte=key)
    elif way == "after":
        found = found.filter(Q(sort_key__gt=key) | Q(pk__gt=pk), sort_key__gte=key)
    return found.order_by(*(("-sort_key", "-pk") if way == "before" else ("sort_key", "pk")))[: limit + 1]


@lru_cache(maxsize=64)
def _prepared(name: str, way: str, limit: int) -> Prepared:
    """For one filter or none; the number of different ones is that of the filters, ways and sizes."""

    def build(value: Any = "", key: str = "", pk: int = 0) -> QuerySet[Entry]:
        return _along(Q(**{COLUMNS[name]: value}) if name else Q(), way, limit, key, pk)

    arguments: dict[str, type] = {"value": int if name in NUMBERS else str} if name else {}
    return Prepared(build, **arguments, **({"key": str, "pk": int} if way else {}))
