"""Cells as people fill them in: Vietnamese numbers and days, noughts that a spreadsheet dropped, two ways to write a choice."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from ocop.core.numbers import read_number
from ocop.core.text import clean, clean_line, fold

from .columns import Column, Kind

Reader = Callable[[Any], Any]
LARGEST = Decimal(10) ** 15
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
YES = {"co", "x", "yes", "dung", "1", "true"}
NO = {"khong", "no", "sai", "0", "false"}


class Unreadable(Exception):
    """The sentence about one cell."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def reader_of(column: Column) -> Reader:
    """A function cell → value (None: nothing is written there). Raises `Unreadable`. Units stay texts here."""
    read = _READERS[column.kind]
    known: dict[Any, Any] = {}

    def reader(cell: Any) -> Any:
        if cell is None or cell == "":
            return None
        if type(cell) is str and cell in known:
            return known[cell]
        value = read(column, cell)
        if type(cell) is str and len(known) < 20_000:
            known[cell] = value
        return value

    return reader


def as_text(cell: Any) -> str:
    """A cell as one line; a whole number without “.0”, a day as people write it."""
    if isinstance(cell, str):
        return clean_line(cell)
    if isinstance(cell, bool):
        return "Có" if cell else "Không"
    if isinstance(cell, (datetime, date)):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float):
        return repr(cell).replace(".", ",")
    return str(cell)


def _text(column: Column, cell: Any) -> str | None:
    text = clean(cell).replace("\r", "\n") if isinstance(cell, str) else as_text(cell)
    if len(text) > column.most_letters:
        raise Unreadable(f"Dài {len(text)} chữ, nhiều nhất {column.most_letters}. Hãy viết gọn lại.")
    return text or None


def _code(column: Column, cell: Any) -> str | None:
    text = re.sub(r"\s", "", as_text(cell)).upper()
    if column.digits and text.isdecimal():
        text = text.zfill(column.digits)
    if len(text) > column.most_letters:
        raise Unreadable(f"Mã dài quá {column.most_letters} ký tự.")
    return text or None


def _number(column: Column, cell: Any, *, decimals: bool) -> Decimal | None:
    if isinstance(cell, (bool, date)):
        raise Unreadable("Ô này cần một số, không phải ngày hoặc đúng/sai. Hãy đổi định dạng ô.")
    if isinstance(cell, str):
        text = clean_line(cell).removesuffix("đ").removesuffix("đồng").removesuffix("%").strip()
        if not text:
            return None
        try:
            number = read_number(text, decimals=decimals)
        except ValidationError as wrong:
            raise Unreadable(str(wrong.messages[0])) from None
    else:
        number = Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell)
        if not number.is_finite():
            raise Unreadable("Ô này không phải một số. Hãy ghi lại số.")
        if not decimals and number != int(number):
            raise Unreadable("Chỗ này nhận số nguyên, không có phần lẻ.")
    return _within(column, number)


def _within(column: Column, number: Decimal) -> Decimal:
    if column.least is not None and number < column.least:
        raise Unreadable(f"Số này không được nhỏ hơn {column.least}.")
    if column.most is not None and number > column.most:
        raise Unreadable(f"Số này không được lớn hơn {column.most:,}.".replace(",", "."))
    if abs(number) >= LARGEST:
        raise Unreadable("Số này lớn quá mức. Hãy xem lại đơn vị tính.")
    return number


def _integer(column: Column, cell: Any) -> int | None:
    number = _number(column, cell, decimals=False)
    return None if number is None else int(number)


def _decimal(column: Column, cell: Any) -> Decimal | None:
    return _number(column, cell, decimals=True)


def _money(column: Column, cell: Any) -> Decimal | None:
    return _number(column, cell, decimals=False)


def _date(column: Column, cell: Any) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = as_text(cell)
    if not text:
        return None
    try:
        if match := _DAY.fullmatch(text):
            day, month, year = (int(part) for part in match.groups())
            return date(year + 2000 if year < 100 else year, month, day)
        if match := _ISO.match(text):
            return date(*(int(part) for part in match.groups()))  # type: ignore[arg-type]
    except ValueError:
        pass
    raise Unreadable(f"“{text}” không phải một ngày. Hãy ghi ngày/tháng/năm, ví dụ 05/3/2026.")


def _choice(column: Column, cell: Any) -> Any:
    text = fold(as_text(cell))
    if not text:
        return None
    if text in column.by_words:
        return column.by_words[text]
    some = "; ".join(str(label) for _, label in column.options[:8])
    more = "…" if len(column.options) > 8 else ""
    raise Unreadable(f"“{as_text(cell)}” không có trong danh mục. Hãy chọn một trong: {some}{more}.")


def _yes_no(column: Column, cell: Any) -> bool | None:
    if isinstance(cell, bool):
        return cell
    text = fold(as_text(cell))
    if not text:
        return None
    if text in YES:
        return True
    if text in NO:
        return False
    raise Unreadable("Hãy ghi Có hoặc Không.")


_READERS: dict[Kind, Callable[[Column, Any], Any]] = {
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.MONEY: _money,
    Kind.DATE: _date,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
    Kind.UNIT: lambda column, cell: as_text(cell) or None,
}
