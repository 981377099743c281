"""The money of a plan, added up exactly."""

from collections.abc import Iterable
from dataclasses import dataclass

from ocop.plans.enums import Money
from ocop.plans.models import BudgetLine
from ocop.rulebook.money_words import money_in_words
from ocop.rulebook.plan_money import Amounts, by_source, total


@dataclass(frozen=True)
class MoneyTable:
    """Lines, the sum of each source, and the whole, with the planned sum in words."""

    lines: list[BudgetLine]
    sources: list[tuple[str, Amounts]]
    total: Amounts
    in_words: str


def money_table(lines: Iterable[BudgetLine]) -> MoneyTable:
    rows = list(lines)
    sums = by_source((line.source, line.amounts) for line in rows)
    whole = total(line.amounts for line in rows)
    words = money_in_words(whole.planned) if whole.planned else ""
    ordered = [(str(source.label), sums[source.value]) for source in Money if source.value in sums]
    return MoneyTable(rows, ordered, whole, words)
