"""The Word twin of an official document: editable, laid out in numbers, nothing left to the reader's defaults."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from . import ooxml
from .cleaning import printable
from .model import Annex, OfficialDocument, capitals
from .word_blocks import Writer
from .word_head import write_head, write_opening
from .word_signing import write_closing

LONG_EDGE, SHORT_EDGE = 297, 210
MARGINS = {"top": 20, "bottom": 20, "left": 30, "right": 15}
LANDSCAPE_MARGINS = {"top": 20, "bottom": 15, "left": 20, "right": 15}
FIXED_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def to_docx(doc: OfficialDocument) -> bytes:
    """A .docx in the layout of Decree 30/2020, Appendix I."""
    doc = printable(doc)
    word = Document()
    _set_styles(word)
    _set_properties(word, doc)
    section = word.sections[0]
    _set_page(section, doc, landscape=doc.landscape)
    writer = Writer(word, line_mm=_line(doc.landscape))
    write_head(writer, doc)
    write_opening(writer, doc)
    for block in doc.body:
        writer.write(block)
    write_closing(writer, doc)
    for annex in doc.annexes:
        _write_annex(word, doc, annex)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _set_styles(word: WordDocument) -> None:
    normal = word.styles["Normal"]
    ooxml.set_font(normal, 14)
    ooxml.set_language(normal)
    normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    for level in (1, 2, 3):
        style = word.styles[f"Heading {level}"]
        ooxml.set_font(style, 14)
        style.font.bold, style.font.italic = True, level == 3
        style.font.color.rgb = None
        for name in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{name}"), None)


def _set_properties(word: WordDocument, doc: OfficialDocument) -> None:
    properties = word.core_properties
    properties.title, properties.author, properties.language = doc.title[:255], doc.agency[:255], "vi-VN"
    properties.comments, properties.keywords = "", ", ".join(doc.keywords)
    properties.created = properties.modified = FIXED_MOMENT
    properties.last_modified_by = ""


def _set_page(section: Any, doc: OfficialDocument, *, landscape: bool) -> None:
    """A4; the page number stands centred in the top margin, from the second page of each part on."""
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width = Mm(LONG_EDGE if landscape else SHORT_EDGE)
    section.page_height = Mm(SHORT_EDGE if landscape else LONG_EDGE)
    margins = LANDSCAPE_MARGINS if landscape else MARGINS
    section.top_margin, section.bottom_margin = Mm(margins["top"]), Mm(margins["bottom"])
    section.left_margin, section.right_margin = Mm(margins["left"]), Mm(margins["right"])
    section.header_distance, section.footer_distance = Mm(10), Mm(8)
    section.different_first_page_header_footer = True
    for part in (section.header, section.first_page_header, section.footer, section.first_page_footer):
        part.is_linked_to_previous = False
    number = section.header.paragraphs[0]
    number.alignment = 1
    ooxml.page_field(number)
    if doc.mark:
        for footer in (section.footer, section.first_page_footer):
            _write_mark(footer.paragraphs[0], doc.mark)


def _write_mark(paragraph: Any, mark: str) -> None:
    paragraph.alignment = 1
    run = paragraph.add_run(f"{mark} – không có giá trị pháp lý")
    run.font.size, run.bold = Pt(10), True


def _line(landscape: bool) -> float:
    edge, margins = (LONG_EDGE, LANDSCAPE_MARGINS) if landscape else (SHORT_EDGE, MARGINS)
    return float(edge - margins["left"] - margins["right"])


def _write_annex(word: WordDocument, doc: OfficialDocument, annex: Annex) -> None:
    section = word.add_section(WD_SECTION.NEW_PAGE)
    _set_page(section, doc, landscape=annex.landscape)
    ooxml.restart_pages(section)
    writer = Writer(word, line_mm=_line(annex.landscape))
    writer.centred(annex.label, bold=True, style="Heading 1")
    writer.centred(capitals(annex.title), bold=True)
    if annex.reference:
        writer.centred(f"({annex.reference})", italic=True, size=13)
    writer.rule(38)
    for block in annex.body:
        writer.write(block)
