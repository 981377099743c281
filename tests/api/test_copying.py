"""What PostgreSQL writes itself against the writers in Python: CSV byte for byte, XLSX as the same sheets."""

import io
import zipfile
from datetime import UTC, date, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocop.api.opendata import xlsx as sheets
from ocop.api.opendata.copying import can_copy
from ocop.api.opendata.export import Export
from ocop.api.opendata.marking import marker, separated
from ocop.api.opendata.writers import WRITERS
from ocop.api.tables import PRODUCTS, TABLES
from ocop.products.models import ProductGtin
from ocop.registry.models import Entry
from tests.factories.accounts import AT, DAY
from tests.factories.register import in_register

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only PostgreSQL writes files itself"
)
AWKWARD = (
    *(
        "=1+1",
        "+1",
        "-1",
        "@x",
        "|x",
        "\tx",
        "\rx",
        "'=1",
        " =1",
        "a,b",
        'a"b',
        '"',
        '""',
        "a\nb",
        "a\r\nb",
        "\n",
    ),
    *(
        "a\tb",
        "\\N",
        "\\.",
        "\\t",
        "\\",
        "a\\",
        "\\\\N",
        "\t\\N\t",
        "a\x01b",
        "\x01",
        "\x02=",
        "\x0b\x0c\x08",
        "\x1f",
    ),
    *(
        "]]>",
        "<c/>",
        "&amp;",
        "a<b>&c",
        "đ Đ ỹ",
        "🍯",
        "\u200b",
        "\ufffe",
        "\uffff",
        "\x7f",
        " ",
        "  x  ",
        "NULL",
        "",
    ),
)
# Any text that PostgreSQL keeps.
texts = st.text(
    st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=20
) | st.sampled_from(AWKWARD)
days = st.none() | st.sampled_from([DAY + timedelta(days=n) for n in (-400, -1, 0, 1, 180, 181, 900)])


def in_python(form: str, chosen: Q, on: date = DAY) -> bytes:
    rows = PRODUCTS.rows(on, PRODUCTS.queryset().filter(chosen))
    return b"".join(WRITERS[form](PRODUCTS, rows, on))


