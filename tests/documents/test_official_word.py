"""Layout numbers of Decree 30/2020, Appendix I, in the Word file itself."""

import io

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from ocop.documents.official import to_docx
from ocop.documents.official.model import MOTTO, NATION
from tests.documents.official_samples import LETTERS, decision, letter, minutes


@pytest.fixture(scope="module")
def word():
    return Document(io.BytesIO(to_docx(decision(40))))


def everything(word) -> str:
    return "\n".join(node.text or "" for node in word.element.body.iter(qn("w:t")))


def paragraph(word, start: str):
    return next(one for one in word.paragraphs if one.text.startswith(start))


def cell_run(word, text: str):
    for table in word.tables[:2]:
        for cell in table._cells:
            for one in cell.paragraphs:
                if one.text == text:
                    return one.runs[0]
    raise AssertionError(text)


def test_page_is_a4_with_the_margins_of_the_decree(word):
    page = word.sections[0]

    sizes = [page.page_width, page.page_height]
    margins = [page.top_margin, page.bottom_margin, page.left_margin, page.right_margin]
    assert [round(value.mm) for value in sizes + margins] == [210, 297, 20, 20, 30, 15]


@pytest.mark.parametrize(
    ("text", "size", "bold", "italic"),
    [
        ("UBND THÀNH PHỐ HÀ NỘI", 12, False, False),
        ("ỦY BAN NHÂN DÂN XÃ MINH CHÂU", 12, True, False),
        (NATION, 12, True, False),
        (MOTTO, 13, True, False),
        ("Số: 05/QĐ-UBND", 13, False, False),
        ("Hà Nội, ngày 05 tháng 01 năm 2026", 13, False, True),
        ("TM. ỦY BAN NHÂN DÂN", 14, True, False),
        ("KT. CHỦ TỊCH", 14, True, False),
        ("PHÓ CHỦ TỊCH", 14, True, False),
        ("Nguyễn Văn Ưởng", 14, True, False),
        ("Nơi nhận:", 12, True, True),
        ("- Lưu: VT, KT.", 11, False, False),
    ],
)
def test_head_and_signature_have_their_size_and_weight(word, text, size, bold, italic):
    run = cell_run(word, text)

    assert (run.font.size.pt, bool(run.bold), bool(run.italic)) == (size, bold, italic)


def test_body_is_times_14_justified_with_first_line(word):
    style = word.styles["Normal"]
    article = paragraph(word, "Điều 1.")

    assert (style.font.name, style.font.size.pt) == ("Times New Roman", 14)
    assert round(article.paragraph_format.first_line_indent.cm, 2) == 1.27
    assert article.paragraph_format.space_after.pt >= 6
    assert 1 <= article.paragraph_format.line_spacing <= 1.5
    assert article._p.pPr.jc.val == 3
    assert [run.bold for run in article.runs] == [True, False]


def test_bases_are_italic_and_end_as_the_decree_says(word):
    lines = [
        one for one in word.paragraphs if one.runs and one.runs[0].italic and one.text[:4] in ("Căn ", "Theo")
    ]

    assert [line.text[-1] for line in lines] == [";", "."]


def test_rule_below_the_motto_is_as_long_as_the_motto(word):
    cell = word.tables[0].cell(0, 1)
    rule = cell.paragraphs[-1]
    width = cell.width.mm - rule.paragraph_format.left_indent.mm - rule.paragraph_format.right_indent.mm

    assert rule._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom")).get(qn("w:val")) == "single"
    assert width == pytest.approx(56.6, abs=1.5)


def test_page_number_stands_centred_on_top_from_the_second_page(word):
    for section in word.sections:
        number = section.header.paragraphs[0]
        assert section.different_first_page_header_footer
        assert number.alignment == 1
        assert " PAGE " in "".join(node.text or "" for node in number._p.iter(qn("w:instrText")))
        assert section.first_page_header.paragraphs[0].text == ""


def test_annex_lies_on_its_own_landscape_pages_counted_from_one(word):
    annex = word.sections[1]

    assert annex.orientation == WD_ORIENT.LANDSCAPE
    assert (round(annex.page_width.mm), round(annex.page_height.mm)) == (297, 210)
    assert annex._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_long_table_repeats_its_header_and_keeps_rows_whole(word):
    table = word.tables[-1]

    assert len(table.rows) == 41
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_vietnamese_comes_back_letter_for_letter(word):
    assert LETTERS in everything(word)
    assert "Hợp tác xã Ưu Ðàm" in everything(word)


def test_every_font_name_is_times(word):
    names = {fonts.get(qn("w:ascii")) for fonts in word.styles.element.iter(qn("w:rFonts"))} - {None}
    used = {word.styles[name].font.name for name in ("Normal", "Heading 1", "Heading 2", "Heading 3")}

    assert "Times New Roman" in names
    assert used == {"Times New Roman"}


def test_letter_has_its_subject_under_the_number_and_addressees():
    text = everything(Document(io.BytesIO(to_docx(letter()))))

    assert "V/v đề nghị bổ sung hồ sơ" in text
    assert "Kính gửi:" in text
    assert "- Phòng Kinh tế" in text


def test_minutes_have_two_signatures_side_by_side_and_their_mark():
    word = Document(io.BytesIO(to_docx(minutes())))

    assert [cell.paragraphs[0].text for cell in word.tables[1].rows[0].cells] == ["THƯ KÝ", "CHỦ TRÌ"]
    assert word.sections[0].footer.paragraphs[0].text.startswith("BẢN DEMO")
    assert word.sections[0].first_page_footer.paragraphs[0].text.startswith("BẢN DEMO")


def test_missing_number_and_date_leave_room_for_the_clerk():
    text = everything(Document(io.BytesIO(to_docx(decision(number=None, date=None)))))

    assert "Số:        /QĐ-UBND" in text
    assert "Hà Nội, ngày     tháng     năm" in text
