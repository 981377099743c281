"""All counted sheets of a session as one table: a row per sheet, a column per criterion. Three queries for any size."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ocop.core.acting import Acting
from ocop.documents.sheets import Column, Sheet, write_xlsx
from ocop.evaluation.models import Seat, Session
from ocop.evaluation.models import Sheet as Marks
from ocop.evaluation.queries.trees import tree
from ocop.evaluation.queries.visibility import revealed_items
from ocop.programme.models import CriteriaSetVersion
from ocop.rulebook.choices import choice_key
from ocop.rulebook.criteria import CriteriaSet

HEAD = ("TT", "Mã hồ sơ", "Sản phẩm", "Chủ thể", "Thành viên", "Lần chấm", "Tổng điểm")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
SHEET_COLUMNS = (
    "item__place",
    "item__dossier__code",
    "item__dossier__product__name",
    "item__dossier__producer__name",
    "seat_id",
    "revision",
    "total",
    "choices",
    "item__dossier__criteria_set_id",
)
Points = dict[str, dict[Any, Decimal]]


@dataclass
class Export:
    """`codes` are all criteria that occur, in printed order; a product's sheet is empty where its set has none."""

    codes: list[str]
    rows: Iterator[list[Any]]


def export_of(session: Session, acting: Acting) -> Export:
    """Only products whose marks this person may see; rows come as they are read."""
    items = revealed_items(session, acting)
    versions = CriteriaSetVersion.objects.filter(dossiers__agenda__session=session).distinct().defer("tree")
    sets = {version.pk: tree(version) for version in versions}
    names = dict(Seat.objects.filter(council=session.council_id).values_list("pk", "person__full_name"))
    codes = list(dict.fromkeys(criterion.code for one in sets.values() for criterion in one.criteria))
    sheets = Marks.objects.filter(item__in=items, state="submitted").order_by(
        "item__place", "item_id", "seat__place", "seat_id"
    )
    return Export(codes, _rows(sheets.values_list(*SHEET_COLUMNS), sets, names, codes))


def _rows(
    sheets: Any, sets: dict[int, CriteriaSet], names: dict[int, str], codes: list[str]
) -> Iterator[list[Any]]:
    points = {pk: points_table(one) for pk, one in sets.items()}
    for place, dossier, product, producer, seat, revision, total, choices, version in sheets.iterator(
        chunk_size=500
    ):
        table = points[version]
        marks = [_points(table, code, choices.get(code)) for code in codes]
        yield [place, dossier, product, producer, names[seat], revision, total, *marks]


def points_table(criteria_set: CriteriaSet) -> Points:
    """Criterion → choice → printed points, so that a mark costs one look-up."""
    table: Points = {}
    for criterion in criteria_set.criteria:
        for case in criterion.cases:
            for option in case.options:
                key = (case.number, option.place) if criterion.has_cases else option.place
                table.setdefault(criterion.code, {})[key] = option.points
    return table


def _points(table: Points, code: str, choice: Any) -> Decimal | None:
    if choice is None or code not in table:
        return None
    if isinstance(choice, int):
        return table[code].get(choice)
    if isinstance(choice, dict):
        return table[code].get(choice_key(choice))
    return sum((table[code][place] for place in choice), Decimal(0))


def as_csv(export: Export) -> Iterator[str]:
    """UTF-8 with a mark for Excel; decimal points, one line per sheet, in pieces."""
    out = io.StringIO()
    writer = csv.writer(out)
    out.write("\ufeff")
    writer.writerow([*HEAD, *export.codes])
    for count, row in enumerate(export.rows, 1):
        writer.writerow([_safe(cell) for cell in row])
        if count % 500 == 0:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def _safe(cell: Any) -> Any:
    """Text that a program could take for a formula gets an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def as_xlsx(session: Session, export: Export) -> bytes:
    """The same rows as an official spreadsheet."""
    widths = {"Sản phẩm": 30, "Chủ thể": 30, "Thành viên": 24}
    sorts = {"TT": "integer", "Lần chấm": "integer", "Tổng điểm": "decimal"}
    columns = [Column(title, widths.get(title, 11), sorts.get(title, "text")) for title in HEAD]
    columns += [Column(code, 7, "decimal") for code in export.codes]
    return write_xlsx(
        [
            Sheet(
                "Phiếu điểm",
                columns,
                export.rows,
                title="Tổng hợp phiếu điểm của hội đồng",
                subtitle=session.name,
            )
        ]
    )