def sheet_texts(book: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def same(chosen: Q | None = None, on: date = DAY) -> None:
    """Both forms, as PostgreSQL and as Python writes them."""
    chosen = chosen or Q()
    assert b"".join(Export(PRODUCTS, "csv", on, chosen)) == in_python("csv", chosen, on)
    ours, theirs = b"".join(Export(PRODUCTS, "xlsx", on, chosen)), in_python("xlsx", chosen, on)
    assert sheet_texts(ours) == sheet_texts(theirs)


def test_each_column_of_a_table_that_postgresql_writes_says_how() -> None:
    written = [table for table in TABLES if table.in_sql is not None]

    assert PRODUCTS in written
    for table in written:
        assert [column.name for column in table.columns if not column.sql] == [], table.key
        assert table.in_sql is not None and {"pk", table.order.key} <= set(table.in_sql.read)


@pytest.mark.django_db
def test_without_postgresql_the_writers_in_python_are_used() -> None:
    in_register("Mật ong", "Gạo")
    export = Export(PRODUCTS, "csv", DAY)
    text = b"".join(export)

    assert export.rows == 2
    assert text == in_python("csv", Q())
    assert can_copy(PRODUCTS, "csv") == (connection.vendor == "postgresql")
    assert not can_copy(PRODUCTS, "json")


@on_postgresql
@pytest.mark.django_db
def test_awkward_texts_are_written_alike() -> None:
    made = in_register(*[f"Sản phẩm {n}" for n in range(len(AWKWARD))])
    entries = list(Entry.objects.order_by("pk"))
    for entry, text in zip(entries, AWKWARD, strict=True):
        entry.name = entry.producer_name = entry.place = entry.group_name = entry.decision_text = text
        entry.unit_key = entry.province_key = entry.sector_code = text[:2]
        entry.save()
    assert made is None or entries
    same()

    cells = openpyxl.load_workbook(io.BytesIO(b"".join(Export(PRODUCTS, "xlsx", DAY)))).active
    titles = [cell.value for cell in cells[1]]
    assert titles == list(PRODUCTS.names)
    assert isinstance(cells.cell(2, titles.index("stars") + 1).value, int)


@on_postgresql
@pytest.mark.django_db
def test_barcodes_and_every_mixture_of_dates_are_written_alike() -> None:
    in_register(*[f"Sản phẩm {n}" for n in range(60)])
    ends = (None, DAY - timedelta(days=1), DAY, DAY + timedelta(days=180), DAY + timedelta(days=181))
    for n, entry in enumerate(Entry.objects.order_by("pk")):
        entry.valid_until, entry.term_known = ends[n % 5], n % 2 == 0
        entry.revoked_on = (None, None, None, DAY, DAY + timedelta(days=1))[n // 5 % 5]
        entry.suspended_from = (None, DAY, DAY - timedelta(days=9))[n // 3 % 3]
        entry.suspended_until = (
            (None, DAY - timedelta(days=1), DAY)[n // 7 % 3] if entry.suspended_from else None
        )
        entry.decided_on, entry.year, entry.stars, entry.set_number = (
            (None,) * 4 if n % 4 == 0 else (DAY, 2026, 4, 7)
        )
        entry.updated_at = datetime(2026, 3, 4, 5, 6, 7, n % 3 * 1200, tzinfo=UTC)
        entry.is_demo = n % 3 == 0
        entry.save()
        for place in range(n % 4):
            gtin = f"{99 - place:02}{n:012}"
            removed = AT if place == 2 else None
            ProductGtin.objects.create(
                product_id=entry.product_id, gtin=gtin, written=gtin, added_at=AT, removed_at=removed
            )
    for day in (-1, 0, 1, 200):
        same(on=DAY + timedelta(days=day))
    same(Q(stars=4, term_known=True))
    same(Q(name="không có"))
    assert len({row["status"] for row in PRODUCTS.rows(DAY)}) == 6


@on_postgresql
@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=texts, place=texts, group=texts, dates=st.tuples(days, days, days, days), known=st.booleans())
def test_any_text_and_any_dates_are_written_alike(name, place, group, dates, known) -> None:
    if not Entry.objects.exists():
        in_register("Mật ong", "Gạo")
    until, revoked, begins, ends = dates
    Entry.objects.filter(pk=Entry.objects.earliest("pk").pk).update(
        name=name, place=place, group_name=group, term_known=known,
        valid_until=until, revoked_on=revoked, suspended_from=begins, suspended_until=ends,
    )  # fmt: skip
    same()


@on_postgresql
@pytest.mark.django_db
def test_a_full_sheet_is_followed_by_another(monkeypatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    in_register(*[f"Sản phẩm {n}" for n in range(7)])
    export = Export(PRODUCTS, "xlsx", DAY)
    book = openpyxl.load_workbook(io.BytesIO(b"".join(export)))

    assert [sheet.max_row for sheet in book] == [4, 4, 2]
    assert export.rows == 7
    same()


@on_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_whoever_stops_half_way_leaves_the_connection_usable(form: str, monkeypatch) -> None:
    monkeypatch.setattr("ocop.api.opendata.copying.LOT", 2)
    monkeypatch.setattr(sheets, "LOT", 2)
    in_register(*[f"Sản phẩm {n}" for n in range(9)])
    parts = iter(Export(PRODUCTS, form, DAY))
    next(parts)
    next(parts)
    parts.close()  # type: ignore[attr-defined]

    assert not connection.in_atomic_block
    assert Entry.objects.count() == 9


@on_postgresql
@pytest.mark.django_db
def test_two_statements_write_the_file_however_many_rows(django_assert_num_queries) -> None:
    in_register(*[f"Sản phẩm {n}" for n in range(30)])
    for form in ("csv", "xlsx"):
        with django_assert_num_queries(2):
            b"".join(Export(PRODUCTS, form, DAY))


row = st.lists(
    st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=6),
    min_size=6,
    max_size=6,
)


def copied(value: str) -> bytes:
    """As COPY's text form writes it."""
    written = {"\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v"}
    return "".join(written.get(sign, sign) for sign in value).encode()


@settings(max_examples=200, deadline=None)
@given(
    rows=st.lists(row, min_size=1, max_size=3),
    numbers=st.lists(st.booleans(), min_size=6, max_size=6),
    empty=st.integers(0, 5),
)
def test_marks_give_the_same_xml_as_cell_by_cell(
    rows: list[list[str]], numbers: list[bool], empty: int
) -> None:
    values: list[list[Any]] = [
        [
            None if place == empty else (len(cell) * 7 if number else cell)
            for place, (cell, number) in enumerate(zip(cells, numbers, strict=True))
        ]
        for cells in rows
    ]
    lines = []
    for cells in values:
        texts = ["" if cell is None else str(cell) for cell in cells]
        lines.append(
            b"\t".join(
                rb"\N" if cell == "NULL" and kind else copied(cell) for cell, kind in _named(texts, numbers)
            )
            + b"\n"
        )

    assert marker(numbers)(lines) == sheets.in_xml(values)


def _named(texts: list[str], numbers: list[bool]) -> list[tuple[str, bool]]:
    """Cells with a word whether they are a border."""
    names = separated([f"cell {place}" for place in range(len(texts))], numbers)
    return [("NULL", True) if name == "NULL" else (texts[int(name.split()[1])], False) for name in names]
