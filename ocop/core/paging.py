"""Keyset paging: never counts, never skips rows, costs the same on every page."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from ocop.core.text import clean

SIZE = 50


@dataclass(frozen=True)
class Page:
    """Rows of one page and the addresses of its neighbours."""

    rows: list[Any]
    prev_url: str
    next_url: str


READ: dict[str, Any] = {"moment": datetime.fromisoformat, "day": date.fromisoformat}


def _parse(cursor: str, sample: Any) -> tuple[Any, int] | None:
    key, _, pk = clean(cursor).rpartition("~")
    try:
        return READ.get(sample, str)(key), int(pk[:18])
    except ValueError:
        return None


def _url(request: HttpRequest, **cursor: str) -> str:
    params = request.GET.copy()
    for name in ("sau", "truoc"):
        params.pop(name, None)
    return "?" + urlencode([*((k, v) for k, values in params.lists() for v in values), *cursor.items()])


def keyset_page(
    request: HttpRequest,
    queryset: QuerySet,
    *,
    key: str,
    kind: str = "text",
    descending: bool = False,
    size: int = SIZE,
) -> Page:
    """One page ordered by (key, pk). `?sau=` goes forward, `?truoc=` back; a broken cursor shows the first page.

    `kind` is "moment" for date-times, "day" for dates, "text" for strings. `key` must not be null.
    """
    back = _parse(request.GET.get("truoc", "")[:200], kind) if "truoc" in request.GET else None
    on = _parse(request.GET.get("sau", "")[:200], kind) if "sau" in request.GET and back is None else None
    towards_less = descending != (back is not None)
    if cursor := back or on:
        op = "lt" if towards_less else "gt"
        queryset = queryset.filter(
            Q(**{f"{key}__{op}": cursor[0]}) | Q(**{key: cursor[0], f"pk__{op}": cursor[1]})
        )
    sign = "-" if towards_less else ""
    rows = list(queryset.order_by(f"{sign}{key}", f"{sign}pk")[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if back:
        rows.reverse()

    def mark(row: Any) -> str:
        value = row
        for part in key.split("__"):
            value = getattr(value, part)
        return f"{value.isoformat() if kind == 'moment' else value}~{row.pk}"

    has_next = more if not back else bool(rows)
    has_prev = more if back else on is not None and bool(rows)
    return Page(
        rows,
        _url(request, truoc=mark(rows[0])) if has_prev else "",
        _url(request, sau=mark(rows[-1])) if has_next else "",
    )
