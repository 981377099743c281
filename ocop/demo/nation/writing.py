"""Many rows at once, without model objects: COPY on PostgreSQL, one prepared statement on SQLite."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection, models

Row = dict[str, Any]


def write(model: type[models.Model], rows: Iterable[Row]) -> None:
    """Rows by column (`unit_id`, not `unit`); a column that is not named gets the field's default."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    names = [field.attname for field in fields]
    defaults = {field.attname: field.get_default() for field in fields}
    turn = [_turner(field) for field in fields]
    values = (
        tuple(
            None if value is None else change(value)
            for change, value in zip(turn, map({**defaults, **row}.__getitem__, names), strict=True)
        )
        for row in rows
    )
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for one in values:
                    copy.write_row(one)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)


def _turner(field: models.Field) -> Callable[[Any], Any]:
    """What the driver takes for a value of that field."""
    if isinstance(field, models.JSONField):
        return lambda value: json.dumps(value, ensure_ascii=False)
    if connection.vendor == "postgresql":
        return lambda value: value
    if isinstance(field, models.DateTimeField):
        return _moment()
    if isinstance(field, models.DecimalField):
        return lambda value: str(Decimal(value))
    if isinstance(field, models.DateField):
        return lambda value: value.isoformat()
    if isinstance(field, models.UUIDField):
        return lambda value: value.hex
    return lambda value: value


def _moment() -> Callable[[datetime], Any]:
    known: dict[datetime, Any] = {}

    def adapt(value: datetime) -> Any:
        if value not in known:
            known[value] = connection.ops.adapt_datetimefield_value(value)
        return known[value]

    return adapt


def next_pk(model: type[models.Model]) -> int:
    return (model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0) + 1


def settle_sequences(*of: type[models.Model]) -> None:
    """The database goes on counting after the numbers that were given here."""
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(of)):
            cursor.execute(statement)
