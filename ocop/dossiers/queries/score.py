"""The live self-score bar: points so far, parts, stars within reach, minima that are missed. No promise, never official."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ocop.dossiers.models import Dossier
from ocop.rulebook.panel import MissedGate
from ocop.rulebook.preview import Preview, self_score_preview

NOTE = "Điểm tự chấm chỉ để tham khảo; hội đồng chấm theo hồ sơ."


@dataclass(frozen=True)
class LiveScore:
    total: Decimal
    max: Decimal
    done: int
    count: int
    stars: int | None
    missed: str
    parts: str
    outlook: str
    note: str = NOTE

    def shown(self) -> dict[str, str]:
        """The same words for the page that is open (`data-live`)."""
        return {
            "total": _points(self.total),
            "missed": self.missed,
            "parts": self.parts,
            "outlook": self.outlook,
            "stars": f"{self.stars} sao" if self.stars is not None else "",
            "done": f"{self.done}/{self.count} tiêu chí",
        }


def live_score(dossier: Dossier) -> LiveScore:
    tree = dossier.criteria_set.criteria_set
    preview = self_score_preview(tree, dossier.choices)
    parts = " · ".join(
        f"Phần {part.code}: {_points(preview.parts[part.code])}/{_points(part.max_points)}"
        for part in tree.parts
    )
    return LiveScore(
        preview.points,
        tree.max_points,
        preview.answered,
        len(tree.criteria),
        preview.stars,
        _missed(preview),
        parts,
        _outlook(preview),
    )


def _missed(preview: Preview) -> str:
    """The minima of the lowest star that is missed: they stand in the way first."""
    gates: tuple[MissedGate, ...] = preview.missed_gates
    if not gates:
        return ""
    stars = gates[0].stars
    codes = ", ".join(gate.criterion for gate in gates if gate.stars == stars)
    return f"Chưa đạt mức tối thiểu cho {stars} sao ở tiêu chí {codes}"


def _outlook(preview: Preview) -> str:
    if preview.complete:
        if preview.next_stars is None:
            return "Đã ở khung điểm cao nhất."
        return f"Khung điểm {preview.next_stars} sao còn thiếu {_points(preview.points_to_next)} điểm."
    left = len(preview.unanswered)
    return f"Còn {left} tiêu chí chưa chọn; cao nhất còn đạt được {preview.stars_reachable} sao."


def _points(value: Any) -> str:
    text = format(Decimal(value), "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
