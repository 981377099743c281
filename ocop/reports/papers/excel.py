"""A report as Excel: the official form, one page for each list, and the raw figures on the page “Số liệu”."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from ocop.documents.sheets import Column, Sheet, write_xlsx
from ocop.reports.papers.wording import ROMAN, SIGNERS, agency, basis_words, note_words, subject

RAW = "Số liệu"
FIGURE_COLUMNS = (
    Column("TT", 6, "center"),
    Column("Chỉ số", 48),
    Column("Đơn vị tính", 14, "center"),
    Column("Giá trị", 14, "number", group="Kết quả"),
    Column("Loại số", 16, group="Kết quả"),
    Column("Được giao", 14, "number", group="Chỉ tiêu"),
    Column("Căn cứ", 26, group="Chỉ tiêu"),
    Column("Ghi chú", 26),
)
RAW_COLUMNS = (
    Column("Mã", 28),
    Column("Chỉ số", 44),
    Column("Định nghĩa", 60),
    Column("Đơn vị tính", 14),
    Column("Giá trị", 14, "number"),
    Column("Số dòng", 10, "integer"),
    Column("Loại số", 16),
    Column("Nguồn", 36),
    Column("Làm tròn", 24),
    Column("Chỉ tiêu", 14, "number"),
    Column("Số khai báo", 14, "number"),
    Column("Văn bản khai", 30),
    Column("Mã đơn vị", 12),
    Column("Kỳ", 12),
    Column("Tính đến", 13, "date"),
)
KINDS = {"computed": "từ bản ghi", "declared": "số khai báo"}


def to_xlsx(content: dict[str, Any]) -> bytes:
    return write_xlsx(
        [_form(content), *(_list(table, content) for table in content["tables"]), _raw(content)]
    )


def _heads(content: dict[str, Any], title: str) -> dict[str, Any]:
    return {
        "title": title,
        "subtitle": basis_words(content),
        "office": agency(content)[1],
        "mark": content["mark"],
    }


def _signed(content: dict[str, Any]) -> dict[str, Any]:
    unit = content["unit"]
    place = "Hà Nội" if unit["level"] == "nation" else unit["name"]
    title = SIGNERS[unit["level"]][1]
    return {
        "signatures": (("Người lập biểu", ""), (title, "")),
        "place_date": f"{place}, ngày     tháng     năm        ",
    }


def _form(content: dict[str, Any]) -> Sheet:
    title = f"{content['kind']} {subject(content)}"
    return Sheet("Báo cáo", FIGURE_COLUMNS, _form_rows(content), **_heads(content, title), **_signed(content))


def _form_rows(content: dict[str, Any]) -> Iterator[list[Any]]:
    for number, section in enumerate(content["sections"], 1):
        yield [ROMAN[number], section["title"].upper(), *[None] * 6]
        for n, one in enumerate(section["figures"], 1):
            goal = one["target"]
            yield [
                str(n),
                one["name"],
                one["measure"],
                _number(one["value"]),
                KINDS[one["kind"]],
                _number(goal["value"]) if goal else None,
                f"{goal['document']} ({goal['years']})" if goal else None,
                note_words(one),
            ]


def _list(table: dict[str, Any], content: dict[str, Any]) -> Sheet:
    columns = [
        Column(
            one["title"], 12 * one["width"], one["sort"], total=table["total"] and one["sort"] == "integer"
        )
        for one in table["columns"]
    ]
    sorts = [one["sort"] for one in table["columns"]]
    rows = (
        [n, *(_value(value, sort) for value, sort in zip(row, sorts, strict=True))]
        for n, row in enumerate(table["rows"], 1)
    )
    heads = _heads(content, table["title"])
    return Sheet(table["short"], [Column("TT", 6, "integer"), *columns], rows, **heads, **_signed(content))


def _raw(content: dict[str, Any]) -> Sheet:
    return Sheet(RAW, RAW_COLUMNS, (_raw_row(one, content) for one in content["figures"]))


def _raw_row(one: dict[str, Any], content: dict[str, Any]) -> list[Any]:
    goal, said = one["target"], one["declared"]
    return [
        one["definition"],
        one["name"],
        one["formula"],
        one["measure"],
        _number(one["value"]),
        one["rows"],
        KINDS[one["kind"]],
        one["origin"],
        one["rounding"],
        _number(goal["value"]) if goal else None,
        _number(said["value"]) if said else None,
        said["document"] if said else None,
        content["unit"]["key"],
        content["period"]["code"],
        date.fromisoformat(content["as_of"]),
    ]


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _value(value: Any, sort: str) -> Any:
    return date.fromisoformat(value) if sort == "date" and value else value
