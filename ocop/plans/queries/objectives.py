"""Objectives with what has been reached: the indicator's own figure of the plan's unit, asked when the page is opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ocop.core.indicators import find
from ocop.core.templatetags.ocop import vn_number
from ocop.plans.models import Objective, Plan
from ocop.rulebook.exact import shown
from ocop.rulebook.figures import less
from ocop.targets.queries.computing import Figure, figures, scope_of


@dataclass(frozen=True)
class Live:
    """One objective. `reached` and `gap` are texts; empty when nothing can be said. `assigned`: a target from outside
    that says another number."""

    objective: Objective
    words: str
    measure: str
    goal: str
    reached: str
    gap: str
    met: bool | None
    declared: bool
    assigned: Decimal | None


def live(plan: Plan, objectives: Sequence[Objective], on: date) -> list[Live]:
    """As of that day, or of the last day of the plan when that is earlier: one statement for each source of figures."""
    keys = list(dict.fromkeys(one.indicator for one in objectives if find(one.indicator)))
    day = max(min(on, date(plan.year_until, 12, 31)), date(plan.year_from, 1, 1))
    scope = scope_of(plan.unit, day, start=date(plan.year_from, 1, 1))
    found = {one.indicator.key: one for one in figures(scope, keys)} if keys else {}
    return [_live(one, found.get(one.indicator)) for one in objectives]


def _live(one: Objective, found: Figure | None) -> Live:
    if found is None:
        return Live(one, one.words, "", "", "", "", None, False, None)
    known = found.indicator
    goal = f"{one.get_sense_display().lower()} {vn_number(one.value)}"
    words = one.words or known.words
    declared = found.kind == "declared"
    target = found.target.value if found.target else None
    assigned = target if target is not None and target != one.value else None
    if found.value is None or one.value is None:
        return Live(one, words, known.measure, goal, "", "", None, declared, assigned)
    gap = less(found.value, one.value)
    met = gap <= 0 if one.sense == "at_most" else gap >= 0
    places = known.rounding.places
    return Live(
        one,
        words,
        known.measure,
        goal,
        vn_number(found.text),
        vn_number(shown(gap, places)),
        met,
        declared,
        assigned,
    )
