"""One row of a published list: read, cleaned, and refused with a sentence where it cannot stand."""

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from ocop.core.errors import RuleBroken
from ocop.core.text import clean_line
from ocop.recognition.enums import HistoricStatus

COLUMNS = (
    "product_name",
    "producer",
    "producer_type",
    "group",
    "commune",
    "district",
    "province",
    "stars",
    "status",
    "score",
    "decision_no",
    "decision_date",
    "year",
    "evidence",
    "source_url",
    "note",
)
FIRST_YEAR = 2018  # the programme began with 490/QĐ-TTg (07/5/2018)
LIMITS = {
    "product_name": 200,
    "producer": 200,
    "decision_no": 120,
    "source_url": 600,
    "commune": 120,
    "district": 120,
    "province": 120,
    "group": 160,
    "producer_type": 120,
}
NAMES = {
    "product_name": "tên sản phẩm",
    "producer": "chủ thể",
    "province": "tỉnh",
    "stars": "số sao",
    "status": "trạng thái",
    "score": "điểm",
    "decision_date": "ngày quyết định",
    "year": "năm",
    "decision_no": "số quyết định",
    "source_url": "nguồn",
    "commune": "xã",
    "district": "huyện",
    "group": "nhóm",
    "producer_type": "loại hình",
    "evidence": "mức chứng cứ",
    "note": "ghi chú",
}


@dataclass(frozen=True)
class Row:
    """A readable row; `number` as in the file (the heading is row 1)."""

    number: int
    text: dict[str, str]
    stars: int | None
    status: str
    score: Decimal | None
    decided_on: date | None
    year: int | None
    digest: str


def read_file(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(row number, cells by column name) of a .csv or .xlsx file; wrong columns are refused at once."""
    return read_content(path.read_bytes(), path.name)


def read_content(content: bytes, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """As `read_file`, of bytes that came with that name."""
    table = _csv(content) if name.lower().endswith(".csv") else _xlsx(content)
    heading = [clean_line(str(cell)).lower() for cell in next(table, [])]
    missing = [name for name in COLUMNS if name not in heading]
    if missing:
        raise RuleBroken(
            f"Tệp thiếu cột: {', '.join(missing)}. Cần đủ các cột: {', '.join(COLUMNS)}.",
            code="import.columns",
        )
    for number, cells in enumerate(table, start=2):
        values = {
            name: clean_line(str(value))
            for name, value in zip(heading, cells, strict=False)
            if name in COLUMNS and value is not None
        }
        if any(values.values()):
            yield number, {name: values.get(name, "") for name in COLUMNS}


def _csv(content: bytes) -> Iterator[Sequence[Any]]:
    try:
        yield from csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    except UnicodeDecodeError:
        raise RuleBroken(
            "Tệp CSV phải lưu bằng mã UTF-8. Trong Excel: Lưu thành → CSV UTF-8.", code="import.encoding"
        ) from None
    except csv.Error:
        raise RuleBroken(
            "Tệp CSV có ký tự không đọc được. Hãy lưu lại từ Excel rồi thử lần nữa.", code="import.damaged"
        ) from None


def _xlsx(content: bytes) -> Iterator[Sequence[Any]]:
    from ocop.documents.reading import read_rows

    for cells in read_rows(content):
        yield ["" if cell is None else cell for cell in cells]


def parse(number: int, text: dict[str, str]) -> Row:
    """Check one row; RuleBroken with the column named and how to mend it."""
    if not text["product_name"]:
        raise RuleBroken("Thiếu tên sản phẩm.", code="row.no_name")
    if not text["province"]:
        raise RuleBroken("Thiếu tỉnh.", code="row.no_province")
    for name, most in LIMITS.items():
        if len(text[name]) > most:
            raise RuleBroken(f"Cột {NAMES[name]} dài quá {most} ký tự.", code="row.too_long")
    status = text["status"].lower()
    if status not in HistoricStatus.values:
        raise RuleBroken(
            f"Trạng thái “{text['status']}” không có trong danh mục: {', '.join(HistoricStatus.values)}.",
            code="row.status",
        )
    stars = _stars(text["stars"])
    if status == HistoricStatus.RECOGNISED and stars is not None and stars < 3:
        raise RuleBroken(
            "Chỉ 3, 4 và 5 sao được công nhận; hãy sửa số sao hoặc trạng thái.", code="row.stars_status"
        )
    decided_on = _day(text["decision_date"])
    year = _year(text["year"], decided_on)
    return Row(number, text, stars, status, _score(text["score"]), decided_on, year, digest(text))


def digest(text: dict[str, str]) -> str:
    """The identity of a row: the same cells are the same row, whatever file they come in."""
    return hashlib.sha256("\x1f".join(text[name] for name in COLUMNS).encode()).hexdigest()


def _stars(value: str) -> int | None:
    if not value:
        return None
    if value not in {"1", "2", "3", "4", "5"}:
        raise RuleBroken(f"Số sao “{value}” phải là số nguyên từ 1 đến 5.", code="row.stars")
    return int(value)


def _score(value: str) -> Decimal | None:
    if not value:
        return None
    try:
        score = Decimal(value.replace(",", "."))
    except InvalidOperation:
        score = Decimal(-1)
    if not score.is_finite() or not 0 <= score <= 100:
        raise RuleBroken(f"Điểm “{value}” phải là số từ 0 đến 100, ví dụ 70,9.", code="row.score")
    return score


def _day(value: str) -> date | None:
    if not value:
        return None
    for reorder in (value, "-".join(reversed(value.replace("/", "-").split("-")))):
        try:
            return date.fromisoformat(reorder[:10])
        except ValueError:
            continue
    raise RuleBroken(
        f"Ngày quyết định “{value}” không đọc được; viết như 29/12/2023 hoặc 2023-12-29.", code="row.date"
    )


def _year(value: str, decided_on: date | None) -> int | None:
    if not value:
        return decided_on.year if decided_on else None
    if not value.isdigit() or not FIRST_YEAR <= int(value) <= 2100:
        raise RuleBroken(f"Năm “{value}” phải là số từ {FIRST_YEAR}.", code="row.year")
    if decided_on and decided_on.year != int(value) and decided_on.year != int(value) + 1:
        raise RuleBroken(
            f"Năm {value} không khớp ngày quyết định {decided_on:%d/%m/%Y}.", code="row.year_date"
        )
    return int(value)
