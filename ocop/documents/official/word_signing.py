"""End of the document: recipients on the left, signatures on the right, or pairs of signatures."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from . import model, ooxml
from .model import OfficialDocument, Signer
from .word_blocks import ALIGNMENTS, Writer

ROOM_TO_SIGN = 4
RECIPIENTS_SHARE = 0.45


def write_closing(writer: Writer, doc: OfficialDocument) -> None:
    _keep_with_text(writer)
    main = Signer(title=doc.signer_title, name=doc.signer_name, authority_lines=doc.authority_lines)
    has_main = bool(doc.authority_lines or doc.signer_title or doc.signer_name)
    if doc.co_signers:
        _write_pairs(writer, [*doc.co_signers, main] if has_main else [*doc.co_signers])
        if doc.recipients:
            _write_recipients(_table(writer, 1, 0.6).cell(0, 0), doc)
    elif has_main or doc.recipients:
        table = _table(writer, 1, RECIPIENTS_SHARE)
        _write_recipients(table.cell(0, 0), doc)
        if has_main:
            _write_signer(table.cell(0, 1), main)


def _keep_with_text(writer: Writer) -> None:
    """A signature never stands alone on a page: the last words go with it."""
    last = writer.word.element.body[-2] if len(writer.word.element.body) > 1 else None
    if last is not None and last.tag == qn("w:p"):
        Paragraph(last, writer.word).paragraph_format.keep_with_next = True


def _table(writer: Writer, rows: int, left_share: float) -> Any:
    gap = writer.word.add_paragraph().paragraph_format
    gap.line_spacing, gap.keep_with_next = Pt(8), True
    table = writer.word.add_table(rows=rows, cols=2)
    ooxml.no_cell_margins(table)
    ooxml.fixed_columns(table, [writer.line_mm * left_share, writer.line_mm * (1 - left_share)])
    for row in table.rows:
        ooxml.keep_row_whole(row)
    return table


def _write_pairs(writer: Writer, signers: list[Signer]) -> None:
    table = _table(writer, (len(signers) + 1) // 2, 0.5)
    for index, signer in enumerate(signers):
        _write_signer(table.cell(index // 2, index % 2), signer)


def _write_signer(cell: Any, signer: Signer) -> None:
    lines = [model.capitals(line) for line in (*signer.authority_lines, signer.title) if line]
    made = cell.paragraphs[0]
    for index, line in enumerate(lines):
        made = made if index == 0 else cell.add_paragraph()
        _centre(made, line)
    for _ in range(ROOM_TO_SIGN):
        _centre(cell.add_paragraph(), "")
    _centre(cell.add_paragraph(), signer.name)


def _centre(paragraph: Any, text: str) -> None:
    paragraph.alignment = ALIGNMENTS["center"]
    paragraph.paragraph_format.keep_with_next = True
    ooxml.add_text(paragraph, text, 14, bold=True)


def _write_recipients(cell: Any, doc: OfficialDocument) -> None:
    lines = model.recipients(doc)
    if not lines:
        return
    heading = cell.paragraphs[0].add_run("Nơi nhận:")
    heading.bold, heading.italic, heading.font.size = True, True, Pt(12)
    for line in lines:
        cell.add_paragraph().add_run(line).font.size = Pt(11)
