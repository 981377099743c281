"""Rows written many times a minute: plain UPDATE and INSERT from the model's own columns, sent together.

As `ocop.core.prepared`, for the other direction: the SQL is made once per model, the values pass through the fields
(so JSON, Decimal and cleaned text are stored as always) and PostgreSQL keeps the plan. Triggers and constraints act as
on any other write. Call it inside a transaction. (Sending both statements in one round trip was tried: no gain.)
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from django.db import connections, models

from ocop.core.prepared import prepared_cursor


class Write(NamedTuple):
    sql: str
    values: list[Any]
    expects: int | None  # rows that the statement must touch; None: whatever it finds


def update_of(row: models.Model, columns: Iterable[str], *, using: str = "default") -> Write:
    """The named columns (attribute names) of a row that exists."""
    connection = connections[using]
    sql, fields = _update_sql(type(row), tuple(columns), connection.vendor)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    return Write(sql, [*values, row.pk], 1)


def insert_of(row: models.Model, *, unless_there: bool = False, using: str = "default") -> Write:
    """A new row; its key stays with the database. `unless_there`: a row that breaks a uniqueness is left out."""
    connection = connections[using]
    sql, fields = _insert_sql(type(row), connection.vendor)
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    return Write(sql + " ON CONFLICT DO NOTHING", values, None) if unless_there else Write(sql, values, 1)


def write(*writes: Write, using: str = "default") -> list[int]:
    """All of them, in order; how many rows each has written. A row to be changed that is not there is an error."""
    connection = connections[using]
    if connection.get_autocommit():
        raise RuntimeError("Rows are written inside a transaction only.")
    counts = [_run(connection, one) for one in writes]
    if any(one.expects not in (None, count) for one, count in zip(writes, counts, strict=True)):
        raise RuntimeError(f"a row to be written is not there: {counts}")
    return counts


def swap(changed: Write, new: Write, *, only_if: str, values: Iterable[Any], using: str = "default") -> bool:
    """On PostgreSQL one statement that is its own transaction: the row changes only while `only_if` (SQL on its columns,
    with `values`) holds, and the new row comes with it. False: nothing was written. Whoever reads a row without a lock
    and puts its version into `only_if` loses no other change; another's change in between is waited for and found.
    """
    connection = connections[using]
    if connection.vendor != "postgresql":
        raise RuntimeError("One statement for both exists on PostgreSQL only.")
    insert, _, places = new.sql.partition(" VALUES ")
    sql = f"WITH held AS ({changed.sql} AND {only_if} RETURNING 1) {insert} SELECT {places.strip('()')} FROM held"
    return _run(connection, Write(sql, [*changed.values, *values, *new.values], None)) == 1


def _run(connection: Any, one: Write) -> int:
    with prepared_cursor(connection) as cursor:
        cursor.execute(one.sql, one.values)
        return int(cursor.rowcount)


@cache
def _update_sql(model: type[models.Model], columns: tuple[str, ...], vendor: str) -> tuple[str, list[Any]]:
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    fields = [by_name[column] for column in columns]
    settings = ", ".join(f'"{field.column}" = %s' for field in fields)
    return f'UPDATE "{model._meta.db_table}" SET {settings} WHERE "{model._meta.pk.column}" = %s', fields


@cache
def _insert_sql(model: type[models.Model], vendor: str) -> tuple[str, list[Any]]:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join(["%s"] * len(fields))
    return f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({places})', fields
