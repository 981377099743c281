"""Official spreadsheets: written row by row, real numbers, and no text that a program could take for a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from math import ceil
from typing import IO, TYPE_CHECKING, Any

from .sheet_styles import Styles

if TYPE_CHECKING:
    import xlsxwriter

Cell = str | int | float | Decimal | date | datetime | bool | None

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
FORMULA_START = re.compile(r"[ \n]*[=+\-@\t|]")
HARMLESS = re.compile(r"[+-][-+0-9 .,()]*")
LONGEST_CELL = 32_767
LARGEST_EXACT = 10**15
LINE, TALLEST, HEAD_LETTER = 16, 240, 1.25  # points of a line and of a row; bold letters are wider


@dataclass(frozen=True)
class Column:
    """`sort`: text, center, integer, decimal, number (whole or with digits, by its value), money, percent or date.
    `total` adds the column up under the last row. Neighbours with the same `group` stand under one merged head."""

    title: str
    width: float = 14
    sort: str = "text"
    total: bool = False
    group: str = ""


@dataclass(frozen=True)
class Sheet:
    """One page of the workbook; `rows` may be a generator of any length."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    title: str = ""
    subtitle: str = ""
    office: str = ""
    place_date: str = ""
    signatures: Sequence[tuple[str, str]] = ()
    mark: str = ""


def write_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """The workbook as bytes."""
    out = io.BytesIO()
    write_xlsx_to(out, sheets)
    return out.getvalue()


def write_xlsx_to(file: IO[bytes], sheets: Iterable[Sheet]) -> None:
    """Write the workbook to an open file; memory does not grow with the rows."""
    import xlsxwriter  # 16 MiB that only whoever writes a workbook pays for

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"created": datetime(2026, 1, 1)})  # noqa: DTZ001 (the library wants it naive)
        styles = Styles(book)
        for sheet in sheets:
            _Page(book, styles, sheet).write()


