"""Cells of an uploaded spreadsheet, read in the limited child process."""

from __future__ import annotations

import io
import tempfile
from dataclasses import replace
from datetime import date, datetime
from typing import IO, Any

from . import conf
from .checking import inspect_file
from .enums import SHEETS
from .inspect.faults import Fault
from .inspect.limits import MIB, Limits
from .names import suffix_of
from .sentences import refusal

Value = str | int | float | bool | date | datetime


def read_rows(
    file: IO[bytes] | bytes, *, name: str = "bang.xlsx", sheet: str | None = None, max_rows: int | None = None
) -> list[list[Value]]:
    """The rows of one sheet (the first when none is named), from cell A1 on; empty cells are empty texts.

    Checked as an upload first; raises `RuleBroken` with the sentence when the file is not acceptable.
    """
    limits = conf.limits()
    if max_rows:
        limits = replace(limits, max_rows=max_rows)
    return _rows_of(file, name, sheet, limits)[1]


def read_sheet(
    file: IO[bytes] | bytes, *, name: str = "bang.xlsx", sheet: str | None = None
) -> tuple[list[str], list[list[Value]]]:
    """As `read_rows`, with the names of all sheets in front."""
    return _rows_of(file, name, sheet, conf.limits())


def _rows_of(
    file: IO[bytes] | bytes, name: str, sheet: str | None, limits: Limits
) -> tuple[list[str], list[list[Value]]]:
    source = io.BytesIO(file) if isinstance(file, bytes) else file
    suffix = suffix_of(name) or "xlsx"
    try:
        with tempfile.TemporaryFile() as copy:
            _copy(source, copy, most=limits.max_bytes)
            found = inspect_file(copy, suffix=suffix, allowed=SHEETS, limits=limits, task="rows", sheet=sheet)
    except Fault as fault:
        raise refusal(fault, name=name, allowed=SHEETS) from None
    return found.sheets, [[_value(cell) for cell in row] for row in found.rows]


def _copy(source: IO[bytes], target: IO[bytes], *, most: int) -> None:
    source.seek(0)
    content = source.read(most + 1)
    if len(content) > most:
        raise Fault("too_large", most=most // MIB)
    if not content:
        raise Fault("empty")
    target.write(content)


def _value(cell: Any) -> Value:
    """Dates come back as dates; whole numbers as integers (a spreadsheet knows only fractions)."""
    if isinstance(cell, dict):
        if "moment" in cell:
            moment = datetime.fromisoformat(cell["moment"])
            return moment if moment.time() != datetime.min.time() else moment.date()
        return date.fromisoformat(cell["date"])
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    return cell
