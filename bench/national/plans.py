"""No page may read a whole register table or sort one: the plans of every statement of every page, at any size."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ocop.accounts.models import User
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.models import Certificate, Decision, DecisionLine
from ocop.registry.models import Entry

REGISTER = {
    model._meta.db_table for model in (Entry, Product, Producer, Certificate, DecisionLine, Decision, User)
}
SORTED_MOST = 25_000  # rows that a sort may hold: the capped candidates of a search, never a table


def faults(paths: list[str]) -> list[str]:
    """One sentence for each sequential scan of, or sort over, a register table."""
    client, found = Client(), []
    for path in paths:
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        for query in queries.captured_queries:
            found += [f"{path}: {fault}" for fault in _faults_of(query["sql"])]
    return list(dict.fromkeys(found))


def statements(path: str) -> int:
    """How many the page asks, warm."""
    client = Client()
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


def _faults_of(sql: str) -> Iterator[str]:
    settings, select = _parts(sql)
    if not select.lstrip().upper().startswith(("SELECT", "WITH", "(")):
        return
    with connection.cursor() as cursor:
        for setting in settings:
            cursor.execute(setting.replace("SET LOCAL", "SET").replace("%", "%%"))
        try:
            cursor.execute("EXPLAIN (FORMAT JSON) " + select.replace("%", "%%"), [])
            plan = cursor.fetchone()[0]
        finally:
            for setting in settings:
                cursor.execute(f"RESET {setting.split()[2]}")
    tree = json.loads(plan) if isinstance(plan, str) else plan
    yield from _walk(tree[0]["Plan"])


def _parts(sql: str) -> tuple[list[str], str]:
    """A statement may come with settings of its own before and after it."""
    pieces = [piece.strip() for piece in sql.split(";") if piece.strip()]
    if len(pieces) == 1:
        return [], sql
    main = next((piece for piece in pieces if not piece.upper().startswith("SET ")), "")
    before = pieces[: pieces.index(main)] if main in pieces else []
    return [piece for piece in before if piece.upper().startswith("SET LOCAL")], main


def _walk(node: dict[str, Any]) -> Iterator[str]:
    kind = node["Node Type"]
    if kind == "Seq Scan" and node.get("Relation Name") in REGISTER:
        yield f"đọc cả bảng {node['Relation Name']}"
    if kind in ("Sort", "Incremental Sort") and node["Plan Rows"] > SORTED_MOST:
        yield f"sắp xếp {node['Plan Rows']} dòng theo {node.get('Sort Key')}"
    if kind in ("Aggregate", "WindowAgg") and _rows_in(node) > SORTED_MOST * 4:
        yield f"gộp {_rows_in(node)} dòng"
    for child in node.get("Plans", ()):
        yield from _walk(child)


def _rows_in(node: dict[str, Any]) -> int:
    return max((child["Plan Rows"] for child in node.get("Plans", ())), default=0)
