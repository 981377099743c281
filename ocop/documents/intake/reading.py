"""From an uploaded file to a grid of cells, and from the grid to rows under their headings."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from ocop.core.errors import RuleBroken
from ocop.documents import conf
from ocop.documents.inspect.limits import MIB
from ocop.documents.reading import read_sheet

from .columns import Column, heading_key
from .values import as_text

Grid = list[list[Any]]
LOOKED_AT = 30  # rows in which the headings are searched
SHEETS_TRIED = 6
MOST_CSV = 10 * MIB
REASON = "Lý do chưa nhập được"
OURS = {heading_key(name) for name in (REASON, "STT", "TT", "Số TT", "Số thứ tự")}


@dataclass(frozen=True)
class Table:
    """Where each column stands. `head` is the index of the last row of headings."""

    grid: Grid
    head: int
    places: dict[str, int]  # column key → index
    headings: list[str]
    unknown: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)  # optional columns that the file does not have

    @property
    def rows(self) -> list[tuple[int, list[Any]]]:
        """(row number as the spreadsheet shows it, cells); empty rows are left out."""
        numbered = enumerate(self.grid[self.head + 1 :], start=self.head + 2)
        return [(number, cells) for number, cells in numbered if any(_filled(cell) for cell in cells)]


def _filled(cell: Any) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def read_upload(upload: UploadedFile, columns: Sequence[Column], *, most_rows: int) -> Table:
    """The table of an .xlsx or .csv file; RuleBroken with a sentence for everything that is none."""
    name = upload.name or "bang.xlsx"
    most = MOST_CSV if name.lower().endswith(".csv") else conf.limits().max_bytes
    content = upload.read(most + 1)
    if len(content) > most:
        raise _refusal(f"Tệp lớn quá {most // MIB} MB. Hãy chia thành nhiều tệp.", "intake.too_large")
    if not content.strip():
        raise _refusal("Tệp rỗng. Hãy kiểm tra lại tệp rồi tải lên.", "intake.empty")
    table = read_content(content, name, columns)
    if not table.rows:
        raise _refusal("Dưới dòng tiêu đề chưa có dòng nào được điền.", "intake.no_rows")
    if len(table.rows) > most_rows:
        raise _refusal(
            f"Tệp có {len(table.rows)} dòng, mỗi lần nhập nhiều nhất {most_rows} dòng. Hãy chia thành nhiều tệp.",
            "intake.too_many",
        )
    return table


def read_content(content: bytes, name: str, columns: Sequence[Column]) -> Table:
    if name.lower().endswith(".csv"):
        return find_table(_csv(content), columns)
    sheets, grid = _sheet(content, name)
    try:
        return find_table(grid, columns)
    except RuleBroken:
        for sheet in sheets[1:SHEETS_TRIED]:
            try:
                return find_table(_sheet(content, name, sheet)[1], columns)
            except RuleBroken:
                continue
        raise


def _sheet(content: bytes, name: str, sheet: str | None = None) -> tuple[list[str], Grid]:
    try:
        return read_sheet(content, name=name, sheet=sheet)
    except RuleBroken as refusal:
        raise _refusal(refusal.sentence, refusal.code) from None


def _csv(content: bytes) -> Grid:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refusal(
            "Tệp CSV phải lưu bằng mã UTF-8. Trong Excel: Lưu thành → CSV UTF-8.", "intake.encoding"
        ) from None
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = max(",;\t", key=first.count)
    try:
        grid: Grid = list(csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=mark))
    except csv.Error:
        raise _refusal(
            "Tệp CSV có ký tự không đọc được. Hãy lưu lại từ Excel rồi thử lần nữa.", "intake.damaged"
        ) from None
    limits = conf.limits()
    if len(grid) > limits.max_rows or max(map(len, grid), default=0) > limits.max_columns:
        raise _refusal("Bảng quá lớn. Hãy chia thành nhiều tệp và xóa các cột thừa.", "intake.too_many")
    return grid


def find_table(grid: Grid, columns: Sequence[Column]) -> Table:
    """The row of headings is the one that names most columns; two rows of merged heads are read as one."""
    best: tuple[int, int, dict[str, int], list[str]] | None = None
    for index in range(min(len(grid), LOOKED_AT)):
        for headings in _readings(grid, index):
            places = _places(headings, columns)
            if places and (best is None or len(places) > best[0]):
                best = (len(places), index, places, headings)
    if best is None:
        raise _refusal(
            f"Không thấy dòng tiêu đề. Cần một dòng có các cột: {_names(columns)}. Hãy tải mẫu về và điền vào đó.",
            "intake.no_heading",
        )
    _, head, places, headings = best
    lacking = [column for column in columns if column.required and column.key not in places]
    if lacking:
        raise _refusal(
            f"Tệp thiếu cột bắt buộc: {_names(lacking)}. Hãy thêm cột đó vào dòng tiêu đề (dòng {head + 1}).",
            "intake.columns",
        )
    used = set(places.values())
    unknown = [
        name
        for index, name in enumerate(headings)
        if name and index not in used and heading_key(name) not in OURS
    ]
    missing = [column.heading for column in columns if column.key not in places]
    return Table(grid, head, places, headings, unknown, missing)


def _readings(grid: Grid, index: int) -> list[list[str]]:
    """The row by itself, and with the row above it where a cell is empty (heads merged downwards)."""
    row = [as_text(cell)[:120] if _filled(cell) else "" for cell in grid[index]]
    found = [row]
    if index and not all(row):
        above = [as_text(cell)[:120] if _filled(cell) else "" for cell in grid[index - 1]]
        width = max(len(row), len(above))
        row, above = [*row, *[""] * (width - len(row))], [*above, *[""] * (width - len(above))]
        found.append([own or over for own, over in zip(row, above, strict=True)])
    return found


def _places(headings: list[str], columns: Sequence[Column]) -> dict[str, int]:
    """The first cell that carries a column's name. A name before the bracket is enough: “Giá (đồng)”."""
    keys = [{heading_key(name), heading_key(name.partition("(")[0])} - {""} for name in headings]
    whole = [heading_key(name) for name in headings]
    found: dict[str, int] = {}
    for column in columns:
        exact = next((i for i, key in enumerate(whole) if key in column.names), None)
        near = next((i for i, some in enumerate(keys) if some & column.names), None)
        place = exact if exact is not None else near
        if place is not None and place not in found.values():
            found[column.key] = place
    return found


def _names(columns: Sequence[Column]) -> str:
    return ", ".join(f"“{column.heading}”" for column in columns if column.required) or ", ".join(
        f"“{column.heading}”" for column in columns
    )


def _refusal(sentence: str, code: str) -> RuleBroken:
    return RuleBroken(sentence, code=code, field="upload")
