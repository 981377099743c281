"""A report as a Word file in the layout of Decree 30/2020. Number and date stay open for the clerk."""

from typing import Any

from ocop.documents.official import Annex, Column, OfficialDocument, Paragraph, Table, to_docx
from ocop.reports.papers.wording import (
    COMMITTEE,
    ROMAN,
    SIGNERS,
    agency,
    basis_words,
    cell_words,
    note_words,
    recipients,
    subject,
    symbol,
    target_words,
    totals,
    value_words,
)

ALIGN = {"integer": "right", "date": "center", "text": "left"}
FIGURE_COLUMNS = (
    Column("TT", 0.7, "center"),
    Column("Chỉ số", 4),
    Column("Đơn vị tính", 1.7, "center"),
    Column("Kết quả", 1.3, "right"),
    Column("Chỉ tiêu giao", 1.5, "right"),
    Column("Ghi chú", 2),
)


def to_word(content: dict[str, Any]) -> bytes:
    return to_docx(document_of(content))


def document_of(content: dict[str, Any]) -> OfficialDocument:
    parent, own = agency(content)
    authority, title = SIGNERS[content["unit"]["level"]]
    nation = content["unit"]["level"] == "nation"
    return OfficialDocument(
        agency_parent=parent,
        agency=own.replace(f"{COMMITTEE} ", f"{COMMITTEE}\n"),  # on a line of its own, as the form has it
        number=None,
        symbol=symbol(content),
        place="Hà Nội" if nation else content["unit"]["name"],
        date=None,
        kind=content["kind"],
        subject=subject(content),
        body=_body(content),
        authority_lines=(authority,) if authority else (),
        signer_title=title,
        recipients=recipients(content),
        annexes=tuple(_annex(table, n, content) for n, table in enumerate(content["tables"], 1)),
        mark=content["mark"],
    )


def _body(content: dict[str, Any]) -> tuple[Any, ...]:
    lists = "; ".join(
        f"{table['title'].lower()} (Phụ lục {ROMAN[n]})" for n, table in enumerate(content["tables"], 1)
    )
    return (
        Paragraph(
            f"{basis_words(content)} Mỗi con số được đếm hoặc tính từ bản ghi của hệ thống theo định nghĩa nêu ở tệp số liệu "
            "kèm theo; số do đơn vị khai báo được ghi rõ và không cộng vào số đếm được."
        ),
        Table(FIGURE_COLUMNS, tuple(_figure_rows(content))),
        Paragraph(f"Kèm theo: {lists}."),
    )


def _figure_rows(content: dict[str, Any]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for number, section in enumerate(content["sections"], 1):
        rows.append((f"{ROMAN[number]}. {section['title']}",))
        rows += [
            (
                str(n),
                one["name"],
                one["measure"],
                value_words(one),
                target_words(one),
                note_words(one),
            )
            for n, one in enumerate(section["figures"], 1)
        ]
    return rows


def _annex(table: dict[str, Any], number: int, content: dict[str, Any]) -> Annex:
    columns = (
        Column("TT", 0.6, "center"),
        *(Column(one["title"], one["width"], ALIGN[one["sort"]]) for one in table["columns"]),
    )
    sorts = [one["sort"] for one in table["columns"]]
    lines = tuple(
        (str(n), *(cell_words(value, sort) for value, sort in zip(row, sorts, strict=True)))
        for n, row in enumerate(table["rows"], 1)
    )
    if table["total"]:
        lines += (("", "Cộng", *(cell_words(total, "integer") for total in totals(table))),)
    block = Table(columns, lines, bold_last_row=table["total"], size=11) if lines else Paragraph("Không có.")
    return Annex(
        title=table["title"],
        body=(block,),
        label=f"Phụ lục {ROMAN[number]}",
        reference=basis_words(content).rstrip("."),
        landscape=True,
    )
