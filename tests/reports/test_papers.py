"""The files of reports, by their structure: Word in the layout of Decree 30/2020, Excel as the official form."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from docx import Document
from docx.shared import Mm
from python_calamine import CalamineWorkbook

from ocop.reports.outlines import outlines
from ocop.reports.papers import document_of, to_word, to_xlsx
from ocop.targets.models import DeclaredFigure, Target
from tests.factories.accounts import AT
from tests.factories.places import make_units
from tests.factories.targets import make_item, make_maker, recognise
from tests.reports.test_contents import fill, told

pytestmark = pytest.mark.django_db


def word_of(content: dict):
    return Document(io.BytesIO(to_word(content)))


def texts(word) -> list[str]:
    """Paragraphs of the text and of the tables that make the head and the end."""
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in word.paragraphs] + cells


def sheets_of(content: dict) -> dict[str, list[list]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(content)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def part(content: dict, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(to_xlsx(content))) as file:
        return file.read(name).decode()


def state(key: str, value: str, *, goal: str = "") -> None:
    unit = make_units()["01"]
    shared = {"unit": unit, "created_at": AT}
    DeclaredFigure.objects.create(
        indicator=key,
        value=Decimal(value),
        document="12/BC-SNN",
        from_on=date(2026, 1, 1),
        until_on=date(2026, 10, 31),
        **shared,
    )
    if goal:
        Target.objects.create(
            indicator="recognised_in_year",
            value=Decimal(goal),
            year_from=2026,
            year_until=2026,
            document="5/QĐ-UBND",
            **shared,
        )


def test_word_has_the_page_head_and_end_of_the_decree():
    fill(2)
    word = word_of(told("province_year"))
    section = word.sections[0]
    said = "\n".join(texts(word))

    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin / Mm(1)) for margin in margins] == [20, 20, 30, 15]
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (210, 297)
    assert word.styles["Normal"].font.name == "Times New Roman"
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ NỘI",
        "/BC-UBND",
        "BÁO CÁO",
        "năm 2026 của Thành phố Hà Nội",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Nơi nhận:",
        "Bộ Nông nghiệp và Môi trường",
    ):
        assert words in said


def test_word_repeats_the_heads_of_its_tables_and_lays_lists_on_wide_pages():
    fill(2)
    word = word_of(told("province_year"))
    repeating = [table for table in word.tables if "tblHeader" in table._tbl.xml]

    assert [table.rows[0].cells[1].text for table in repeating[:3]] == ["Chỉ số", "Đơn vị", "Sản phẩm"]
    assert [section.page_width > section.page_height for section in word.sections] == [
        False,
        True,
        True,
        True,
    ]


@pytest.mark.parametrize("one", outlines(), ids=lambda one: one.key)
def test_word_tells_every_figure_and_every_row(one):
    fill(3)
    content = told(one.key)
    said = texts(word_of(content))

    assert all(figure["name"] in said for figure in content["figures"])
    for table in content["tables"]:
        assert all(str(row[0]) in said for row in table["rows"])
    assert document_of(content).subject.startswith(one.subject)


def test_excel_form_has_merged_heads_repeated_rows_and_signatures():
    fill(2)
    content = told("province_year")
    page, book = part(content, "xl/worksheets/sheet1.xml"), part(content, "xl/workbook.xml")
    merged = set(re.findall(r'<mergeCell ref="([A-Z0-9:]+)"', page))
    rows = sheets_of(content)["Báo cáo"]
    head = next(n for n, row in enumerate(rows, 1) if row[0] == "TT")

    both = {f"{letter}{head}:{letter}{head + 1}" for letter in "ABCH"}
    assert both | {f"D{head}:E{head}", f"F{head}:G{head}"} <= merged
    assert {"A1:H1", "A2:H2"} <= merged
    assert f"'Báo cáo'!${head}:${head + 1}" in book
    assert rows[0][0] == "ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI"
    assert {"NGƯỜI LẬP BIỂU", "CHỦ TỊCH"} <= {cell for row in rows[-10:] for cell in row}


def test_excel_numbers_are_numbers_and_days_are_days():
    fill(3)
    sheets = sheets_of(told("province_year"))

    lines = {row[1]: row for row in sheets["Báo cáo"]}
    assert lines["Sản phẩm được công nhận từ 3 sao trở lên (lũy kế)"][3] == 3.0
    new = [row for row in sheets["Công nhận mới"] if row[0] and isinstance(row[0], float)]
    assert [row[4] for row in new] == [date(2026, 8, 1)] * 3
    units = sheets["Theo đơn vị"]
    assert next(row for row in units if row[0] == "Tổng cộng")[3] == 3.0


def test_raw_page_has_key_definition_value_unit_and_rows_of_every_figure():
    fill(3)
    content = told("province_year")
    heads, *rows = sheets_of(content)["Số liệu"]

    assert heads[:6] == ["Mã", "Chỉ số", "Định nghĩa", "Đơn vị tính", "Giá trị", "Số dòng"]
    assert [row[0] for row in rows] == [one["definition"] for one in content["figures"]]
    for row, one in zip(rows, content["figures"], strict=True):
        assert row[2] == one["formula"]
        assert row[4] == (float(one["value"]) if one["value"] else "")
        assert row[5] == ("" if one["rows"] is None else one["rows"])
        assert row[12:14] == ["01", "2026"]


def test_declared_figures_stand_beside_counted_ones_and_so_do_targets():
    fill(1)
    state("points_of_sale", "12", goal="20")
    content = told("province_year")
    figures = {one["definition"]: one for one in content["figures"]}

    assert figures["points_of_sale"]["kind"] == "computed"
    assert (figures["points_of_sale"]["value"], figures["points_of_sale"]["declared"]["value"]) == ("0", "12")
    assert figures["recognised_in_year"]["target"]["value"] == "20"
    assert "Đơn vị khai 12: 12/BC-SNN" in texts(word_of(content))
    lines = {row[1]: row for row in sheets_of(content)["Báo cáo"]}
    assert lines["Sản phẩm được công nhận mới trong kỳ"][5:7] == [20.0, "5/QĐ-UBND (2026)"]
    assert lines["Điểm giới thiệu, bán sản phẩm OCOP"][4] == "từ bản ghi"


def test_text_that_looks_like_a_formula_stays_text():
    unit = make_units()["09556"]
    recognise(make_item(make_maker(unit), unit, name="=1+1"), date(2026, 8, 2))
    assert "<f>" not in part(told("province_year"), "xl/worksheets/sheet3.xml")


def test_excel_has_room_for_wrapped_heads_and_signatures_beside_the_narrow_column():
    """Looked at in LibreOffice: long heads were cut, and the first signature ran out of the page."""
    fill(1)
    content = told("province_year")
    page = part(content, "xl/worksheets/sheet2.xml")
    heights = [float(found) for found in re.findall(r'<row [^>]*ht="([0-9.]+)"[^>]*customHeight="1"', page)]
    form = sheets_of(content)["Báo cáo"]

    assert max(heights) >= 3 * 16
    signed = next(row for row in form if "NGƯỜI LẬP BIỂU" in row)
    assert signed.index("NGƯỜI LẬP BIỂU") == 1
    assert signed.index("CHỦ TỊCH") == 7


def test_signature_of_a_report_goes_with_its_last_words():
    fill(1)
    word = word_of(told("province_year"))
    last = next(one for one in word.paragraphs if one.text.startswith("Kèm theo:"))

    assert last.paragraph_format.keep_with_next
