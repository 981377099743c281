"""A template filled with the content of one report.

Single values are put in by the sandboxed language. Columns of lists become marks; afterwards each row of a table that has
marks is repeated, the values written as plain text nodes. So nothing that stands in a record is ever read as a template.
"""

import io
import re
from copy import deepcopy
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from ocop.core.text import clean
from ocop.documents.word_templates import render_template
from ocop.reports.papers.wording import (
    SIGNERS,
    agency,
    basis_words,
    cell_words,
    note_words,
    recipients,
    subject,
    symbol,
    target_words,
    value_words,
    vn_day,
)
from ocop.reports.templating.names import FIGURES, Names

OPEN, CLOSE = "⟦", "⟧"
MARK = re.compile(f"{OPEN}(\\w+){CLOSE}")
Lines = list[dict[str, str]]


def filled(content: bytes, report: dict[str, Any], names: Names) -> bytes:
    marks = {name: f"{OPEN}{name}{CLOSE}" for name in names.list_of}
    values = {name: _plain(value) for name, value in values_of(report).items()}
    made = render_template(content, dict.fromkeys(names.all, "") | values | marks, allowed=names.all)
    document = Document(io.BytesIO(made))
    lists = lists_of(report)
    for row in list(document.element.body.iter(qn("w:tr"))):
        _repeat(row, lists, names.list_of)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def values_of(report: dict[str, Any]) -> dict[str, str]:
    parent, own = agency(report)
    level = report["unit"]["level"]
    head = {
        "co_quan_cap_tren": parent,
        "co_quan": own,
        "ky_hieu": symbol(report),
        "dia_danh": "Hà Nội" if level == "nation" else report["unit"]["name"],
        "loai_van_ban": report["kind"],
        "trich_yeu": subject(report),
        "don_vi": report["unit"]["full_name"],
        "ky_bao_cao": report["period"]["words"],
        "tu_ngay": vn_day(report["period"]["from"]),
        "tinh_den": vn_day(report["as_of"]),
        "can_cu_so_lieu": basis_words(report),
        "quyen_han_ky": SIGNERS[level][0],
        "chuc_vu_ky": SIGNERS[level][1],
        "noi_nhan": recipients(report)[0],
    }
    figures = {one["definition"]: value_words(one) for one in report["figures"]}
    totals = {
        f"{table['key']}_so_dong": cell_words(len(table["rows"]), "integer") for table in report["tables"]
    }
    return head | figures | totals


def lists_of(report: dict[str, Any]) -> dict[str, Lines]:
    return {FIGURES: _figures(report)} | {table["key"]: _lines(table) for table in report["tables"]}


def _figures(report: dict[str, Any]) -> Lines:
    return [
        {
            f"{FIGURES}_tt": str(n),
            f"{FIGURES}_nhom": section["title"],
            f"{FIGURES}_ten": one["name"],
            f"{FIGURES}_don_vi_tinh": one["measure"],
            f"{FIGURES}_ket_qua": value_words(one),
            f"{FIGURES}_chi_tieu": target_words(one),
            f"{FIGURES}_ghi_chu": note_words(one),
        }
        for section in report["sections"]
        for n, one in enumerate(section["figures"], 1)
    ]


def _lines(table: dict[str, Any]) -> Lines:
    key, sorts = table["key"], [one["sort"] for one in table["columns"]]
    return [
        {f"{key}_tt": str(n)}
        | {
            f"{key}_cot_{place}": cell_words(value, sort)
            for place, (value, sort) in enumerate(zip(row, sorts, strict=True), 1)
        }
        for n, row in enumerate(table["rows"], 1)
    ]


def _repeat(row: Any, lists: dict[str, Lines], list_of: dict[str, str]) -> None:
    """The row once for each line of its list; a list without lines leaves one row that says so."""
    names = MARK.findall("".join(node.text or "" for node in row.iter(qn("w:t"))))
    key = next((list_of[name] for name in names if name in list_of), None)
    if key is None:
        return
    for line in lists.get(key) or [{names[0]: "Không có."}]:
        made = deepcopy(row)
        for node in made.iter(qn("w:t")):
            if node.text and OPEN in node.text:
                node.text = MARK.sub(lambda found, line=line: clean(line.get(found[1], "")), node.text)
        row.addprevious(made)
    row.getparent().remove(row)


def _plain(value: str) -> str:
    return value.replace(OPEN, "[").replace(CLOSE, "]")
