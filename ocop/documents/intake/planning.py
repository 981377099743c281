"""What would become of each row: new, changed, unchanged, refused. Reads, never writes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ocop.core.acting import Acting
from ocop.places.queries.bulk import UnitBook

from .columns import Column, Kind
from .importer import Fate, Importer, Line, Plan, Row
from .reading import Table
from .values import Reader, Unreadable, as_text, reader_of

REQUIRED = "Chưa điền. Hãy điền ô này."


def make_plan(importer: Importer, table: Table, *, by: Acting, at: datetime) -> Plan:
    rows = read_rows(importer, table, by=by)
    importer.load(rows, by=by, at=at)
    seen: dict[Any, int] = {}
    return Plan([_line(importer, row, seen) for row in rows])


def _line(importer: Importer, row: Row, seen: dict[Any, int]) -> Line:
    if row.faults:
        return Line(row, Fate.REFUSED)
    identity = importer.identity(row)
    if identity is not None:
        first = seen.setdefault(identity, row.number)
        if first != row.number:
            row.faults.append(("", f"Trùng với dòng {first}. Hãy giữ một dòng."))
            return Line(row, Fate.REFUSED)
    existing = importer.match(row)
    row.faults.extend(importer.check(row, existing))
    if row.faults:
        return Line(row, Fate.REFUSED, existing)
    if existing is None:
        return Line(row, Fate.NEW)
    changes = importer.changes(existing, row)
    return Line(row, Fate.CHANGED if changes else Fate.UNCHANGED, existing, changes)


def read_rows(importer: Importer, table: Table, *, by: Acting) -> list[Row]:
    """Cells become values, unit names become units; the row of the example is left out."""
    columns = [
        (column, table.places[column.key], reader_of(column))
        for column in importer.columns
        if column.key in table.places
    ]
    example = _example(columns)
    rows = [_row(number, cells, columns) for number, cells in table.rows if not _same(cells, example)]
    _find_units(rows, [column for column, _, _ in columns if column.kind == Kind.UNIT], by)
    return rows


def _row(number: int, cells: list[Any], columns: Sequence[tuple[Column, int, Reader]]) -> Row:
    values: dict[str, Any] = {}
    faults: list[tuple[str, str]] = []
    width = len(cells)
    for column, place, read in columns:
        cell = cells[place] if place < width else None
        try:
            value = read(cell)
        except Unreadable as wrong:
            faults.append((column.key, wrong.sentence))
            continue
        if value is not None:
            values[column.key] = value
        elif column.required:
            faults.append((column.key, REQUIRED))
    return Row(number, values, faults)


def _find_units(rows: list[Row], columns: list[Column], by: Acting) -> None:
    """All names of all unit columns in one go."""
    if not columns or not rows:
        return
    texts = {
        row.values[key]
        for row in rows
        for column in columns
        for key in (column.key, column.within)
        if key and isinstance(row.values.get(key), str)
    }
    book = UnitBook.load(texts, home=by.unit)
    for row in rows:
        for column in columns:
            text = row.values.get(column.key)
            if text is None:
                continue
            within = row.values.get(column.within, "") if column.within else ""
            found = book.find(
                text,
                within=within if isinstance(within, str) else "",
                level=column.level,
                today=not column.former,
            )
            if found.unit is None:
                del row.values[column.key]
                row.faults.append((column.key, found.sentence))
            else:
                row.values[column.key] = found.unit


def _example(columns: Sequence[tuple[Column, int, Reader]]) -> dict[int, str]:
    return {place: as_text(column.cell_example) for column, place, _ in columns if column.example != ""}


def _same(cells: list[Any], example: dict[int, str]) -> bool:
    """Exactly the row that the template brings along."""
    if not example:
        return False
    return all(
        as_text(cells[place]) == text if place < len(cells) and cells[place] is not None else not text
        for place, text in example.items()
    )


def lines_of(importer: Importer, plan: Plan) -> list[dict[str, Any]]:
    """The plan as plain data for the preview: n row, f fate, l label, e faults, c changes (old → new)."""
    words = {column.key: column for column in importer.columns}

    def shown(key: str, value: Any) -> str:
        return words[key].words(value)[:300] if key in words else as_text(value)[:300]

    return [
        {
            "n": line.row.number,
            "f": line.fate.value,
            "l": importer.label(line.row)[:120],
            "e": [[key, sentence] for key, sentence in line.row.faults],
            "c": [[c.column, shown(c.column, c.old), shown(c.column, c.new)] for c in line.changes],
        }
        for line in plan.lines
    ]


def digest_of(lines: list[dict[str, Any]]) -> str:
    """What was previewed; the same plan gives the same digest."""
    return hashlib.sha256(json.dumps(lines, ensure_ascii=False).encode()).hexdigest()
