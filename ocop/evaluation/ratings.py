"""From sheets to a rating and to the JSON that a result keeps."""

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ocop.audit.chain import canonical
from ocop.evaluation.models import Item, Sheet
from ocop.evaluation.queries.trees import tree
from ocop.rulebook.criteria.criterion import number_text
from ocop.rulebook.exact import shown
from ocop.rulebook.rating import Rating, rate
from ocop.rulebook.rating import Sheet as Marks
from ocop.rulebook.rules import CouncilRules

SHEET_DOMAIN = "ocop-sheet/1"
SAVE_DOMAIN = "ocop-sheet-save/1"


def sheet_hash(sheet: Sheet) -> str:
    """SHA-256 over the whole sheet as submitted; the moments of the marks keep it from being guessed."""
    body = {
        "item": sheet.item_id,
        "seat": sheet.seat_id,
        "revision": sheet.revision,
        "choices": sheet.choices,
        "notes": sheet.notes,
        "marked_at": sheet.marked_at,
        "total": number_text(sheet.total),
        "dossier_sha256": sheet.dossier_sha256,
        "journal": sheet.journal,
    }
    return hashlib.sha256(f"{SHEET_DOMAIN}\n{canonical(body)}".encode()).hexdigest()


def save_hash(previous: str, body: dict[str, Any]) -> str:
    """One link of a sheet's own chain of saves."""
    return hashlib.sha256(f"{SAVE_DOMAIN}\n{previous}\n{canonical(body)}".encode()).hexdigest()


def rate_item(item: Item, sheets: Sequence[Sheet], rules: CouncilRules) -> Rating:
    """The rulebook's rating of exactly these sheets, in the order of the seats."""
    criteria_set = tree(item.dossier.criteria_set)
    return rate(criteria_set, [Marks(str(sheet.seat_id), sheet.choices) for sheet in sheets], rules)


def rating_json(rating: Rating, sheets: Sequence[Sheet]) -> dict[str, Any]:
    """Everything needed to explain the result and to compute it again: decimals as text, the mean as a fraction."""
    return {
        "criteria_set": rating.criteria_set,
        "rules": rating.rules.to_settings(),
        "sheets": [
            {
                "sheet": sheet.pk,
                "seat": sheet.seat_id,
                "revision": sheet.revision,
                "sha256": sheet.sha256,
                "total": number_text(score.total),
                "parts": _texts(score.parts),
            }
            for sheet, score in zip(sheets, rating.sheets, strict=True)
        ],
        "mean": str(rating.mean),
        "mean_shown": rating.mean_shown,
        "parts": {
            part: {"mean": str(mean), "shown": shown(mean, 2)} for part, mean in rating.parts_mean.items()
        },
        "gap": number_text(rating.gap),
        "gap_exceeded": rating.gap_exceeded,
        "panel": {
            code: {"points": number_text(points), "choice": rating.panel_options[code]}
            for code, points in rating.panel_points.items()
        },
        "band_stars": rating.band_stars,
        "stars": rating.stars,
        "missed_gates": [
            {
                "stars": gate.stars,
                "criterion": gate.criterion,
                "needs": number_text(gate.needs),
                "has": number_text(gate.has),
            }
            for gate in rating.missed_gates
        ],
    }


def outcome_json(rating: Rating) -> dict[str, Any]:
    """The short form kept on the agenda while the session runs."""
    return {
        "mean": str(rating.mean),
        "mean_shown": shown(rating.mean, 2),
        "gap": number_text(rating.gap),
        "gap_exceeded": rating.gap_exceeded,
        "band_stars": rating.band_stars,
        "stars": rating.stars,
        "missed": [gate.criterion for gate in rating.missed_gates],
        "parts": {part: shown(mean, 2) for part, mean in rating.parts_mean.items()},
        "counted": len(rating.sheets),
        "disputed": most_disputed(rating),
    }


def most_disputed(rating: Rating, limit: int = 3) -> list[str]:
    """The criteria on which members are farthest apart, widest first; none when all agree."""
    width = {code: _width(rating, code) for code in rating.panel_points}
    return [code for code in sorted(width, key=lambda code: -width[code]) if width[code] > 0][:limit]


def _width(rating: Rating, code: str) -> Decimal:
    points = [score.points[code] for score in rating.sheets]
    return max(points) - min(points)


def _texts(values: Any) -> dict[str, str]:
    return {key: number_text(value) for key, value in values.items()}
