"""Rows as lines of JSON, the same on every engine: a backup of SQLite goes into PostgreSQL and back.

Values are read and written by the model fields, past `save()`, so that nothing is filled in or stamped anew. Triggers
of immutability refuse changes, not new rows.
"""

import base64
import gzip
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import IO, Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models
from django.db.models.sql import InsertQuery
from django.utils.duration import duration_iso_string

from ocop.core import immutability

# Who is signed in now is nobody's record; everybody signs in again after a restore. The register's words and numbers
# are made anew from its lines (`registry.actions.rebuild_index`).
LEFT_OUT = {"sessions.Session", "registry.Cell", "registry.Spelling", "registry.IndexState"}
PART = 20_000
BATCH = 500
Model = type[models.Model]


def backed_up() -> list[Model]:
    """Every table of ours and of the libraries, links of many-to-many fields too, by name."""
    found = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label not in LEFT_OUT
    ]
    return sorted(found, key=lambda model: model._meta.label)


def columns(model: Model) -> list[models.Field]:
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def lines(model: Model, using: str) -> Iterator[bytes]:
    """One row after the other, by key."""
    rows = models.QuerySet(model, using=using).order_by("pk")
    names = [field.attname for field in columns(model)]
    for row in rows.values_list(*names).iterator(chunk_size=1000):
        yield json.dumps([_plain(value) for value in row], ensure_ascii=False, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, (Decimal, UUID)):
        return str(value)
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, (bytes, bytearray, memoryview)):
        return base64.b64encode(bytes(value)).decode()
    return value


def write_part(rows: Iterable[bytes], file: IO[bytes]) -> int:
    """At most PART lines, compressed; returns how many."""
    count = 0
    with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0, compresslevel=5) as packed:
        for row in rows:
            packed.write(row + b"\n")
            count += 1
            if count == PART:
                break
    return count


def load_part(model: Model, file: IO[bytes]) -> int:
    """Insert the rows of one part; returns how many."""
    fields, count, batch = columns(model), 0, []
    size = max(1, min(BATCH, connection.ops.bulk_batch_size(fields, [None] * BATCH)))
    with gzip.GzipFile(fileobj=file, mode="rb") as packed:
        for line in packed:
            batch.append(_row(model, fields, json.loads(line)))
            count += 1
            if len(batch) == size:
                _insert(model, fields, batch)
                batch = []
    _insert(model, fields, batch)
    return count


def _row(model: Model, fields: list[models.Field], values: list[Any]) -> models.Model:
    made = [
        None if value is None else field.to_python(value) for field, value in zip(fields, values, strict=True)
    ]
    return model.from_db(None, [field.attname for field in fields], made)


def _insert(model: Model, fields: list[models.Field], rows: list[models.Model]) -> None:
    if rows:
        query = InsertQuery(model)
        query.insert_values(fields, rows, raw=True)
        query.get_compiler(connection=connection).execute_sql()


def empty() -> None:
    """Take every row out, inside the caller's transaction; the triggers stand again before it ends (`refill_done`)."""
    names = [connection.ops.quote_name(model._meta.db_table) for model in backed_up()]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SET CONSTRAINTS ALL IMMEDIATE"
            )  # nothing may be pending on a table that is emptied
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute(f"TRUNCATE {', '.join(names)} CASCADE")
            return
        immutability.drop()
        for name in names:
            cursor.execute(f"DELETE FROM {name}")


def refill_done() -> None:
    """Triggers on again, and numbers go on after the last row."""
    immutability.install()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), backed_up()):
            cursor.execute(statement)
