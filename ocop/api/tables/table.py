"""One definition of each public table: the API, the files and the data dictionary are all read from it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

CHUNK = 2000


@dataclass(frozen=True)
class Column:
    """`kind`: text, code, int, date, moment, bool, url, list. A column that may be empty says so.

    `sql` is the same value in PostgreSQL's words, of a table that it can write itself (`Table.in_sql`).
    """

    name: str
    kind: str
    vi: str
    en: str
    empty: bool = False
    choices: tuple[str, ...] = ()
    sql: str = ""


@dataclass(frozen=True)
class InSql:
    """`read` names the places of a row `r` of `source()`; `beside(chosen, on)` is what is joined to the chosen rows."""

    source: Callable[[], QuerySet]
    read: tuple[str, ...]
    beside: Callable[[QuerySet, date], str]


@dataclass(frozen=True)
class Order:
    """The order of a list, always ended by the row's own number, so that a page can be continued exactly."""

    key: str
    kind: str = "text"  # text, day, moment, number


@dataclass(frozen=True)
class Table:
    """`build(rows, on)` turns what `queryset()` gives, in lots, into plain dictionaries with exactly the columns."""

    key: str
    vi: str
    en: str
    about_vi: str
    about_en: str
    columns: tuple[Column, ...]
    identity: str
    queryset: Callable[[], QuerySet]
    build: Callable[[list[Any], date], list[dict[str, Any]]]
    order: Order
    read: tuple[str, ...] = ()  # of a table read as tuples: the names of their places
    schema_type: str = ""  # the type of schema.org
    in_sql: InSql | None = None  # PostgreSQL writes CSV and XLSX itself, by the `sql` of the columns

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def rows(self, on: date, found: QuerySet | None = None) -> Iterator[dict[str, Any]]:
        """All rows in order, read in lots: memory stays the same however many there are."""
        asked = (self.queryset() if found is None else found).order_by(self.order.key, "pk")
        lot: list[Any] = []
        for row in asked.iterator(chunk_size=CHUNK):
            lot.append(row)
            if len(lot) == CHUNK:
                yield from self.build(lot, on)
                lot = []
        if lot:
            yield from self.build(lot, on)


def day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def moment(value: datetime | None) -> str | None:
    """UTC, to the microsecond, always the same length: sorts as text."""
    return f"{value:%Y-%m-%dT%H:%M:%S.%f}Z" if value else None
