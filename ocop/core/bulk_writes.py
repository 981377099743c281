"""Many rows of one model in one go: COPY on PostgreSQL, one prepared statement on SQLite.

As `ocop.core.prepared_writes`, for lists: values pass through the fields, triggers and constraints act as on any other
write, no signals are sent (whoever writes in bulk tells the others itself). Call it inside a transaction.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connections, models

SHARED = {str, datetime, date}
MOST_KNOWN = 5_000


def insert_many(rows: Sequence[models.Model], *, using: str = "default") -> None:
    """New rows of one model; afterwards each carries its key. A constant number of statements."""
    if not rows:
        return
    model, connection = type(rows[0]), connections[using]
    _in_transaction(connection)
    own_key = model._meta.pk.db_returning  # a key that the database counts up
    if own_key:
        for row, key in zip(rows, _new_keys(model, len(rows), connection), strict=True):
            row.pk = key
    fields = list(model._meta.concrete_fields)
    turn = [_turner(field, connection) for field in fields]
    names = [field.attname for field in fields]
    values = ([change(getattr(row, name)) for name, change in zip(names, turn, strict=True)] for row in rows)
    table, columns = model._meta.db_table, ", ".join(f'"{field.column}"' for field in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
                for one in values:
                    copy.write_row(one)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', values)
    for row in rows:
        row._state.adding = False
        row._state.db = using


def update_many(rows: Sequence[models.Model], columns: Iterable[str], *, using: str = "default") -> None:
    """The named columns (attribute names) of rows that exist."""
    if not rows:
        return
    model, connection = type(rows[0]), connections[using]
    _in_transaction(connection)
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    fields = [by_name[name] for name in columns]
    turn = [(field.attname, _turner(field, connection)) for field in fields]
    values = [[change(getattr(row, name)) for name, change in turn] + [row.pk] for row in rows]
    key = model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _update_from_copy(cursor, model, fields, values)
        else:
            settings = ", ".join(f'"{field.column}" = %s' for field in fields)
            cursor.executemany(f'UPDATE "{model._meta.db_table}" SET {settings} WHERE "{key}" = %s', values)


def _update_from_copy(
    cursor: Any, model: type[models.Model], fields: list[models.Field], values: list[list[Any]]
) -> None:
    """The new values as a table of their own, then one UPDATE."""
    table, key = model._meta.db_table, model._meta.pk.column
    columns = ", ".join(f'"{field.column}"' for field in fields)
    cursor.execute(
        f'CREATE TEMP TABLE _update_many ON COMMIT DROP AS SELECT {columns}, "{key}" FROM "{table}" WITH NO DATA'
    )
    with cursor.copy(f'COPY _update_many ({columns}, "{key}") FROM STDIN') as copy:
        for one in values:
            copy.write_row(one)
    settings = ", ".join(f'"{field.column}" = new."{field.column}"' for field in fields)
    cursor.execute(
        f'UPDATE "{table}" SET {settings} FROM _update_many new WHERE "{table}"."{key}" = new."{key}"'
    )
    cursor.execute("DROP TABLE _update_many")


def _in_transaction(connection: Any) -> None:
    if connection.get_autocommit():
        raise RuntimeError("Rows are written inside a transaction only.")


def _new_keys(model: type[models.Model], count: int, connection: Any) -> Iterable[int]:
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [f'"{table}"', key, count],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute(
            f"SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = %s), 0), "
            f'coalesce((SELECT max("{key}") FROM "{table}"), 0))',
            [table],
        )
        last = cursor.fetchone()[0]
    return range(last + 1, last + count + 1)


def _turner(field: models.Field, connection: Any) -> Any:
    """The field's own conversion; what many rows share (a moment, a short text) is converted once."""
    known: dict[Any, Any] = {}
    as_it_is = (int,) if isinstance(field, (models.IntegerField, models.ForeignKey)) else ()

    def turn(value: Any) -> Any:
        if value is None or type(value) in as_it_is:
            return value
        if type(value) not in SHARED:
            return field.get_db_prep_save(value, connection)
        if value not in known:
            if len(known) > MOST_KNOWN:
                known.clear()
            known[value] = field.get_db_prep_save(value, connection)
        return known[value]

    return turn
