"""Who has completed a class, and how far training reaches. Pure arithmetic; the indicators must equal `coverage`.

Goals: Hà Nội 2021–2025, 100 % of the producers taking part trained and at least 25 % of the trained workers with a
certificate. No decision says from which attendance somebody counts as trained: `REQUIRED_PERCENT` is a setting of each
class, proposed on 22/11/2026.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ocop.rulebook.figures import percent

REQUIRED_PERCENT = 80
LEADER, WORKER, OFFICER = "leader", "worker", "officer"


def completed(attended: Iterable[Decimal], held: Iterable[Decimal], required_percent: int) -> bool:
    """The hours attended are at least that share of the hours held; exact, so 80 % of 7.5 hours is 6 hours."""
    whole = sum((Fraction(hours) for hours in held), Fraction(0))
    part = sum((Fraction(hours) for hours in attended), Fraction(0))
    return whole > 0 and part * 100 >= whole * required_percent


@dataclass(frozen=True)
class Taught:
    """One person in one class: for which producer (none: an officer), as what, when completed and certified."""

    person: int
    producer: int | None
    role: str
    completed_on: date | None
    certified_on: date | None


@dataclass(frozen=True)
class Coverage:
    """Sums over everything that ended by a day. A person in two classes, a producer with ten people, counts once."""

    producers: int
    producers_trained: int
    producers_leader_trained: int
    workers_trained: int
    workers_certified: int

    @property
    def producers_share(self) -> Fraction | None:
        return percent(self.producers_trained, self.producers)

    @property
    def leaders_share(self) -> Fraction | None:
        return percent(self.producers_leader_trained, self.producers)

    @property
    def certified_share(self) -> Fraction | None:
        return percent(self.workers_certified, self.workers_trained)


def coverage(taking_part: Collection[int], taught: Iterable[Taught], on: date) -> Coverage:
    """`taking_part`: the producers of the programme on that day; others do not count for the shares of producers."""
    rows = list(taught)
    done = [row for row in rows if row.completed_on and row.completed_on <= on]
    members = set(taking_part)
    trained = {row.producer for row in done} & members
    led = {row.producer for row in done if row.role == LEADER} & members
    workers = {row.person for row in done if row.role == WORKER}
    certified = {
        row.person for row in done if row.role == WORKER and row.certified_on and row.certified_on <= on
    }
    return Coverage(len(members), len(trained), len(led), len(workers), len(certified))
