"""Stop rules that the marks themselves point to.

A stop rule (foreign matter, a copied product, zero on a sensory item) ends the evaluation
whatever the total is. Only "zero on any sensory item" (set 16) follows from the marks alone; a
zero where another rule stands is a hint. So nothing here changes a rating: the council is shown
the rule and says whether it applies.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ocop.rulebook.criteria import CriteriaSet, StopRule

# Rules that apply by themselves once a criterion they stand in has zero points.
CERTAIN = frozenset({"sensory_zero"})


@dataclass(frozen=True)
class PossibleStop:
    """A rule and the criteria with zero points that point to it."""

    rule: StopRule
    criteria: tuple[str, ...]

    @property
    def certain(self) -> bool:
        return self.rule.key in CERTAIN


def possible_stops(criteria_set: CriteriaSet, points: Mapping[str, Decimal]) -> list[PossibleStop]:
    """Rules of the set that stand in a criterion with zero points (one sheet's, or the panel's)."""
    found = []
    for rule in criteria_set.stop_rules:
        zero = tuple(code for code in rule.criteria if points.get(code) == 0)
        if zero:
            found.append(PossibleStop(rule, zero))
    return found
