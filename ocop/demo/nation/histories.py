"""Which certificates a product had over the years: renewed, raised, expired, suspended, revoked."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

# How many certificates each product of twenty had: sixty together. The one without was recognised before this system.
COUNTS = (3, 3, 2, 4, 3, 3, 1, 4, 3, 3, 0, 3, 4, 3, 2, 3, 4, 3, 5, 4)
FIRST_YEAR = 2019
MONTHS_APART = 2  # every office decides that often
EARLIEST = 4  # the first decisions fall into autumn 2019
NEWEST_WITHIN = 21  # periods: the newest certificate of a product may have run out
SHORTEST, LONGEST = (
    6,
    9,
)  # periods between two certificates: a product is raised, or renewed before it expires


@dataclass
class Term:
    """One certificate to be: in which period its decision falls, and what became of it."""

    period: int
    stars: int
    revoked: bool = False
    stops: list[tuple[int, int | None]] = field(default_factory=list)  # days after the decision


def periods(today: date) -> int:
    """Two-month periods from the beginning of 2019 to the last complete one."""
    return ((today.year - FIRST_YEAR) * 12 + today.month - 1) // MONTHS_APART


def period_day(period: int, office: int) -> date:
    """The working day on which that office decides; offices do not all decide on the same day."""
    year, month = divmod(period * MONTHS_APART, 12)
    day = date(FIRST_YEAR + year, month + 1, 1) + timedelta(days=(period * 17 + office * 7) % 56)
    return day - timedelta(days=max(day.weekday() - 4, 0))


def history(number: int, rng: Random, today: date) -> list[Term]:
    """The certificates of the product with this number, the oldest first."""
    count = COUNTS[number % len(COUNTS)]
    last = periods(today) - 1
    gaps = [rng.randint(SHORTEST, LONGEST) for _ in range(count - 1)]
    reach = sum(gaps)
    begin = rng.randint(max(EARLIEST, last - reach - NEWEST_WITHIN), last - reach) if count else 0
    found, stars = [], rng.choices((3, 4), weights=(70, 30))[0]
    for place in range(count):
        found.append(Term(begin + sum(gaps[:place]), stars))
        if stars < 5 and rng.random() < (0.25 if stars == 3 else 0.06):
            stars += 1
    if found:
        _trouble(found, rng)
    return found


def _trouble(found: list[Term], rng: Random) -> None:
    chance = rng.random()
    if chance < 0.02:  # the office decides on it in a later period
        found[-1].revoked = True
    elif chance < 0.03:
        found[-1].stops.append((rng.randint(20, 40), None))
    elif chance < 0.05:
        found[-1].stops.append((rng.randint(10, 20), rng.randint(21, 40)))
