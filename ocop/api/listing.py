"""One page of a table: continued by key, never counted, never skipped."""

import json
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from ocop.api import cursors
from ocop.api.tables.table import Order, Table

LIMIT, MOST = 50, 200
READ: dict[str, Any] = {"moment": datetime.fromisoformat, "day": date.fromisoformat}


def page(
    request: HttpRequest,
    table: Table,
    found: QuerySet,
    *,
    on: date,
    limit: int = LIMIT,
    cursor: str = "",
    order: Order | None = None,
) -> HttpResponse:
    """`{"items": […], "next": cursor or null, "as_of": day}`. One statement, and those of the table's `build`."""
    order = order or table.order
    question = _question(request, table, order)
    if cursor:
        found = _after(found, order, cursors.read(question, cursor, 2))
    rows = list(found.order_by(order.key, "pk")[: limit + 1])
    more, rows = len(rows) > limit, rows[:limit]
    following = cursors.make(question, _place(table, order, rows[-1])) if more else None
    return answer({"items": table.build(rows, on), "next": following, "as_of": on.isoformat()})


def answer(body: dict[str, Any], *, modified: datetime | None = None) -> HttpResponse:
    """JSON in UTF-8. `modified`: when the thing itself last changed, for Last-Modified."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    response = HttpResponse(text, content_type="application/json")
    response.modified_at = modified  # type: ignore[attr-defined]
    return response


def _question(request: HttpRequest, table: Table, order: Order) -> str:
    asked = sorted((name, value) for name, value in request.GET.items() if name not in ("cursor", "limit"))
    return json.dumps([table.key, order.key, asked], ensure_ascii=False)


def _after(found: QuerySet, order: Order, place: list[Any]) -> QuerySet:
    key, pk = READ.get(order.kind, lambda value: value)(place[0]), place[1]
    further = Q(**{f"{order.key}__gt": key}) | Q(pk__gt=pk)
    return found.filter(further, **{f"{order.key}__gte": key})  # the bound lets the index start at the place


def _place(table: Table, order: Order, row: Any) -> list[Any]:
    if isinstance(row, tuple):
        names = table.read
        value, pk = row[names.index(order.key)], row[names.index("pk")]
    else:
        value, pk = getattr(row, order.key), row.pk
    return [value.isoformat() if isinstance(value, (date, datetime)) else value, pk]
