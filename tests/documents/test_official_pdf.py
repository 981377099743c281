"""The PDF twin says the same as the Word file and is the same bytes every time."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from ocop.documents.official import Heading, OfficialDocument, Paragraph, Table, to_docx, to_pdf
from tests.documents.official_samples import COLUMNS, LETTERS, decision, letter, minutes, rows


def reader(doc) -> PdfReader:
    return PdfReader(io.BytesIO(to_pdf(doc)))


def text_of(page) -> str:
    return " ".join(page.extract_text().split())


@pytest.fixture(scope="module")
def pages():
    return reader(decision(60)).pages


def test_first_page_says_everything_in_order(pages):
    text = text_of(pages[0])
    parts = [
        "UBND THÀNH PHỐ HÀ NỘI",
        "ỦY BAN NHÂN DÂN XÃ MINH CHÂU",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/QĐ-UBND",
        "Hà Nội, ngày 05 tháng 01 năm 2026",
        "QUYẾT ĐỊNH",
        "Căn cứ Luật Tổ chức chính quyền địa phương;",
        "Theo đề nghị của Hội đồng.",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ",
        "Điều 1. Công nhận 60 sản phẩm.",
        "Nơi nhận:",
        "- Như Điều 2;",
        "- Lưu: VT, KT.",
        "TM. ỦY BAN NHÂN DÂN",
        "Nguyễn Văn Ưởng",
    ]
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_vietnamese_comes_back_letter_for_letter(pages):
    assert LETTERS in text_of(pages[0])


def test_annex_is_landscape_and_repeats_its_header(pages):
    annex = list(pages)[1:]

    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in annex} == {(842, 595)}
    assert len(annex) >= 3
    assert all("TT Tên sản phẩm Chủ thể Điểm" in text_of(page) for page in annex)


def test_first_page_of_each_part_has_no_number_and_the_next_has_two(pages):
    starts = [text_of(page)[:2] for page in pages]

    assert starts[:3] == ["UB", "Ph", "2 "]


def test_same_document_is_the_same_bytes():
    assert to_pdf(decision()) == to_pdf(decision())
    assert to_pdf(decision()) != to_pdf(replace(decision(), number=6))


def test_file_declares_pdf_a_and_ua_and_carries_only_our_font():
    content = to_pdf(decision())
    metadata = PdfReader(io.BytesIO(content)).trailer["/Root"]["/Metadata"].get_data().decode()

    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    fonts = {str(font["/BaseFont"]).split("+")[-1] for font in fonts_of(content)}
    assert {font.split("-")[0] for font in fonts} == {"Tinos"}


def fonts_of(content: bytes):
    for page in PdfReader(io.BytesIO(content)).pages:
        yield from (font.get_object() for font in page["/Resources"]["/Font"].values())


def test_values_stay_data_and_are_never_read_as_markup():
    hostile = '#read("/etc/passwd") $x^2$ *đậm* \\ [a] <b> {{ 7*7 }} #image("http://ke.xau/a.png")'
    text = text_of(reader(decision(body=(Paragraph(hostile),))).pages[0])

    assert 'read("/etc/passwd")' in text
    assert "{{ 7*7 }}" in text


def test_letter_and_minutes_have_their_own_shape():
    assert "V/v đề nghị bổ sung hồ sơ" in text_of(reader(letter()).pages[0])
    signed = text_of(reader(minutes()).pages[0])
    assert signed.find("THƯ KÝ") < signed.find("CHỦ TRÌ") < signed.find("Lê Văn Ổn") or "Lê Văn Ổn" in signed
    assert "BẢN DEMO – không có giá trị pháp lý" in signed


def test_row_that_does_not_fit_the_columns_is_an_error():
    with pytest.raises(ValueError, match="2 cells"):
        Table(COLUMNS, (("1", "2"),))


def test_row_of_one_cell_is_a_heading_over_the_table():
    table = Table(COLUMNS, (("Nhóm I. Đồ uống",), *rows(2)), caption="Bảng 1", bold_last_row=True)

    assert "Nhóm I. Đồ uống" in text_of(reader(decision(body=(table,))).pages[0])


def test_list_of_two_hundred_products_is_complete():
    text = " ".join(text_of(page) for page in reader(decision(200)).pages)

    assert all(f"Mật ong số {number} " in text for number in range(1, 201))


@pytest.mark.parametrize("make", [to_pdf, to_docx])
def test_control_characters_from_anywhere_do_not_stop_the_document(make):
    dirty = "Mật\x00 ong\x0b\r\n\ud800 rừng"
    table = Table(COLUMNS, ((dirty,), *rows(1)), caption=dirty)

    assert make(decision(subject=dirty, body=(Paragraph(dirty), table), signer_name=dirty))


@pytest.mark.parametrize("make", [to_pdf, to_docx])
def test_nearly_empty_document_is_still_made(make):
    empty = OfficialDocument("", "A", None, "", "", None, "", "", body=(Table(COLUMNS, ()), Heading("", 3)))

    assert make(empty)
