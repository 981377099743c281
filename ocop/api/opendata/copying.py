"""Tables that PostgreSQL writes itself: one COPY, byte for byte what the writers in Python write (docs/adr/0034).

The first bytes leave at once and no row becomes a Python object. The writers in Python stay: SQLite uses them, and
the tests compare.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from ocop.api.opendata.marking import marker, separated
from ocop.api.opendata.writers import FORMULA, LOT, csv_head, headings
from ocop.api.opendata.xlsx import xlsx
from ocop.api.tables.table import Column, Table

Rows = Iterator[Any]
# A sort of the whole register in memory; a merge would sort it once more to find each row's status.
PLAN = "SET LOCAL work_mem = '32MB'; SET LOCAL enable_mergejoin = off"
_SIGNS = ", ".join(str(ord(sign)) for sign in FORMULA)
_WRITTEN = {
    "date": "to_char({}, 'YYYY-MM-DD')",
    "moment": """to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')""",
    "bool": "CASE {} WHEN true THEN 'true' WHEN false THEN 'false' END",
    "int": "CAST({} AS text)",
}
_HARMLESS = "CASE WHEN ascii({0}) IN ({1}) THEN '''' || {0} WHEN {0} <> '' THEN {0} END"


@contextmanager
def one_moment() -> Iterator[None]:
    """On PostgreSQL all that is read as of one moment. SQLite reads each table as of one moment and keeps no writer waiting."""
    whole = connection.vendor == "postgresql" and not connection.in_atomic_block
    with transaction.atomic() if whole else nullcontext():
        if whole:
            with connection.cursor() as cursor:
                cursor.execute(f"SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; {PLAN}")
        yield


def can_copy(table: Table, form: str) -> bool:
    return connection.vendor == "postgresql" and table.in_sql is not None and form in COPIERS


def copy_csv(table: Table, on: date, chosen: Q, seen: Callable[[int], None]) -> Iterator[bytes]:
    """PostgreSQL ends a line with a line feed, RFC 4180 with two characters; each message is one row."""
    yield csv_head(table)
    with _rows(table, on, chosen, [_csv_cell(column) for column in table.columns], "FORMAT csv") as rows:
        while lot := list(islice(rows, LOT)):
            seen(len(lot))
            yield b"\r\n".join([row[:-1] for row in lot]) + b"\r\n"


def copy_xlsx(table: Table, on: date, chosen: Q, seen: Callable[[int], None]) -> Iterator[bytes]:
    numbers = [column.kind == "int" for column in table.columns]
    cells = separated([f"coalesce({_written(column)}, '')" for column in table.columns], numbers)
    mark = marker(numbers)

    def encode(lot: list[Any]) -> bytes:
        seen(len(lot))
        return mark(lot)

    with _rows(table, on, chosen, cells, "FORMAT text") as rows:
        yield from xlsx(headings(table), rows, encode)


COPIERS = {"csv": copy_csv, "xlsx": copy_xlsx}


@contextmanager
def _rows(table: Table, on: date, chosen: Q, cells: list[str], how: str) -> Iterator[Rows]:
    """While it lasts the connection can do nothing else. Whoever stops half-way stops PostgreSQL too."""
    with one_moment():
        statement = f"COPY ({_statement(table, on, chosen, cells)}) TO STDOUT ({how})"
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            yield iter(copy)


def _statement(table: Table, on: date, chosen: Q, cells: list[str]) -> str:
    """The chosen rows as `r`, what is joined to it, the cells, in the table's order."""
    if table.in_sql is None:
        raise TypeError(f"PostgreSQL does not know how to write {table.key}")
    compose, found = connection.ops.compose_sql, table.in_sql.source().filter(chosen)
    rows = compose(*found.order_by().values_list(*table.in_sql.read).query.sql_with_params())
    listed = compose(", ".join(cells), {"base": settings.OCOP_PUBLIC_URL})
    names = ", ".join(table.in_sql.read)
    beside = table.in_sql.beside(found, on)
    return f"SELECT {listed} FROM ({rows}) AS r ({names}) {beside} ORDER BY r.{table.order.key}, r.pk"


def _written(column: Column) -> str:
    return _WRITTEN.get(column.kind, "{}").format(column.sql)


def _csv_cell(column: Column) -> str:
    """Nothing is an empty cell without quotes; what people wrote is no formula."""
    if column.kind in {"text", "code"} and not column.choices:
        return _HARMLESS.format(column.sql, _SIGNS)
    return _written(column) if column.kind in _WRITTEN else f"nullif({column.sql}, '')"
