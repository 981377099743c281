"""Nothing official is overwritten: the database itself refuses, on both engines.

An app declares in `AppConfig.ready()`:

    protect(Event)                                             # no UPDATE, no DELETE ever
    protect(Sheet, when="OLD.submitted_at IS NOT NULL",        # once submitted …
            frozen=["choices", "total"])                       # … these columns keep their value, and no DELETE

Triggers are (re)installed after every `migrate`, because SQLite drops them when a table is rebuilt.
Test helpers may drop them for one connection with `triggers_off()` to show that `ocop check` finds tampering.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, models

MESSAGE = "ocop: immutable"


@dataclass(frozen=True)
class Protection:
    model: type[models.Model]
    when: str
    frozen: tuple[str, ...]
    delete: bool  # whether DELETE is refused (under `when`)


_protections: list[Protection] = []


def protect(
    model: type[models.Model], *, when: str = "", frozen: list[str] | None = None, delete: bool = True
) -> None:
    """Refuse changes of `frozen` columns (all, when not given) and deletion, while `when` (SQL over OLD) holds."""
    rule = Protection(model, when, tuple(frozen or ()), delete)
    if rule not in _protections:
        _protections.append(rule)


def protections() -> tuple[Protection, ...]:
    return tuple(_protections)


def install(using_connection: object = None, **_: object) -> None:
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for index, rule in enumerate(_protections):
            if rule.model._meta.db_table in tables:
                for statement in _statements(index, rule):
                    cursor.execute(statement)


def drop() -> None:
    with connection.cursor() as cursor:
        for index, rule in enumerate(_protections):
            table = rule.model._meta.db_table
            for kind in ("upd", "del"):
                if connection.vendor == "sqlite":
                    cursor.execute(f'DROP TRIGGER IF EXISTS "{_name(index, rule, kind)}"')
                else:
                    cursor.execute(f'DROP TRIGGER IF EXISTS "{_name(index, rule, kind)}" ON "{table}"')


@contextmanager
def triggers_off() -> Iterator[None]:
    """For tests of tamper detection only."""
    drop()
    try:
        yield
    finally:
        install()


def _name(index: int, rule: Protection, kind: str) -> str:
    return f"keep_{rule.model._meta.db_table}_{index}_{kind}"[:60]


def _changed(rule: Protection) -> str:
    columns = [rule.model._meta.get_field(name).column for name in rule.frozen]
    distinct = "IS NOT" if connection.vendor == "sqlite" else "IS DISTINCT FROM"
    cast = "" if connection.vendor == "sqlite" else "::text"
    return " OR ".join(f'OLD."{column}"{cast} {distinct} NEW."{column}"{cast}' for column in columns)


def _statements(index: int, rule: Protection) -> Iterator[str]:
    update = " AND ".join(f"({part})" for part in (rule.when, _changed(rule)) if part)
    yield from _trigger(index, rule, "upd", "UPDATE", update)
    if rule.delete:
        yield from _trigger(index, rule, "del", "DELETE", rule.when)


def _trigger(index: int, rule: Protection, kind: str, event: str, condition: str) -> Iterator[str]:
    table, name = rule.model._meta.db_table, _name(index, rule, kind)
    when = f"WHEN ({condition})" if condition else ""
    if connection.vendor == "sqlite":
        yield f'DROP TRIGGER IF EXISTS "{name}"'
        yield (
            f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" {when} '
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}: {table}'); END"
        )
    else:
        yield (
            "CREATE OR REPLACE FUNCTION ocop_refuse() RETURNS trigger AS $$ BEGIN "
            f"RAISE EXCEPTION '{MESSAGE}: %', TG_TABLE_NAME USING ERRCODE = '23514'; END $$ LANGUAGE plpgsql"
        )
        yield f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"'
        yield f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" FOR EACH ROW {when} EXECUTE FUNCTION ocop_refuse()'
