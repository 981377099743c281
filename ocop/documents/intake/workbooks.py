"""The three sheets of every list: an empty template with its guide, what is there now, and the same file back with reasons."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from ocop.documents.sheets import CONTROL, LARGEST_EXACT, LONGEST_CELL

from .columns import WORDS, Column, Kind
from .importer import Fate, Importer
from .reading import REASON, Table

GUIDE_HEADS = ("Cột", "Cần điền", "Kiểu", "Cách ghi")
CHOSEN = 5_000  # rows for which the template offers its drop-downs
YES_NO = ("Có", "Không")


def template(importer: Importer) -> bytes:
    """One row of example under the headings; it is recognised and never imported."""
    return _book(importer, [[column.cell_example for column in importer.columns]])


def present(importer: Importer, records: Iterable[Any]) -> bytes:
    """Uploaded again as it is, every row is unchanged."""
    rows = ([c.cell(importer.old_value(one, c.key)) for c in importer.columns] for one in records)
    return _book(importer, rows)


def _new_book(out: io.BytesIO) -> Any:
    import xlsxwriter  # 16 MiB that only whoever writes a workbook pays for

    return xlsxwriter.Workbook(out, _OPTIONS)


def _letter(place: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(place))


def _book(importer: Importer, rows: Iterable[list[Any]]) -> bytes:
    out = io.BytesIO()
    with _new_book(out) as book:
        book.set_properties({"created": datetime(2026, 1, 1)})  # noqa: DTZ001 (the library wants it naive)
        looks = _Looks(book)
        page = book.add_worksheet("Dữ liệu")
        for place, column in enumerate(importer.columns):
            page.set_column(place, place, column.width, looks.of(column))
            page.write_string(0, place, column.heading, looks.must if column.required else looks.head)
        page.freeze_panes(1, 0)
        for number, cells in enumerate(rows, start=1):
            for place, value in enumerate(cells):
                write_cell(page, number, place, value, looks.of(importer.columns[place]))
        _guide(book, importer, looks)
        _choices(book, page, importer, looks)
    return out.getvalue()


def _guide(book: Any, importer: Importer, looks: _Looks) -> None:
    page = book.add_worksheet("Hướng dẫn")
    for place, (name, width) in enumerate(zip(GUIDE_HEADS, (32, 18, 30, 80), strict=True)):
        page.set_column(place, place, width)
        page.write_string(0, place, name, looks.head)
    for number, column in enumerate(importer.columns, start=1):
        said = (column.heading, column.must, WORDS[column.kind], column.help)
        for place, text in enumerate(said):
            page.write_string(number, place, text, looks.text)
    last = len(importer.columns) + 2
    page.write_string(
        last, 0, "Thứ tự cột tùy ý; tên cột không phân biệt hoa thường, dấu. Dòng ví dụ không được nhập."
    )


def _choices(book: Any, page: Any, importer: Importer, looks: _Looks) -> None:
    """A sheet of allowed values, and a drop-down for each such column."""
    chosen = [column for column in importer.columns if column.kind in (Kind.CHOICE, Kind.YES_NO)]
    if not chosen:
        return
    values = book.add_worksheet("Danh mục")
    for place, column in enumerate(chosen):
        labels = YES_NO if column.kind == Kind.YES_NO else [str(label) for _, label in column.options]
        values.set_column(place, place, 40)
        values.write_string(0, place, column.heading, looks.head)
        for number, label in enumerate(labels, start=1):
            values.write_string(number, place, label, looks.text)
        letter = _letter(place)
        where = importer.columns.index(column)
        source = f"='Danh mục'!${letter}$2:${letter}${len(labels) + 1}"
        rule = {"validate": "list", "source": source, "error_type": "warning"}
        page.data_validation(1, where, CHOSEN, where, rule)


def with_reasons(importer: Importer, table: Table, lines: list[dict[str, Any]]) -> bytes:
    """The same cells in the same places; cells at fault are red and keep what was typed, the last column says why."""
    by_number = {line["n"]: line for line in lines if line["f"] == Fate.REFUSED}
    place_of = table.places
    reasons = max((len(row) for row in table.grid), default=0)
    if REASON in table.headings:
        reasons = table.headings.index(REASON)
    out = io.BytesIO()
    with _new_book(out) as book:
        book.set_properties({"created": datetime(2026, 1, 1)})  # noqa: DTZ001
        looks = _Looks(book)
        page = book.add_worksheet("Dữ liệu")
        page.set_column(0, max(reasons - 1, 0), 18)
        page.set_column(reasons, reasons, 70)
        for index, cells in enumerate(table.grid):
            line = by_number.get(index + 1)
            wrong = {place_of[key] for key, _ in line["e"] if key in place_of} if line else set()
            for place, value in enumerate(cells):
                if place == reasons:
                    continue
                look = looks.red if place in wrong else looks.head if index == table.head else None
                write_cell(page, index, place, value, look, looks.red_day if place in wrong else looks.day)
            for place in wrong - set(range(len(cells))):
                page.write_blank(index, place, None, looks.red)
            if index == table.head:
                page.write_string(index, reasons, REASON, looks.head)
            elif line:
                page.write_string(index, reasons, reasons_of(importer, line), looks.reason)
        page.freeze_panes(table.head + 1, 0)
    return out.getvalue()


def reasons_of(importer: Importer, line: dict[str, Any]) -> str:
    """“cột Xã: …; cột Giá: …”"""
    heads = {column.key: column.heading for column in importer.columns}
    return " ".join(f"Cột {heads[key]}: {said}" if key in heads else said for key, said in line["e"])


def write_cell(page: Any, row: int, place: int, value: Any, look: Any, day: Any = None) -> None:
    """Texts stay texts whatever they look like; numbers and days are real ones."""
    if value is None or value == "":
        if look is not None:
            page.write_blank(row, place, None, look)
    elif isinstance(value, (datetime, date)):
        naive = value.replace(tzinfo=None) if isinstance(value, datetime) else value
        page.write_datetime(row, place, naive, day or look)
    elif not isinstance(value, (str, bool)) and abs(value) < LARGEST_EXACT:
        page.write_number(row, place, float(value), look)
    else:
        text = str(value).replace("\r\n", "\n").replace("\r", "\n")
        page.write_string(row, place, CONTROL.sub("", text)[:LONGEST_CELL], look)


_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}


class _Looks:
    """Few formats, made once per book."""

    def __init__(self, book: Any) -> None:
        base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
        head = {**base, "bold": True, "border": 1, "text_wrap": True, "bg_color": "#EFE7D2"}
        self.head = book.add_format(head)
        self.must = book.add_format({**head, "bg_color": "#F4D58D"})
        self.text = book.add_format({**base, "text_wrap": True})
        self.red = book.add_format({**base, "bg_color": "#F8C9C4", "font_color": "#7A0F0F"})
        self.day = book.add_format({**base, "num_format": "dd/mm/yyyy"})
        self.red_day = book.add_format(
            {**base, "num_format": "dd/mm/yyyy", "bg_color": "#F8C9C4", "font_color": "#7A0F0F"}
        )
        self.reason = book.add_format({**base, "text_wrap": True, "font_color": "#7A0F0F"})
        self.whole = book.add_format({**base, "num_format": "#,##0"})
        self.number = book.add_format({**base, "num_format": "#,##0.####"})
        self.typed = book.add_format({**base, "num_format": "@"})

    def of(self, column: Column) -> Any:
        looks = {Kind.DATE: self.day, Kind.INTEGER: self.whole, Kind.MONEY: self.whole}
        return looks.get(column.kind, self.number if column.kind == Kind.DECIMAL else self.typed)
