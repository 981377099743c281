"""At size no page reads or sorts the whole register: the plans say so."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ocop.registry.actions import rebuild_index
from ocop.registry.models import Entry
from ocop.registry.queries.standing import Reading
from ocop.registry.search import Asked, ask, suggest
from tests.factories.accounts import DAY
from tests.factories.search import make_lines

pytestmark = pytest.mark.django_db
SIZE = 20_000
GOODS = ("Mật ong", "Chè xanh", "Nước mắm", "Gạo nếp", "Cà phê")
ASKED = [
    Asked(),
    Asked(sao=5),
    Asked(tinh="04"),
    Asked(tinh_trang="da-thu-hoi"),
    Asked(sao=5, nam=2024),
    Asked(q="mật ong 77"),
    Asked(q="nước mắm", sao=5, tinh="04"),
]


def make_big() -> None:
    """One real line, copied by the database."""
    make_lines("Mật ong")
    entry = Entry.objects.get()
    columns = [f.column for f in Entry._meta.concrete_fields if f.column not in ("id", "product_id", "code")]
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE registry_entry DROP CONSTRAINT registry_entry_product_id_key")
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = 'registry_entry'::regclass AND contype = 'f'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE registry_entry DROP CONSTRAINT "{name}"')
        cursor.execute(
            f"INSERT INTO registry_entry (product_id, code, {names}) "
            f"SELECT -g, 'X' || g, {names} FROM registry_entry, generate_series(1, {SIZE}) AS g"
        )
        goods = " ".join(f"WHEN {place} THEN '{name}'" for place, name in enumerate(GOODS))
        cursor.execute(
            f"UPDATE registry_entry SET name = (CASE mod(-product_id, 5) {goods} ELSE name END) || ' ' || -product_id, "
            "stars = 3 + mod(-product_id, 3), year = 2020 + mod(-product_id, 6), "
            "province_key = CASE WHEN mod(-product_id, 50) = 0 THEN '04' ELSE '01' END WHERE id <> %s",
            [entry.pk],
        )
    _fold()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    rebuild_index(on=DAY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE registry_entry")


def _fold() -> None:
    from ocop.core.text import sort_key, words

    reading, changed = Reading(), list(Entry.objects.all())
    for one in changed:
        fields = {f.attname: getattr(one, f.attname) for f in Entry._meta.concrete_fields}
        told = words(one.name)
        one.name_key, one.sort_key = f" {' '.join(told)} ", sort_key(one.name)
        one.search_key = "".join(f" {word}" for word in [*told, *reading.tokens(fields)])
    Entry.objects.bulk_update(changed, ["name_key", "sort_key", "search_key"], batch_size=2000)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="reads the plans of PostgreSQL")
def test_no_page_scans_or_sorts_the_register() -> None:
    make_big()
    bad = []
    for asked in ASKED:
        ask(asked, DAY)
        with CaptureQueriesContext(connection) as seen:
            page = ask(asked, DAY, limit=20)
            ask(asked, DAY, after=page.next, limit=20)
        bad += [(asked, line) for query in seen for line in _whole(query["sql"])]
    with CaptureQueriesContext(connection) as seen:
        for q in ("mat", "mat o", "ong", "77"):
            suggest(q)
    bad += [(query["sql"][:80], line) for query in seen for line in _whole(query["sql"])]

    assert bad == []


def _whole(sql: str) -> list[str]:
    """Lines of the plan that read all of the register, or sort more than is ranked."""
    select = re.search(r"SELECT .*?(?=;SET|$)", sql, re.S)
    if select is None or "registry_entry" not in sql:
        return []
    with connection.cursor() as cursor:
        if "enable_seqscan" in sql:
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN ANALYZE " + select[0].replace("%", "%%"))
        plan = [line for (line,) in cursor.fetchall()]
        cursor.execute("SET LOCAL enable_seqscan TO DEFAULT")
    scanned = [line for line in plan if "Seq Scan on registry_entry" in line]
    sorted_rows = [
        int(n) for line in plan if "Sort  (" in line for n in re.findall(r"actual time=\S+ rows=(\d+)", line)
    ]
    return scanned + [f"sorts {n}" for n in sorted_rows if n > SIZE // 4]