class _Page:
    """Writes strictly downwards, as constant memory demands."""

    def __init__(self, book: xlsxwriter.Workbook, styles: Styles, sheet: Sheet) -> None:
        self.sheet = sheet
        self.styles = styles
        self.page = book.add_worksheet(_sheet_name(sheet.name))
        self.last_column = len(sheet.columns) - 1
        self.row = 0
        self.looks = [styles.cell(column.sort) for column in sheet.columns]
        self.sums = {index: Decimal(0) for index, column in enumerate(sheet.columns) if column.total}

    def write(self) -> None:
        self._set_up()
        self._write_head()
        header = self.row
        self._write_heads()
        self.page.freeze_panes(self.row, 0)
        self.page.repeat_rows(header, self.row - 1)
        for values in self.sheet.rows:
            self._write_row(values)
        self._write_totals()
        self._write_signatures()

    def _set_up(self) -> None:
        for index, column in enumerate(self.sheet.columns):
            self.page.set_column(index, index, column.width)
        self.page.set_landscape()
        self.page.set_paper(9)
        self.page.fit_to_pages(1, 0)
        self.page.set_margins(left=0.6, right=0.4, top=0.8, bottom=0.6)
        self.page.set_footer(f"&C&10{_footer(self.sheet.mark)}Trang &P/&N")

    def _write_head(self) -> None:
        lines = (
            (self.sheet.office.upper(), self.styles.office, 18),
            (self.sheet.title.upper(), self.styles.title, 24),
            (self.sheet.subtitle, self.styles.subtitle, 18),
            (self.sheet.mark, self.styles.mark, 18),
        )
        for text, style, height in lines:
            if text:
                self.page.set_row(self.row, height)
                self._over_all(text, style)
                self.row += 1
        if self.row:
            self.row += 1

    def _write_heads(self) -> None:
        """One row of heads, or two where columns are grouped: a group over its columns, the others over both rows."""
        columns, style, top = self.sheet.columns, self.styles.header, self.row
        if any(column.group for column in columns):
            for first, last, column in _groups(columns):
                self.page.write_string(top, first, column.group or column.title, style)
                if last > first:
                    self.page.merge_range(top, first, top, last, column.group, style)
            self.row += 1
        self._make_room([column.title for column in columns], HEAD_LETTER)
        for index, column in enumerate(columns):
            if self.row > top and not column.group:
                self.page.write_blank(self.row, index, None, style)
                # `merge_range` over two rows would write the upper one again, which constant memory has let go.
                self.page.merge.append([top, index, self.row, index])
            else:
                self.page.write_string(self.row, index, column.title, style)
        self.row += 1

    def _make_room(self, texts: Sequence[Cell], letter: float = 1) -> None:
        """As high as its longest text needs: not every program makes room for wrapped lines by itself."""
        pairs = zip(texts, self.sheet.columns, strict=True)
        lines = [
            ceil(len(text) * letter / max(1, column.width)) for text, column in pairs if isinstance(text, str)
        ]
        if max(lines, default=1) > 1:
            self.page.set_row(self.row, min(LINE * max(lines), TALLEST))

    def _over_all(self, text: str, style: Any) -> None:
        if self.last_column:
            self.page.merge_range(self.row, 0, self.row, self.last_column, "", style)
        self.page.write_string(self.row, 0, safe_text(text), style)

    def _write_row(self, values: Sequence[Cell]) -> None:
        if self.sheet.signatures:  # an official form, meant to be printed
            self._make_room(values)
        for index, (value, look) in enumerate(zip(values, self.looks, strict=True)):
            self._write_cell(index, value, look)
            if index in self.sums and isinstance(value, (int, float, Decimal)):
                self.sums[index] += Decimal(str(value))
        self.row += 1

    def _write_cell(self, column: int, value: Cell, style: Any) -> None:
        if isinstance(value, str) and value:
            self.page.write_string(self.row, column, safe_text(value), style)
        elif value is None or value == "":
            self.page.write_blank(self.row, column, None, style)
        elif isinstance(value, bool):
            self.page.write_string(self.row, column, "Có" if value else "Không", style)
        elif isinstance(value, (int, float, Decimal)) and abs(value) < LARGEST_EXACT:
            look = self._number_look(column, value, style)
            self.page.write_number(self.row, column, float(value), look)
        elif isinstance(value, (datetime, date)):
            self._write_date(column, value, style)
        else:
            self.page.write_string(self.row, column, safe_text(str(value)), style)

    def _number_look(self, column: int, value: int | float | Decimal, style: Any) -> Any:
        if self.sheet.columns[column].sort != "number":
            return style
        return self.styles.cell("integer" if value == int(value) else "tenths")

    def _write_date(self, column: int, value: date, style: Any) -> None:
        naive = value.replace(tzinfo=None) if isinstance(value, datetime) else value
        self.page.write_datetime(self.row, column, naive, style)

    def _write_totals(self) -> None:
        """Exact sums as numbers: an official sheet carries no formula at all."""
        if not self.sums:
            return
        for index, column in enumerate(self.sheet.columns):
            first = "Tổng cộng" if index == 0 else None
            total = column.sort if index in self.sums else "text"
            self._write_cell(index, self.sums.get(index, first), self.styles.total(total))
        self.row += 1

    def _write_signatures(self) -> None:
        if not self.sheet.signatures:
            return
        self.row += 1
        places = self._signature_columns()
        if self.sheet.place_date:
            self.page.write_string(
                self.row, places[-1], safe_text(self.sheet.place_date), self.styles.place_date
            )
            self.row += 1
        for place, (title, _) in zip(places, self.sheet.signatures, strict=True):
            self.page.write_string(self.row, place, safe_text(title.upper()), self.styles.signer)
        self.row += 5
        for place, (_, name) in zip(places, self.sheet.signatures, strict=True):
            self.page.write_string(self.row, place, safe_text(name), self.styles.signer)

    def _signature_columns(self) -> list[int]:
        """Spread over the width: one signature stands right, several from left to right."""
        count = len(self.sheet.signatures)
        width = self.last_column + 1
        if count == 1:
            return [max(0, width - 2)]
        least = 1 if width > count else 0  # the first column is the narrow one of the order numbers
        return [
            max(least, min(self.last_column, round(index * (width - 1) / (count - 1))))
            for index in range(count)
        ]


def _groups(columns: Sequence[Column]) -> Iterator[tuple[int, int, Column]]:
    """(first, last, column) of every head: neighbours of one group together, others alone."""
    first = 0
    for index, column in enumerate(columns):
        after = columns[index + 1].group if index + 1 < len(columns) else ""
        if not column.group or after != column.group:
            yield first, index, column
            first = index + 1


def safe_text(text: str) -> str:
    """Text that stays text: written as a string cell, and a quote before what looks like a formula.

    A phone number "+84 912…" and a negative number typed as text stay as they are: they contain nothing but
    digits and signs, which no spreadsheet can execute.
    """
    bare = CONTROL.sub("", text)[:LONGEST_CELL]
    if FORMULA_START.match(bare) and not HARMLESS.fullmatch(bare):
        return f"'{bare}"[:LONGEST_CELL]
    return bare


def _sheet_name(name: str) -> str:
    bare = "".join(" " if letter in "[]:*?/\\" else letter for letter in name).strip("' ")
    return bare[:31] or "Bảng"


def _footer(mark: str) -> str:
    return f"{mark.replace('&', '&&')} – " if mark else ""
