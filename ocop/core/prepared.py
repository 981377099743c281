"""Statements that every work request sends: written with the ORM, translated once per process, planned once per connection.

Django builds the SQL of a queryset anew on every call and PostgreSQL plans it anew; for the dozen statements behind
each click that is more work than running them (docs/adr/0016). A prepared query runs the very same SQL: only the
values are put in at call time. Use it for statements whose shape never changes, with values bound by name.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.db import connections, models
from django.db.models.query import FlatValuesListIterable, ValuesListIterable, get_related_populators

Build = Callable[..., models.QuerySet]

# What stands in for a value while the SQL is built: no two arguments share one, and no row holds it.
_STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda place: 32_001 + place,  # fits the smallest integer column
    str: lambda place: f"«{place}»",
    date: lambda place: date(9901 + place, 1, 1),
    datetime: lambda place: datetime(9901 + place, 1, 1, tzinfo=UTC),
}


class Prepared:
    """`Prepared(build, person=int, on=date)`: `build` makes the queryset from values of these types.

    `.rows(person=…, on=…)` runs it and gives what the queryset would give: objects with their related ones and
    annotations, or tuples for `values_list` (bare values when flat). Locks (`select_for_update`) stay in force.
    """

    def __init__(self, build: Build, **arguments: type) -> None:
        self.build, self.arguments = build, arguments
        self._statements: dict[str, _Statement] = {}

    def rows(self, *, using: str = "default", **values: Any) -> list[Any]:
        connection = connections[using]
        statement = self._statements.get(connection.vendor)
        if statement is None:
            statement = self._statements[connection.vendor] = _Statement(self, connection)
        return statement.run(connection, values)

    def first(self, **values: Any) -> Any:
        """The first row or None. Limit the queryset itself with `[:1]`."""
        rows = self.rows(**values)
        return rows[0] if rows else None


class _Statement:
    """The SQL of one kind of database with the places of its values."""

    def __init__(self, prepared: Prepared, connection: Any) -> None:
        stand_ins = {
            name: _STAND_INS[kind](place) for place, (name, kind) in enumerate(prepared.arguments.items())
        }
        query = prepared.build(**stand_ins)
        self.kinds, self.shape = prepared.arguments, query._iterable_class
        self.compiler = query.query.get_compiler(connection=connection)
        self.locks = query.query.select_for_update
        self.sql, parameters = _as_sql(self.compiler, connection)
        names = {
            _adapted(connection, prepared.arguments[name], value): name for name, value in stand_ins.items()
        }
        self.parameters = [(names.get(one) if _hashable(one) else None, one) for one in parameters]
        unused = set(prepared.arguments) - {name for name, _ in self.parameters}
        if unused:
            raise TypeError(f"the SQL does not use {', '.join(sorted(unused))}")
        self.read = self._reader(query.db)

    def run(self, connection: Any, values: dict[str, Any]) -> list[Any]:
        bound = {
            name: _adapted(connection, kind, values[name]) for name, kind in self.kinds.items()
        }  # a missing name is a KeyError here
        if self.locks and connection.get_autocommit():
            raise RuntimeError("A row is locked inside a transaction only.")
        with prepared_cursor(connection) as cursor:
            cursor.execute(
                self.sql, [constant if name is None else bound[name] for name, constant in self.parameters]
            )
            return list(self.read(cursor.fetchall()))

    def _reader(self, using: str) -> Callable[[list[Any]], Iterator[Any]]:
        compiler = self.compiler
        columns = [column[0] for column in compiler.select[: compiler.col_count]]
        converters = compiler.get_converters(columns)

        def converted(rows: list[Any]) -> Any:
            return map(tuple, compiler.apply_converters(rows, converters)) if converters else rows

        if self.shape is FlatValuesListIterable:
            return lambda rows: (row[0] for row in converted(rows))
        if self.shape is ValuesListIterable:
            return converted
        return self._objects(converted, using)

    def _objects(self, converted: Any, using: str) -> Callable[[list[Any]], Iterator[Any]]:
        compiler = self.compiler
        first, last = (lambda places: (places[0], places[-1] + 1))(compiler.klass_info["select_fields"])
        model = compiler.klass_info["model"]
        names = [column[0].target.attname for column in compiler.select[first:last]]
        annotations = tuple((compiler.annotation_col_map or {}).items())
        populators = get_related_populators(compiler.klass_info, compiler.select, using)

        def read(rows: list[Any]) -> Iterator[Any]:
            for row in converted(rows):
                found = model.from_db(using, names, row[first:last])
                for populator in populators:
                    populator.populate(row, found)
                for name, place in annotations:
                    setattr(found, name, row[place])
                yield found

        return read


def _as_sql(compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
    """Django refuses to write a lock outside a transaction; here nothing is run yet."""
    if not compiler.query.select_for_update or not connection.get_autocommit():
        return compiler.as_sql()  # type: ignore[no-any-return]
    from django.db import transaction

    with transaction.atomic(using=connection.alias):
        return compiler.as_sql()  # type: ignore[no-any-return]


def _adapted(connection: Any, kind: type, value: Any) -> Any:
    """The value as a field of that kind hands it to the database."""
    if kind is datetime:
        return connection.ops.adapt_datetimefield_value(value)
    if kind is date:
        return connection.ops.adapt_datefield_value(value)
    return kind(value)


def _hashable(value: Any) -> bool:
    return isinstance(value, int | str | date) and not isinstance(value, bool)


def prepared_cursor(connection: Any) -> Any:
    """On PostgreSQL a cursor that lets the server keep the plan; elsewhere the ordinary one, also behind a pooler (which
    hands out another connection each time) and while statements are written down (a kept plan has no text)."""
    pooler = settings.DATABASES[connection.alias].get("DISABLE_SERVER_SIDE_CURSORS")
    if connection.vendor != "postgresql" or pooler or connection.queries_logged:
        return connection.cursor()
    connection.ensure_connection()
    return connection._prepare_cursor(_preparing_cursor()(connection.connection))


@cache
def _preparing_cursor() -> Any:
    """Made on first use: installations on SQLite have no psycopg."""
    from django.db.backends.postgresql.base import ServerBindingCursor

    class PreparingCursor(ServerBindingCursor):
        def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
            return super().execute(query, params, **options | {"prepare": True})

    return PreparingCursor
