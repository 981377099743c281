"""A report's content as finished rows for a page."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ocop.core.components import Column
from ocop.reports.papers.wording import (
    basis_words,
    cell_words,
    note_words,
    subject,
    target_words,
    totals,
    value_words,
)

FIGURES = [
    Column("Chỉ số"),
    Column("Kết quả", numeric=True),
    Column("Đơn vị tính"),
    Column("Chỉ tiêu giao", numeric=True),
    Column("Ghi chú"),
]
SHOWN_ROWS = 20  # of a long list; the files have all of them


def shown(content: dict[str, Any], *, linked: bool) -> dict[str, Any]:
    """`linked`: figures open to their rows of today (a kept report tells its own, which may differ by now)."""
    query = _query(content)
    return {
        "title": f"{content['kind'].capitalize()}: {subject(content)}",
        "basis": basis_words(content),
        "columns": FIGURES,
        "sections": [
            {
                "title": section["title"],
                "rows": [_figure(one, query if linked else "") for one in section["figures"]],
            }
            for section in content["sections"]
        ],
        "tables": [_table(one) for one in content["tables"]],
    }


def _query(content: dict[str, Any]) -> str:
    values = {
        "don_vi": content["unit"]["key"],
        "ngay": content["as_of"],
        "ban_do": content["boundary"],
        "tu": content["period"]["from"],
    }
    return urlencode(values)


def _figure(one: dict[str, Any], query: str) -> dict[str, str]:
    return {
        "name": one["name"],
        "value": value_words(one),
        "measure": one["measure"],
        "target": target_words(one),
        "note": note_words(one),
        "url": f"{reverse('targets:indicator', args=[one['definition']])}?{query}" if query else "",
    }


def _table(table: dict[str, Any]) -> dict[str, Any]:
    """Units that have anything, and the first lines of a list; the files have every line."""
    columns = [Column(one["title"], numeric=one["sort"] == "integer") for one in table["columns"]]
    rows = table["rows"]
    lines = [row for row in rows if any(row[1:])] if table["total"] else rows[:SHOWN_ROWS]
    return {
        "title": table["title"],
        "columns": columns,
        "rows": [_cells(row, table["columns"]) for row in lines],
        "count": len(rows),
        "more": len(rows) - len(lines),
        "totals": [cell_words(total, "integer") for total in totals(table)] if table["total"] else [],
    }


def _cells(row: list[Any], columns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "label": column["title"],
            "text": cell_words(value, column["sort"]),
            "numeric": column["sort"] == "integer",
        }
        for value, column in zip(row, columns, strict=True)
    ]
