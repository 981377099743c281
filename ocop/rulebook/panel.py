"""The council's agreed option per criterion, and the minima it misses.

The decisions do not say whose option a star minimum looks at. The rule is named in the
council's `gate_option`. It is computed on points, so it is the same for single, yes/no,
additive and several-case criteria, and reads in words: `median_low` is the most points that
more than half of the members gave, `median_high` at least half, `lowest` all of them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ocop.rulebook.choices import choice_key, points_of
from ocop.rulebook.criteria import CriteriaSet, Criterion


@dataclass(frozen=True)
class MissedGate:
    """A minimum printed for `stars` at `criterion` that the panel's points do not reach."""

    stars: int
    criterion: str
    needs: Decimal
    has: Decimal


def panel_value(points: Iterable[Decimal], gate_option: str = "median_low") -> Decimal:
    """The members' agreed points at one criterion under a named rule."""
    ordered = sorted(points)
    if not ordered:
        raise ValueError("no sheets")
    if gate_option == "median_low":
        return ordered[(len(ordered) - 1) // 2]
    if gate_option == "median_high":
        return ordered[len(ordered) // 2]
    if gate_option == "lowest":
        return ordered[0]
    raise ValueError(f"unknown gate option {gate_option!r}")


def panel_choice(criterion: Criterion, choices: Sequence[object], agreed: Decimal) -> object:
    """The option shown for the agreed points: the one most members chose among those worth
    that much; on a tie the first in printed order. The stars depend on the points only."""
    worth = [choice for choice in choices if points_of(criterion, choice) == agreed]
    votes = Counter(choice_key(choice) for choice in worth)
    best = min(votes, key=lambda key: (-votes[key], key))
    return next(choice for choice in worth if choice_key(choice) == best)


def missed_gates(criteria_set: CriteriaSet, points: Mapping[str, Decimal], *, up_to: int) -> list[MissedGate]:
    """Every printed minimum of a star ≤ `up_to` not reached, lowest star first, printed order.

    A criterion absent from `points` is skipped: unknown is not the same as missed.
    """
    found = [
        MissedGate(stars, criterion.code, needs, points[criterion.code])
        for criterion in criteria_set.criteria
        if criterion.code in points
        for stars, needs in sorted(criterion.star_minima.items())
        if stars <= up_to and points[criterion.code] < needs
    ]
    return sorted(found, key=lambda gate: gate.stars)


def stars_after_gates(
    band_stars: int, missed: Iterable[MissedGate], missed_gate: str = "step_down"
) -> int | None:
    """The star a council gives: `step_down` = the highest N ≤ band with no missed minimum of
    a star ≤ N; `not_rated` = none at all once any minimum of the band is missed."""
    levels = [gate.stars for gate in missed if gate.stars <= band_stars]
    if not levels:
        return band_stars
    if missed_gate == "step_down":
        return min(levels) - 1
    if missed_gate == "not_rated":
        return None
    raise ValueError(f"unknown rule for missed minima {missed_gate!r}")
