"""Cells of a spreadsheet as plain values, for imports."""

from __future__ import annotations

import datetime
from typing import Any, BinaryIO

from .faults import Fault
from .limits import Limits


def read_cells(file: BinaryIO, sheet: str | None, limits: Limits) -> dict[str, Any]:
    """Names of the sheets and the rows of one of them (the first when none is named)."""
    from python_calamine import CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(file)
        names = book.sheet_names
        wanted = sheet or (names[0] if names else "")
        if wanted not in names:
            raise Fault("no_sheet", wanted=wanted, sheets=", ".join(names))
        found = book.get_sheet_by_name(wanted)
        last_row, last_column = found.end or (-1, -1)
        rows, columns = last_row + 1, last_column + 1
        if rows > limits.max_rows or columns > limits.max_columns:
            raise Fault("too_many_cells", rows=rows, columns=columns, most=limits.max_rows)
        cells = found.to_python(skip_empty_area=False)
    except Fault:
        raise
    except MemoryError:
        raise Fault("bomb") from None
    except BaseException as broken:  # a panic of the reader is not an Exception
        raise Fault("damaged") from broken
    return {"sheets": names, "rows": [[_plain(cell) for cell in row] for row in cells]}


def _plain(cell: Any) -> Any:
    """Dates travel as `{"date": …}`; JSON has no other way to keep them apart from text."""
    if isinstance(cell, datetime.datetime):
        return {"moment": cell.isoformat()}
    if isinstance(cell, datetime.date):
        return {"date": cell.isoformat()}
    if isinstance(cell, (datetime.time, datetime.timedelta)):
        return str(cell)
    return cell
