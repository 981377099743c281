"""Money of a plan: whole đồng, added up exactly, never more committed than planned nor more spent than committed.

No decision fixes a form for budget lines of an OCOP plan; that expenditure stays inside commitment and commitment inside
the plan is the general rule of public budgets, kept here as a rule of its own."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Amounts:
    planned: int = 0
    committed: int = 0
    spent: int = 0

    def __add__(self, other: "Amounts") -> "Amounts":
        return Amounts(
            self.planned + other.planned, self.committed + other.committed, self.spent + other.spent
        )

    @property
    def uncommitted(self) -> int:
        return self.planned - self.committed

    @property
    def left(self) -> int:
        """Planned and not spent: the gap."""
        return self.planned - self.spent

    @property
    def spent_percent(self) -> str:
        """One decimal, half up, comma; empty without a plan of money."""
        if not self.planned:
            return ""
        tenths = (2000 * self.spent + self.planned) // (2 * self.planned)
        return f"{tenths // 10},{tenths % 10}"


def total(parts: Iterable[Amounts]) -> Amounts:
    return sum(parts, Amounts())


def by_source(lines: Iterable[tuple[str, Amounts]]) -> dict[str, Amounts]:
    """Source of money → sum, in the order of first appearance; the sums add up to the total."""
    found: dict[str, Amounts] = {}
    for source, amounts in lines:
        found[source] = found.get(source, Amounts()) + amounts
    return found


def broken(amounts: Amounts) -> str:
    """The rule that these amounts break, as a key; empty when they stand."""
    if min(amounts.planned, amounts.committed, amounts.spent) < 0:
        return "negative"
    if amounts.committed > amounts.planned:
        return "over_plan"
    if amounts.spent > amounts.committed:
        return "over_committed"
    return ""
