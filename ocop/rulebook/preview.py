"""The producer's live self-score: what an unfinished sheet already says.

The same points and minima as the council's, on one sheet that may have gaps. It promises
nothing: it shows points so far, the best that can still be reached, and what stands in the way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ocop.rulebook.bands import Bands, band_stars, points_to_next
from ocop.rulebook.choices import best_points, check_choices
from ocop.rulebook.criteria import CriteriaSet
from ocop.rulebook.exact import exact_sum
from ocop.rulebook.panel import MissedGate, missed_gates, stars_after_gates
from ocop.rulebook.procedures import bands_of_decision
from ocop.rulebook.rating import add_up
from ocop.rulebook.refusals import Refused

HIGHEST = 5


@dataclass(frozen=True)
class Preview:
    """`stars` counts unanswered criteria as nothing yet; `stars_reachable` as the best option."""

    points: Decimal
    parts: Mapping[str, Decimal]
    sections: Mapping[str, Decimal]
    by_criterion: Mapping[str, Decimal]
    answered: int
    unanswered: tuple[str, ...]
    remaining_max: Decimal
    band_stars: int
    band_reachable: int
    stars: int | None
    stars_reachable: int
    next_stars: int | None
    points_to_next: Decimal | None
    missed_gates: tuple[MissedGate, ...]
    open_gates: tuple[MissedGate, ...]

    @property
    def complete(self) -> bool:
        return not self.unanswered


def self_score_preview(
    criteria_set: CriteriaSet, choices: Mapping[str, object], bands: Bands | None = None
) -> Preview:
    """Preview of an unfinished sheet; a wrong choice (not a missing one) is refused.

    `missed_gates`: minima of any star that the answers given do not reach, lowest star first.
    `open_gates`: minima at criteria without an answer, with `has` = 0. `stars` is None until
    the sheet is complete.
    """
    refusals = check_choices(criteria_set, choices, complete=False)
    if refusals:
        raise Refused(refusals)
    limits = bands or bands_of_decision(criteria_set.decision)
    score = add_up(criteria_set, choices)
    open_ones = [one for one in criteria_set.criteria if one.code not in choices]
    remaining = exact_sum(best_points(criterion) for criterion in open_ones)
    band, reachable = band_stars(score.total, limits), band_stars(score.total + remaining, limits)
    missed = missed_gates(criteria_set, score.points, up_to=HIGHEST)
    following = points_to_next(score.total, limits)
    unanswered = tuple(criterion.code for criterion in open_ones)
    return Preview(
        points=score.total,
        parts=score.parts,
        sections=score.sections,
        by_criterion=score.points,
        answered=len(score.points),
        unanswered=unanswered,
        remaining_max=remaining,
        band_stars=band,
        band_reachable=reachable,
        stars=None if unanswered else stars_after_gates(band, missed),
        stars_reachable=stars_after_gates(reachable, missed) or 0,
        next_stars=following[0] if following else None,
        points_to_next=_decimal(following[1].numerator, following[1].denominator) if following else None,
        missed_gates=tuple(missed),
        open_gates=tuple(missed_gates(criteria_set, dict.fromkeys(unanswered, Decimal(0)), up_to=HIGHEST)),
    )


def _decimal(numerator: int, denominator: int) -> Decimal:
    """Points missing on one sheet are a finite decimal: both numbers are."""
    return Decimal(numerator) / Decimal(denominator)
