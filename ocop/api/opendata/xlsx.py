"""A workbook written as it is read: plain cells, texts inside, a new sheet after a million rows."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any
from xml.sax.saxutils import escape

MOST_ROWS = 1_000_000
LOT = 500
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TEXT = ('<c t="inlineStr"><is><t xml:space="preserve">', "</t></is></c>")
NUMBER = ("<c><v>", "</v></c>")
EMPTY = "<c/>"
ROW = ("<row>", "</row>")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
Row = Sequence[Any]


class Outlet(io.RawIOBase):
    """Collects what the archive writes until it is handed on; cannot be wound back."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


def in_xml(lot: Sequence[Row]) -> bytes:
    """Rows of plain values as the sheet keeps them."""
    return "".join(map(_row, lot)).encode()


def xlsx(
    titles: Sequence[str], rows: Iterable[Any], encode: Callable[[list[Any]], bytes] = in_xml
) -> Iterator[bytes]:
    """The file in pieces; `encode` turns some of the rows into the sheet's XML."""
    outlet = Outlet()
    rest = iter(rows)
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:  # type: ignore[arg-type]
        sheets, first = 0, next(rest, None)
        while first is not None or not sheets:
            sheets += 1
            begun = [first] if first is not None else []
            with archive.open(f"xl/worksheets/sheet{sheets}.xml", "w", force_zip64=True) as sheet:
                cut = islice(chain(begun, rest), MOST_ROWS)
                yield from _sheet(sheet, outlet, titles, cut, encode)
            first = next(rest, None)
        for name, text in _frame(sheets).items():
            archive.writestr(name, HEAD + text)
    yield outlet.taken()


def _sheet(
    sheet: Any,
    outlet: Outlet,
    titles: Sequence[str],
    rows: Iterator[Any],
    encode: Callable[[list[Any]], bytes],
) -> Iterator[bytes]:
    frozen = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>'
    sheet.write(f'{HEAD}<worksheet xmlns="{MAIN}">{frozen}<sheetData>{_row(titles)}'.encode())
    while lot := list(islice(rows, LOT)):
        sheet.write(encode(lot))
        yield outlet.taken()
    sheet.write(b"</sheetData></worksheet>")


def _row(values: Row) -> str:
    return f"{ROW[0]}{''.join(map(_cell, values))}{ROW[1]}"


def _cell(value: Any) -> str:
    if value is None or value == "":
        return EMPTY
    if isinstance(value, int):
        return f"{NUMBER[0]}{value}{NUMBER[1]}"
    text = str(value)
    if not text.isalnum():
        text = escape(_FORBIDDEN.sub("", text))
    return f"{TEXT[0]}{text}{TEXT[1]}" if text else EMPTY


def _frame(sheets: int) -> dict[str, str]:
    numbers = range(1, sheets + 1)
    listed = "".join(f'<sheet name="Trang {n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{KIND}.worksheet+xml"/>'
        for n in numbers
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    return {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>{parts}</Types>',
    }
