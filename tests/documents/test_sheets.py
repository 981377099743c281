"""Official spreadsheets: real numbers, no formulas, readable back."""

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from ocop.core.errors import RuleBroken
from ocop.documents.inspect.limits import Limits
from ocop.documents.reading import read_rows
from ocop.documents.sheets import Column, Sheet, safe_text, write_xlsx
from tests.documents.packing import with_parts
from tests.factories.documents import sheet as plain_sheet

COLUMNS = [
    Column("TT", 6, "integer"),
    Column("Tên sản phẩm", 30),
    Column("Điện thoại", 16),
    Column("Điểm", 10, "decimal"),
    Column("Doanh thu", 16, "money", total=True),
    Column("Ngày", 12, "date"),
]
ROWS = [
    (1, "Mật ong", "+84 912 345 678", Decimal("85.67"), 1_500_000, date(2026, 1, 5)),
    (2, "Trà sen", None, Decimal("0.1"), Decimal("2.5"), None),
]
TRIGGERS = ["=", "+", "-", "@", "\t=", "\r=", "|", "=HYPERLINK(", "+SUM(", "-2+cmd|'", "@SUM(", "\n="]


def book(**changes):
    values = {"name": "Danh sách", "columns": COLUMNS, "rows": ROWS, "title": "Danh sách sản phẩm", **changes}
    return openpyxl.load_workbook(io.BytesIO(write_xlsx([Sheet(**values)])))


def test_sheet_is_official_a4_landscape_with_repeated_header():
    page = book(subtitle="Năm 2026", office="UBND xã Minh Châu").active

    assert [page["A1"].value, page["A2"].value, page["A3"].value] == [
        "UBND XÃ MINH CHÂU",
        "DANH SÁCH SẢN PHẨM",
        "Năm 2026",
    ]
    assert sorted(str(one) for one in page.merged_cells.ranges) == ["A1:F1", "A2:F2", "A3:F3"]
    assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("landscape", 9)
    assert (page.print_title_rows, page.freeze_panes) == ("$5:$5", "A6")
    assert [cell.value for cell in page[5]] == [column.title for column in COLUMNS]
    assert page["A2"].font.name == "Times New Roman"


def test_numbers_and_dates_are_real_and_formatted():
    row = book(title="").active[2]

    assert [cell.value for cell in row][3:] == [85.67, 1_500_000, datetime(2026, 1, 5)]  # noqa: DTZ001
    assert [cell.number_format for cell in row][3:] == ["#,##0.00", '#,##0" đ"', "dd/mm/yyyy"]


def test_totals_are_exact_numbers_without_formula():
    page = book(title="").active

    assert [cell.value for cell in page[4]] == ["Tổng cộng", None, None, None, 1_500_002.5, None]


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_text_never_becomes_a_formula(trigger):
    hostile = f"{trigger}1+1"
    content = write_xlsx([Sheet("Bảng", [Column("Tên")], [[hostile]], title=hostile, subtitle=hostile)])
    page = openpyxl.load_workbook(io.BytesIO(content)).active

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
    assert all(cell.data_type in ("s", "n") for row in page.iter_rows() for cell in row)


@pytest.mark.parametrize(
    "text", ["+84 912 345 678", "-5", "-1.234,5", "+84(0)912", "Mật ong = ngon", "a@b.vn", ""]
)
def test_harmless_text_stays_as_it_is(text):
    assert safe_text(text) == text


@pytest.mark.parametrize("text", ["=1+1", "@x", "|calc", "+cmd", "-2+cmd|' /C calc'!A0", "  =1"])
def test_dangerous_text_gets_a_quote(text):
    assert safe_text(text) == f"'{text}"


def test_long_and_dirty_text_is_cut_to_what_a_cell_holds():
    assert len(safe_text("a\x00b" * 40_000)) == 32_767
    assert len(safe_text("=" * 40_000)) == 32_767


def test_signatures_stand_below_the_rows():
    page = book(
        title="", signatures=[("Người lập", "An"), ("Chủ tịch", "Bình")], place_date="Hà Nội, ngày 05"
    ).active
    found = {cell.value: cell.coordinate for row in page.iter_rows() for cell in row if cell.value}

    assert found["Hà Nội, ngày 05"] == "F6"
    assert (found["NGƯỜI LẬP"], found["CHỦ TỊCH"]) == ("B7", "F7")
    assert (found["An"], found["Bình"]) == ("B12", "F12")


def test_several_sheets_and_awkward_names():
    content = write_xlsx([Sheet(name, [Column("A")], []) for name in ("Hà Nội [1]", "x" * 50, "'")])

    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["Hà Nội  1", "x" * 31, "Bảng"]


def test_rows_may_come_from_a_generator_of_any_length():
    rows = ((number, f"Trà {number}", None, number / 7, number, None) for number in range(5000))
    page = book(title="", rows=rows).active

    assert page.max_row == 5002
    assert page["E5002"].value == sum(range(5000))


def test_our_own_sheet_reads_back_in_the_child_process():
    content = write_xlsx([Sheet("Bảng", COLUMNS, ROWS)])

    assert read_rows(content)[:3] == [
        [column.title for column in COLUMNS],
        [1, "Mật ong", "+84 912 345 678", 85.67, 1_500_000, date(2026, 1, 5)],
        [2, "Trà sen", "", 0.1, 2.5, ""],
    ]


def test_rows_keep_their_place_when_the_sheet_starts_lower():
    blank = [None, None]

    assert read_rows(plain_sheet([blank, blank, [None, "x"]])) == [["", ""], ["", ""], ["", "x"]]


def test_named_sheet_is_read_and_a_missing_one_refused_with_those_there():
    content = write_xlsx([Sheet("Một", [Column("A")], []), Sheet("Hai", [Column("B")], [])])

    assert read_rows(content, sheet="Hai") == [["B"]]
    with pytest.raises(RuleBroken, match="không có trang tính “Ba”. Các trang tính có trong tệp: Một, Hai."):
        read_rows(content, sheet="Ba")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"TT,Ten\n1,a\n", "unknown_content"),
        (with_parts(plain_sheet(), {"xl/vbaProject.bin": b"x"}), "macro"),
        (
            with_parts(
                plain_sheet(), {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row/></worksheet>"}
            ),
            "damaged",
        ),
        (b"x" * (Limits().max_bytes + 1), "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bad_sheet_is_refused_with_its_sentence(content, code):
    with pytest.raises(RuleBroken) as refused:
        read_rows(content, name="ban-nhap.xlsx")

    assert refused.value.code == f"upload.{code}"


def test_too_many_rows_are_refused_with_the_number():
    with pytest.raises(RuleBroken, match="21 dòng"):
        read_rows(plain_sheet([[number] for number in range(21)]), max_rows=20)


def test_cell_far_away_does_not_make_a_giant_table():
    far = plain_sheet()
    with zipfile.ZipFile(io.BytesIO(far)) as package:
        page = package.read("xl/worksheets/sheet1.xml")
    moved = (
        page.replace(b'r="B2"', b'r="XFD1048576"')
        .replace(b'<row r="2"', b'<row r="1048576"')
        .replace(b'r="A2"', b'r="A1048576"')
    )

    with pytest.raises(RuleBroken) as refused:
        read_rows(with_parts(far, {"xl/worksheets/sheet1.xml": moved}))
    assert refused.value.code in ("upload.too_many_cells", "upload.bomb", "upload.slow")
