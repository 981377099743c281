"""docs/generated/open-data.md: the data dictionary, from the tables that the API and the files are read from."""

from scripts.docs_markdown import code, page, table

LEAD = "Từ điển dữ liệu của API `/api/v1/` và của tệp dữ liệu mở. Cách dùng: [API](../api.md), [dữ liệu mở](../open-data.md)."
KINDS = {
    "text": "chữ",
    "code": "mã",
    "int": "số nguyên",
    "date": "ngày",
    "moment": "thời điểm (UTC)",
    "bool": "đúng/sai",
    "url": "địa chỉ",
    "list": "nhiều giá trị",
}


def open_data() -> str:
    from ocop.api.enums import ChangeKind
    from ocop.api.tables import TABLES

    parts = []
    for one in TABLES:
        rows = [
            (code(column.name), KINDS[column.kind], "có" if column.empty else "", _meaning(column))
            for column in one.columns
        ]
        parts.append(
            f"## {one.vi} ({code(one.key)})\n\n{one.about_vi} Khóa: {code(one.identity)}.\n\n"
            + table(("Cột", "Kiểu", "Có thể trống", "Nghĩa"), rows)
        )
    kinds = table(("Loại", "Nghĩa"), [(code(value), label) for value, label in ChangeKind.choices])
    return page("Từ điển dữ liệu", LEAD, *parts, f"## Luồng thay đổi ({code('changes')})\n\n{kinds}")


def _meaning(column: object) -> str:
    listed = ", ".join(code(choice) for choice in column.choices)  # type: ignore[attr-defined]
    return f"{column.vi} ({listed})" if listed else column.vi  # type: ignore[attr-defined]
