"""Tables as bytes, lot by lot: nothing holds more than one lot, and the first bytes leave at once."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from ocop.api.opendata import linked
from ocop.api.opendata.xlsx import xlsx
from ocop.api.tables.table import Table

LOT = 1000
FORMULA = ("=", "+", "-", "@", "\t", "\r", "|")
Rows = Iterable[dict[str, Any]]
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def plain(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; lists with blanks between, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(value) if isinstance(value, list) else value


def lots(rows: Rows) -> Iterator[list[dict[str, Any]]]:
    lot: list[dict[str, Any]] = []
    for row in rows:
        lot.append(row)
        if len(lot) == LOT:
            yield lot
            lot = []
    if lot:
        yield lot


def csv_head(table: Table) -> bytes:
    """UTF-8 with its mark, so that spreadsheets read Vietnamese; the names of the columns."""
    target = io.StringIO()
    csv.writer(target).writerow(table.names)
    return b"\xef\xbb\xbf" + _taken(target)


def write_csv(table: Table, rows: Rows, on: date) -> Iterator[bytes]:
    yield csv_head(table)
    target = io.StringIO()
    writer = csv.writer(target)
    for lot in lots(rows):
        writer.writerows([[plain(value) for value in row.values()] for row in lot])
        yield _taken(target)


def write_json(table: Table, rows: Rows, on: date) -> Iterator[bytes]:
    """One row a line."""
    yield f'{{"as_of":"{on.isoformat()}","table":"{table.key}","items":[\n'.encode()
    yield from _joined(lots(rows), lambda row: row)
    yield b"\n]}\n"


def write_jsonld(table: Table, rows: Rows, on: date) -> Iterator[bytes]:
    context = json.dumps(linked.context(), ensure_ascii=False)
    yield f'{{"@context":{context},"@graph":[\n'.encode()
    yield from _joined(lots(rows), lambda row: linked.node(table, row))
    yield b"\n]}\n"


def headings(table: Table) -> list[str]:
    return list(table.names)


def write_xlsx(table: Table, rows: Rows, on: date) -> Iterator[bytes]:
    return xlsx(headings(table), ([_cell(value) for value in row.values()] for row in rows))


WRITERS: dict[str, Callable[[Table, Rows, date], Iterator[bytes]]] = {
    "csv": write_csv,
    "json": write_json,
    "jsonld": write_jsonld,
    "xlsx": write_xlsx,
}


def _taken(target: io.StringIO) -> bytes:
    text = target.getvalue()
    target.seek(0)
    target.truncate()
    return text.encode()


def _joined(parts: Iterator[list[dict[str, Any]]], shape: Callable[[dict[str, Any]], Any]) -> Iterator[bytes]:
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    first = True
    for lot in parts:
        text = ",\n".join([encode(shape(row)) for row in lot])
        yield (text if first else ",\n" + text).encode()
        first = False


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(value) if isinstance(value, list) else value
