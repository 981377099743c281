"""The Excel-in kit by itself: whatever is uploaded is read or refused with a sentence, never a fault of ours."""

import io
import zipfile
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.core.errors import RuleBroken
from ocop.documents.intake import Column, Kind
from ocop.documents.intake.reading import find_table, read_content
from ocop.documents.intake.values import Unreadable, reader_of
from ocop.documents.models import Intake
from ocop.places.queries.bulk import UnitBook, unit_words
from tests.factories.places import make_units
from tests.factories.sheets import workbook

NAME = Column("name", "Tên điểm bán", required=True)
COLUMNS = (
    NAME,
    Column("price", "Giá (đồng)", Kind.MONEY, aliases=("Đơn giá",)),
    Column("since", "Ngày mở", Kind.DATE),
    Column("share", "Tỷ lệ", Kind.DECIMAL, least=0, most=100),
)


def value(kind, cell, **more):
    return reader_of(Column("x", "X", kind, **more))(cell)


@pytest.mark.parametrize(
    ("kind", "cell", "read"),
    [
        (Kind.DECIMAL, "1.234,5", Decimal("1234.5")),
        (Kind.DECIMAL, 0.1, Decimal("0.1")),
        (Kind.MONEY, "85.000 đ", Decimal(85000)),
        (Kind.INTEGER, 12.0, 12),
        (Kind.DATE, "5/3/26", date(2026, 3, 5)),
        (Kind.DATE, "2026-03-05 00:00:00", date(2026, 3, 5)),
        (Kind.DATE, date(2026, 3, 5), date(2026, 3, 5)),
        (Kind.YES_NO, "x", True),
        (Kind.YES_NO, "KHÔNG", False),
        (Kind.CODE, " ct-12 ab ", "CT-12AB"),
        (Kind.TEXT, "  Hoà\u0300 ", "Hoà\u0300".strip()),
        (Kind.TEXT, 12, "12"),
        (Kind.TEXT, "  ", None),
    ],
)
def test_cells_are_read_as_people_write_them(kind, cell, read):
    assert value(kind, cell) == read


@pytest.mark.parametrize(
    ("kind", "cell", "sentence"),
    [
        (Kind.DECIMAL, "1.234", "có thể hiểu hai cách"),
        (Kind.INTEGER, 1.5, "không có phần lẻ"),
        (Kind.INTEGER, date(2026, 1, 1), "không phải ngày"),
        (Kind.DATE, "31/02/2026", "không phải một ngày"),
        (Kind.DATE, 45000, "không phải một ngày"),
        (Kind.YES_NO, "có thể", "Có hoặc Không"),
        (Kind.DECIMAL, float("inf"), "không phải một số"),
    ],
)
def test_cells_that_cannot_be_read_say_how_to_mend_them(kind, cell, sentence):
    with pytest.raises(Unreadable) as refused:
        value(kind, cell)
    assert sentence in refused.value.sentence


CELLS = st.one_of(
    st.none(), st.text(max_size=30), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes()
)


@given(st.sampled_from(list(Kind)), CELLS)
def test_no_cell_is_a_fault(kind, cell):
    try:
        reader_of(Column("x", "X", kind, choices=[(1, "Một")]))(cell)
    except Unreadable as refused:
        assert refused.sentence.endswith((".", "…."))


@given(st.lists(st.lists(CELLS, max_size=6), max_size=40))
def test_no_grid_is_a_fault(grid):
    try:
        table = find_table(grid, COLUMNS)
    except RuleBroken as refused:
        assert refused.field == "upload"
    else:
        assert "name" in table.places


def test_headings_are_found_in_any_order_below_a_title_and_under_merged_heads():
    grid = [
        ["DANH SÁCH ĐIỂM BÁN"],
        [],
        ["STT", "Tên điểm bán", "Bán hàng", "", "Lạ"],
        ["", "", "ĐƠN GIÁ", "ngay mo", ""],
        [1, "Cửa hàng A", 5, "5/3/2026", "?"],
        [],
        [2, "Cửa hàng B"],
    ]
    table = find_table(grid, COLUMNS)
    assert table.places == {"name": 1, "price": 2, "since": 3}
    assert [number for number, _ in table.rows] == [5, 7]
    assert (table.unknown, table.missing) == (["Lạ"], ["Tỷ lệ"])


def zipped(name="x.txt"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"PK\x03\x04 broken", "bang.xlsx", "upload."),
        (zipped(), "bang.xlsx", "upload."),
        (b"not a book", "bang.xls", "upload."),
        (workbook([["A", "B"], [1, 2]]), "bang.xlsx", "intake.no_heading"),
        (workbook([["Giá (đồng)", "Ngày mở"], [1, ""]]), "bang.xlsx", "intake.columns"),
        (workbook([[None] * 300 + ["Tên điểm bán"]]), "bang.xlsx", "upload.too_many_cells"),
        ("Tên điểm bán".encode("utf-16"), "bang.csv", "intake.encoding"),
        (b"a" * 200_000, "bang.csv", "intake."),
        (b",".join([b"x"] * 1000), "bang.csv", "intake.too_many"),
    ],
)
def test_files_that_are_no_list_are_refused_with_a_sentence(content, name, code):
    with pytest.raises(RuleBroken) as refused:
        read_content(content, name, COLUMNS)
    assert refused.value.code.startswith(code) and refused.value.field == "upload"


def test_other_sheets_and_semicolons_are_understood():
    book = workbook([["Tên điểm bán"], ["A"]], sheet="Hai", before=["Một"])
    assert read_content(book, "a.xlsx", COLUMNS).places == {"name": 0}
    text = "\ufeffTên điểm bán;Giá\nA;5".encode()
    assert read_content(text, "a.csv", COLUMNS).rows == [(2, ["A", "5"])]


@pytest.mark.django_db
def test_unit_names_in_four_statements_and_every_unit_by_its_own_words(django_assert_max_num_queries):
    units = [unit for unit in make_units().values() if unit.level != "nation"]
    with django_assert_max_num_queries(4):
        book = UnitBook.load([unit_words(unit) for unit in units])
    assert [book.find(unit_words(unit), level="", today=False).unit for unit in units] == units


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "key", "sentence"),
    [
        ("phuong ha dong, ha noi", "09556", ""),
        ("P.Hà Cầu, Q. Hà Đông, TP Hà Nội", "09556", ""),
        ("10117", "10117", ""),
        ("Phường Quang Trung, quận Hà Đông, Hà Nội", "", "đã chia về 2 đơn vị"),
        ("TP. Hà Đông", "", "Không tìm thấy"),
        ("Xã Không Có", "", "Không tìm thấy"),
    ],
)
def test_units_are_found_by_name_or_refused_with_candidates(text, key, sentence):
    make_units()
    found = UnitBook.load([text]).find(text)
    assert (found.unit.key if found.unit else "") == key and sentence in found.sentence


@pytest.mark.django_db
def test_expired_previews_go_and_receipts_stay_without_cells():
    from ocop.documents.intake.actions import wipe_expired
    from tests.factories.accounts import AT, make_person

    base = {"person": make_person(), "created_at": AT, "expires_at": AT, "table": b"x", "outcome": b"y"}
    Intake.objects.create(importer="a", file_name="cho.xlsx", **base)
    Intake.objects.create(importer="a", file_name="xong.xlsx", applied_at=AT, **base)
    wipe_expired(at=AT + timedelta(minutes=1))
    left = Intake.objects.get()
    assert (left.file_name, bytes(left.table)) == ("xong.xlsx", b"")
