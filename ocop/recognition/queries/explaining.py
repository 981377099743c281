"""A council's result in words: mean, parts, stars, and each missed minimum by name. No member's own marks."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ocop.evaluation.models import Result
from ocop.rulebook.criteria import CriteriaSet

RULES = {
    "missed_gate": {
        "step_down": "Thiếu mức tối thiểu của một hạng thì xếp hạng cao nhất mà mọi mức tối thiểu đều đạt.",
        "not_rated": "Thiếu mức tối thiểu thì không xếp hạng.",
    },
    "gate_option": {
        "median_low": "Mức của Hội đồng ở mỗi tiêu chí là trung vị điểm các thành viên (lấy mức thấp hơn khi số phiếu chẵn)."
    },
}


@dataclass(frozen=True)
class Explained:
    """Finished rows for the page."""

    result: Result
    stars: int
    parts: list[dict[str, Any]]
    missed: list[str]
    panel: list[dict[str, Any]]
    rules: list[str]
    level: str


def explain(result: Result) -> Explained:
    tree = result.dossier.criteria_set.criteria_set
    rating, rules = result.rating, result.rating.get("rules", {})
    means = rating["parts"]
    parts = [
        {"part": part, "points": Decimal(means[part.code]["shown"])}
        for part in tree.parts
        if part.code in means
    ]
    words = [RULES[name][rules[name]] for name in RULES if rules.get(name) in RULES[name]]
    level = "Hội đồng cấp trung ương" if result.level == "central" else "Hội đồng cấp tỉnh"
    return Explained(
        result,
        result.stars or 0,
        parts,
        [_gate(tree, gate) for gate in rating["missed_gates"]],
        _panel(tree, rating["panel"]),
        words,
        level,
    )


def _gate(tree: CriteriaSet, gate: dict[str, Any]) -> str:
    name = tree.criterion(gate["criterion"]).title if tree.has(gate["criterion"]) else ""
    return (
        f"Hạng {gate['stars']} sao cần tiêu chí {gate['criterion']} {name} đạt ít nhất {_points(gate['needs'])} điểm; "
        f"Hội đồng thống nhất {_points(gate['has'])} điểm."
    )


def _panel(tree: CriteriaSet, panel: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"criterion": one, "points": Decimal(panel[one.code]["points"])}
        for one in tree.criteria
        if one.code in panel
    ]


def _points(text: str) -> str:
    return text.replace(".", ",")
