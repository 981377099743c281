"""Paragraphs, headings and tables of a Word document."""

from __future__ import annotations

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from . import model, ooxml
from .model import Block, Heading, Paragraph, Table
from .word_rows import append_rows

FIRST_LINE = Mm(12.7)
TWIPS_PER_MM = 1440 / 25.4
ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


class Writer:
    """Adds blocks at the end of the document; `line_mm` is the width of the text on the present page."""

    def __init__(self, word: WordDocument, *, line_mm: float) -> None:
        self.word = word
        self.line_mm = line_mm

    def write(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            self.paragraph(block)
        elif isinstance(block, Heading):
            self.heading(block)
        else:
            self.table(block)

    def paragraph(self, block: Paragraph) -> Any:
        made = self.word.add_paragraph()
        made.alignment = ALIGNMENTS[block.align]
        layout = made.paragraph_format
        layout.space_before, layout.space_after, layout.line_spacing = Pt(0), Pt(6), 1.1
        if block.indent and block.align == "justify":
            layout.first_line_indent = FIRST_LINE
        for span in model.spans(block.text):
            run = made.add_run(span.text)
            run.bold, run.italic = span.bold or block.bold, span.italic or block.italic
        return made

    def heading(self, block: Heading) -> None:
        made = self.word.add_paragraph(block.text, style=f"Heading {min(block.level, 3)}")
        made.paragraph_format.space_before, made.paragraph_format.space_after = Pt(10), Pt(6)
        made.paragraph_format.keep_with_next = True
        if block.level == 1:
            made.alignment = ALIGNMENTS["center"]
        else:
            made.paragraph_format.first_line_indent = FIRST_LINE

    def centred(
        self,
        text: str,
        *,
        bold: bool = False,
        italic: bool = False,
        size: float = 14,
        style: str | None = None,
    ) -> Any:
        made = self.word.add_paragraph(style=style)
        made.alignment = ALIGNMENTS["center"]
        made.paragraph_format.space_before = made.paragraph_format.space_after = Pt(2)
        ooxml.add_text(made, text, size, bold=bold, italic=italic)
        return made

    def rule(self, length_mm: float) -> None:
        """A short line in the middle of the page."""
        made = self.centred("", size=4)
        made.paragraph_format.space_after = Pt(8)
        made.paragraph_format.line_spacing = Pt(5)
        ooxml.rule_below(made, (self.line_mm - length_mm) / 2)

    def table(self, data: Table) -> None:
        if data.caption:
            caption = self.centred(data.caption, bold=True, size=data.size)
            caption.paragraph_format.keep_with_next = True
        made = self.word.add_table(rows=1, cols=len(data.columns))
        made.style = "Table Grid"
        made.alignment = WD_TABLE_ALIGNMENT.CENTER
        self._head_row(made, data)
        ooxml.fixed_columns(made, self._widths(data))
        append_rows(made, data, [round(width * TWIPS_PER_MM) for width in self._widths(data)])
        self.word.add_paragraph().paragraph_format.space_after = Pt(4)

    def _widths(self, data: Table) -> list[float]:
        whole = sum(column.width for column in data.columns)
        return [self.line_mm * column.width / whole for column in data.columns]

    def _head_row(self, table: Any, data: Table) -> None:
        row = table.rows[0]
        ooxml.repeat_header(row)
        ooxml.keep_row_whole(row)
        for cell, column in zip(row.cells, data.columns, strict=True):
            fill_cell(cell, column.title, size=data.size, align="center", bold=True)


def fill_cell(
    cell: Any, text: str, *, size: float, align: str = "left", bold: bool = False, italic: bool = False
) -> Any:
    """One paragraph in a table cell."""
    cell.vertical_alignment = 1
    made = cell.paragraphs[0]
    made.alignment = ALIGNMENTS["left" if align == "justify" else align]
    made.paragraph_format.space_before = made.paragraph_format.space_after = Pt(2)
    ooxml.add_text(made, text, size, bold=bold, italic=italic)
    return made
