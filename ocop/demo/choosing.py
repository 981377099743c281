"""Choices of a criteria set that come to a wanted total with the minima of a wanted star, the same ones for the same seed."""

from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import Any

from ocop.rulebook.choices import points_of
from ocop.rulebook.completeness.contradictions import (
    FORMS_BY_PLACE,
    GROWTH,
    LABOUR,
    LEGAL_FORM,
    REPRESENTATIVE,
)
from ocop.rulebook.criteria import CriteriaSet, Criterion

# Facts of the producer decide these, not the strength of the product; the invented producers declare what gives full points.
DECLARED = frozenset({LEGAL_FORM, REPRESENTATIVE, LABOUR, GROWTH})
Choices = dict[str, Any]


def levels_of(criterion: Criterion) -> list[Any]:
    """Possible choices of a criterion, best first."""
    case = max(criterion.cases, key=lambda one: max(option.points for option in one.options))
    places = [option.place for option in sorted(case.options, key=lambda option: -option.points)]
    if criterion.scoring == "additive":
        return [sorted(places[:count]) for count in range(len(places), -1, -1)]
    return [{"case": case.number, "option": place} if criterion.has_cases else place for place in places]


def choose(
    tree: CriteriaSet, *, total: int, stars: int, legal_form: str, seed: str, miss: int = 0
) -> Choices:
    """A full sheet of about `total` points that meets every minimum up to `stars`, but misses one of star `miss`."""
    levels = {one.code: levels_of(one) for one in tree.criteria}
    rank = {one.code: _own_rank(one, levels[one.code], legal_form) for one in tree.criteria}
    fixed = {one.code for one in tree.criteria if one.title in DECLARED}
    if miss:
        fixed.add(_miss_one(tree, levels, rank, miss, fixed))
    _lower(tree, levels, rank, total=total, stars=stars, fixed=fixed, rng=Random(seed))
    return {code: levels[code][rank[code]] for code in levels}


def vary(
    tree: CriteriaSet, base: Mapping[str, Any], *, by: int, stars: int, seed: str, legal_form: str
) -> Choices:
    """The same sheet as another pair of eyes sees it: about `by` points lower, minima of `stars` still met."""
    levels = {one.code: levels_of(one) for one in tree.criteria}
    rank = {code: levels[code].index(choice) for code, choice in base.items()}
    wanted = int(_total(tree, base)) - by
    fixed = {one.code for one in tree.criteria if one.title == LEGAL_FORM}
    _lower(tree, levels, rank, total=wanted, stars=stars, fixed=fixed, rng=Random(seed))
    return {code: levels[code][rank[code]] for code in levels}


def _own_rank(criterion: Criterion, levels: list[Any], legal_form: str) -> int:
    if criterion.title != LEGAL_FORM:
        return 0
    fitting = [place for place, forms in FORMS_BY_PLACE.items() if legal_form in forms]
    return levels.index(fitting[0]) if fitting and fitting[0] in levels else 0


def _miss_one(
    tree: CriteriaSet, levels: dict[str, list[Any]], rank: dict[str, int], star: int, fixed: set[str]
) -> str:
    """Drop one criterion just below its minimum for that star; returns its code."""
    for criterion in tree.criteria:
        needed = criterion.star_minima.get(star)
        if needed is None or criterion.code in fixed:
            continue
        for place, choice in enumerate(levels[criterion.code]):
            if points_of(criterion, choice) < needed:
                rank[criterion.code] = place
                return criterion.code
    raise LookupError(f"{tree.id} has no minimum for {star} stars that can be missed")


def _lower(
    tree: CriteriaSet,
    levels: dict[str, list[Any]],
    rank: dict[str, int],
    *,
    total: int,
    stars: int,
    fixed: set[str],
    rng: Random,
) -> None:
    """Step criteria down in random order while the total stays at or above the wanted one."""
    above = _total(tree, {code: levels[code][rank[code]] for code in levels}) - total
    movable = [one for one in tree.criteria if one.code not in fixed]
    while above > 0:
        rng.shuffle(movable)
        for criterion in movable:
            step = _step(criterion, levels[criterion.code], rank[criterion.code], stars)
            if step is not None and 0 < step <= above:
                rank[criterion.code] += 1
                above -= step
                break
        else:
            return


def _step(criterion: Criterion, levels: list[Any], rank: int, stars: int) -> Decimal | None:
    """What one step down costs; None where there is no lower level or a minimum would be missed."""
    if rank + 1 >= len(levels):
        return None
    here, below = points_of(criterion, levels[rank]), points_of(criterion, levels[rank + 1])
    missed = any(below < needed for star, needed in criterion.star_minima.items() if star <= stars)
    return None if missed else here - below


def _total(tree: CriteriaSet, choices: Mapping[str, Any]) -> Decimal:
    return sum((points_of(one, choices[one.code]) for one in tree.criteria), Decimal(0))
