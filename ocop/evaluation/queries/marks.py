"""All marks of one product, criterion by criterion, for those who may see them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ocop.evaluation.models import Item, Sheet
from ocop.evaluation.queries.trees import tree
from ocop.rulebook.panel import panel_value
from ocop.rulebook.rating import SheetScore, add_up


@dataclass(frozen=True)
class MarkRow:
    """`wide`: members are far apart here; `panel`: the council's agreed points."""

    code: str
    title: str
    points: list[Decimal | None]
    panel: Decimal | None
    wide: bool


@dataclass(frozen=True)
class Marks:
    sheets: list[Sheet]
    scores: list[SheetScore]
    rows: list[MarkRow]
    parts: list[dict[str, Any]]


def marks_of(item: Item) -> Marks:
    """One query. The caller has asked `visibility`."""
    found = (
        Sheet.objects.filter(item=item, state="submitted")
        .select_related("seat__person")
        .order_by("seat__place", "seat_id")
    )
    sheets = list(found)
    criteria_set = tree(item.dossier.criteria_set)
    scores = [add_up(criteria_set, sheet.choices, member=str(sheet.seat_id)) for sheet in sheets]
    rule = item.session.council_rules.gate_option
    disputed = set((item.outcome or {}).get("disputed", []))
    rows = []
    for criterion in criteria_set.criteria:
        points = [score.points.get(criterion.code) for score in scores]
        panel = panel_value((one for one in points if one is not None), rule) if points else None
        rows.append(MarkRow(criterion.code, criterion.title, points, panel, criterion.code in disputed))
    parts = [
        {"title": f"Phần {part.code}", "points": [score.parts[part.code] for score in scores]}
        for part in criteria_set.parts
    ]
    return Marks(sheets, scores, rows, parts)
