"""The looks of official spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import xlsxwriter

FONT = {"font_name": "Times New Roman", "font_size": 12}
GRID = {**FONT, "border": 1, "valign": "vcenter"}

# Excel shows the separators of the reader's country: with Vietnamese settings 1.234.567 and 85,67.
FORMATS = {
    "text": {"align": "left", "text_wrap": True, "num_format": "@"},
    "center": {"align": "center", "text_wrap": True, "num_format": "@"},
    "integer": {"align": "right", "num_format": "#,##0"},
    "decimal": {"align": "right", "num_format": "#,##0.00"},
    "number": {"align": "right", "num_format": "#,##0"},
    "tenths": {"align": "right", "num_format": "#,##0.0#"},
    "money": {"align": "right", "num_format": '#,##0" đ"'},
    "percent": {"align": "right", "num_format": "0.0%"},
    "date": {"align": "center", "num_format": "dd/mm/yyyy"},
}


class Styles:
    """One format object per look: a workbook with thousands of formats opens slowly."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._cells: dict[str, Any] = {}
        middle = {**FONT, "align": "center", "valign": "vcenter"}
        self.office = book.add_format({**FONT, "bold": True, "align": "left"})
        self.title = book.add_format({**middle, "bold": True, "font_size": 15})
        self.subtitle = book.add_format({**middle, "italic": True, "font_size": 13})
        self.mark = book.add_format({**middle, "bold": True, "font_color": "#8e1b1b"})
        self.header = book.add_format(
            {**GRID, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#f3e7cf"}
        )
        self.place_date = book.add_format({**FONT, "italic": True, "align": "center"})
        self.signer = book.add_format({**FONT, "bold": True, "align": "center"})

    def cell(self, sort: str) -> Any:
        if sort not in self._cells:
            self._cells[sort] = self._book.add_format({**GRID, **FORMATS[sort]})
        return self._cells[sort]

    def total(self, sort: str) -> Any:
        key = f"total {sort}"
        if key not in self._cells:
            look = {**GRID, **FORMATS[sort], "bold": True, "bg_color": "#faf4e6"}
            self._cells[key] = self._book.add_format(look)
        return self._cells[key]
