"""Small pieces of WordprocessingML that python-docx has no words for."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from .model import Capitals

FONT = "Times New Roman"


def element(tag: str, **attributes: str | int) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def set_font(style: Any, size: float) -> None:
    """The same face for every script, so that no letter falls back to another one."""
    style.font.name = FONT
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)


def set_language(style: Any) -> None:
    style.element.get_or_add_rPr().append(element("w:lang", val="vi-VN", eastAsia="vi-VN"))


def add_text(paragraph: Any, text: str, size: float, *, bold: bool = False, italic: bool = False) -> Any:
    """One run of one look."""
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    if isinstance(text, Capitals):
        run.font.all_caps = True
    return run


def page_field(paragraph: Any) -> None:
    """The PAGE field: Word counts by itself."""
    for sort, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("result", "2"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(13)
        if sort == "result":
            run.text = text
        elif sort:
            run._r.append(element("w:fldChar", fldCharType=sort))
        else:
            instruction = element("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = text
            run._r.append(instruction)


def restart_pages(section: Any) -> None:
    section._sectPr.append(element("w:pgNumType", start=1))


def rule_below(paragraph: Any, indent_mm: float) -> None:
    """A line under the paragraph, shortened from both sides."""
    border = element("w:pBdr")
    border.append(element("w:bottom", val="single", sz=6, space=1, color="000000"))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(max(indent_mm, 0))


def repeat_header(row: Any) -> None:
    row._tr.get_or_add_trPr().append(element("w:tblHeader", val="true"))


def keep_row_whole(row: Any) -> None:
    row._tr.get_or_add_trPr().insert(0, element("w:cantSplit", val="true"))


def fixed_columns(table: Any, widths_mm: list[float]) -> None:
    """Widths that Word keeps: grid, cells and layout all say the same."""
    table.autofit = False
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)


def no_cell_margins(table: Any) -> None:
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=0, type="dxa"))
    table._tbl.tblPr.append(margins)
