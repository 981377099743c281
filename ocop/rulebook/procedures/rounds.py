"""Rounds of evaluation (Điều 5 of 26/2026): proposed by one day, finished by another."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ocop.rulebook.levels import Level
from ocop.rulebook.procedures.finding import get_procedure
from ocop.rulebook.procedures.model import Procedure, RoundRule

CURRENT = "26-2026"


@dataclass(frozen=True, order=True)
class RoundDates:
    """One round of one year. `proposed_by` is the last day a file can be proposed for it."""

    proposed_by: date
    done_by: date
    level: Level
    number: int
    year: int

    @property
    def name(self) -> str:
        return f"đợt {self.number} năm {self.year} ({self.level.label})"


def round_for(proposed_on: date, level: Level, procedure: Procedure | None = None) -> RoundDates:
    """The round that a file proposed on this day belongs to."""
    rules = procedure or get_procedure(CURRENT)
    inclusive = bool(rules.setting("round_limit_day_counts", True))
    latest = proposed_on if inclusive else proposed_on + timedelta(days=1)
    for found in _rounds_from(proposed_on.year, rules, (level,)):
        if latest <= found.proposed_by:
            return found
    raise LookupError(f"{rules.name} không có đợt đánh giá {level.label}.")


def next_rounds(
    on: date,
    *,
    levels: tuple[Level, ...] = (Level.PROVINCE, Level.CENTRAL),
    count: int = 4,
    procedure: Procedure | None = None,
) -> list[RoundDates]:
    """Rounds not yet over on this day, soonest limit first: running ones and coming ones."""
    rules = procedure or get_procedure(CURRENT)
    open_ones = [one for one in _rounds_from(on.year, rules, levels, years=count + 2) if one.done_by >= on]
    return open_ones[:count]


def _rounds_from(
    year: int, procedure: Procedure, levels: tuple[Level, ...], years: int = 2
) -> Iterator[RoundDates]:
    found = [
        _dates(rule, counted_in)
        for counted_in in range(year - 1, year + years)
        for rule in procedure.rounds
        if rule.level in levels
    ]
    return iter(sorted(found))


def _dates(rule: RoundRule, year: int) -> RoundDates:
    held_in = year + 1 if rule.next_year else year
    return RoundDates(
        proposed_by=date(held_in, *rule.proposed_by),
        done_by=date(held_in, *rule.done_by),
        level=rule.level,
        number=rule.number,
        year=year,
    )
