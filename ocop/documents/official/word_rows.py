"""Rows of a table as one piece of XML: a list of a thousand products takes tenths of a second, not seconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from .model import Table

SIDES = {"left": "left", "justify": "left", "center": "center", "right": "right"}
SPACING = '<w:spacing w:before="40" w:after="40"/>'


def append_rows(table: Any, data: Table, widths: list[int]) -> None:
    """Add the rows of `data` below the header; `widths` in twentieths of a point."""
    content = "".join(_rows(data, widths))
    made = parse_xml(f"<w:tbl {nsdecls('w')}>{content}</w:tbl>")
    for row in list(made):
        table._tbl.append(row)


def _rows(data: Table, widths: list[int]) -> Iterator[str]:
    size = round(data.size * 2)
    last = len(data.rows) - 1
    for index, texts in enumerate(data.rows):
        bold = data.bold_last_row and index == last
        if len(texts) == 1 and len(data.columns) > 1:
            yield _row([_cell(texts[0], sum(widths), "left", size, bold=True, span=len(widths))])
        else:
            sides = (column.align for column in data.columns)
            cells = zip(texts, widths, sides, strict=True)
            yield _row(_cell(text, width, side, size, bold=bold) for text, width, side in cells)


def _row(cells: Iterable[str]) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(text: str, width: int, side: str, size: int, *, bold: bool = False, span: int = 1) -> str:
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    look = f'{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in text.split("\n")
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr>{SPACING}<w:jc w:val="{SIDES[side]}"/></w:pPr>'
        f"<w:r><w:rPr>{look}</w:rPr>{lines}</w:r></w:p></w:tc>"
    )
