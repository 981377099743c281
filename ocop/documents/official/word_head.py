"""Top of the first page: offices, national name, number and date, title, bases."""

from __future__ import annotations

from typing import Any

from docx.shared import Mm, Pt

from . import model, ooxml
from .model import OfficialDocument, Paragraph
from .widths import width_mm
from .word_blocks import ALIGNMENTS, Writer

LEFT_SHARE = 76 / 165
AGENCY_SIZE, NATION_SIZE, MOTTO_SIZE, NUMBER_SIZE = 12, 12, 13, 13
AGENCY_RULE = 0.4
TITLE_RULE_MM = 38


def write_head(writer: Writer, doc: OfficialDocument) -> None:
    table = writer.word.add_table(rows=2, cols=2)
    left_mm = writer.line_mm * LEFT_SHARE
    right_mm = writer.line_mm - left_mm
    ooxml.no_cell_margins(table)
    ooxml.fixed_columns(table, [left_mm, right_mm])
    _write_agency(table.cell(0, 0), doc, left_mm)
    _write_nation(table.cell(0, 1), right_mm)
    number = _line(table.cell(1, 0), model.number_line(doc), NUMBER_SIZE, first=True)
    number.paragraph_format.space_before = Pt(6)
    if not doc.kind:
        _line(table.cell(1, 0), f"V/v {doc.subject}", 12).paragraph_format.space_before = Pt(6)
    date = _line(table.cell(1, 1), model.place_date(doc), NUMBER_SIZE, italic=True, first=True)
    date.paragraph_format.space_before = Pt(6)


def _write_agency(cell: Any, doc: OfficialDocument, cell_mm: float) -> None:
    if doc.agency_parent:
        _line(cell, model.capitals(doc.agency_parent), AGENCY_SIZE, first=True)
    agency = model.capitals(doc.agency)
    _line(cell, agency, AGENCY_SIZE, bold=True, first=not doc.agency_parent)
    width = min(width_mm(agency, AGENCY_SIZE, bold=True), cell_mm)
    _rule(cell, cell_mm, width * AGENCY_RULE)


def _write_nation(cell: Any, cell_mm: float) -> None:
    _line(cell, model.NATION, NATION_SIZE, bold=True, first=True)
    _line(cell, model.MOTTO, MOTTO_SIZE, bold=True)
    _rule(cell, cell_mm, width_mm(model.MOTTO, MOTTO_SIZE, bold=True))


def _line(
    cell: Any, text: str, size: float, *, bold: bool = False, italic: bool = False, first: bool = False
) -> Any:
    made = cell.paragraphs[0] if first else cell.add_paragraph()
    made.alignment = ALIGNMENTS["center"]
    ooxml.add_text(made, text, size, bold=bold, italic=italic)
    return made


def _rule(cell: Any, cell_mm: float, length_mm: float) -> None:
    made = cell.add_paragraph()
    made.paragraph_format.line_spacing = Pt(3)
    ooxml.rule_below(made, (cell_mm - length_mm) / 2)


def write_opening(writer: Writer, doc: OfficialDocument) -> None:
    """Title and subject, addressees, bases, and the words that decide."""
    if doc.kind:
        writer.centred(
            model.capitals(doc.kind), bold=True, style="Heading 1"
        ).paragraph_format.space_before = Pt(16)
        writer.centred(doc.subject, bold=True)
        writer.rule(TITLE_RULE_MM)
    _write_addressees(writer, doc)
    for basis in model.bases(doc):
        writer.paragraph(Paragraph(basis, italic=True))
    for text in (model.capitals(doc.decider), doc.enacting):
        if text:
            made = writer.centred(text, bold=True)
            made.paragraph_format.space_before = made.paragraph_format.space_after = Pt(8)


def _write_addressees(writer: Writer, doc: OfficialDocument) -> None:
    if len(doc.addressees) == 1:
        made = writer.centred(f"Kính gửi: {doc.addressees[0]}")
        made.paragraph_format.space_before = made.paragraph_format.space_after = Pt(12)
    elif doc.addressees:
        _indented(writer, "Kính gửi:", 20).paragraph_format.space_before = Pt(12)
        for one in doc.addressees:
            last = _indented(writer, f"- {one}", 40)
        last.paragraph_format.space_after = Pt(12)


def _indented(writer: Writer, text: str, left_mm: float) -> Any:
    made = writer.paragraph(Paragraph(text, align="left", indent=False))
    made.paragraph_format.left_indent, made.paragraph_format.space_after = Mm(left_mm), Pt(2)
    return made
