"""What one record adds to the kept figures, as changes on days: +1 on the day it begins to count, −1 on the day it ends.

A figure as of a day is then the sum of all changes up to that day. The definitions in `ocop.targets.definitions` say the
same as conditions over rows; a property test and check I54 hold both against each other.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ocop.rulebook.validity import EXPIRING_DAYS

PRODUCTS = ("joined", "evaluated", "recognised", "unrecognised", "tourism")
STARS = ("stars_3", "stars_4", "stars_5", "potential")
SECTORS = {code: f"sector_{place}" for place, code in enumerate(("I", "II", "III", "IV", "V", "VI"), 1)}
VALIDITY = ("valid", "expiring", "suspended", "term_unknown", "lapsed", "revoked")
EVENTS = ("again", "upgraded", "revocations")  # things that happen: never taken back
MAKERS = ("makers", "makers_evaluated", "makers_recognised")
COLUMNS = (*PRODUCTS, "standing", *STARS, *SECTORS.values(), *VALIDITY, *EVENTS, *MAKERS, "registered")

Change = tuple[date, str, int]
Span = tuple[date, date | None]  # first day, and the first day after it (none: open)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class RankDays:
    """A recognition or a result sent up, as `Rank` keeps it. `pauses`: first and last day of each suspension."""

    from_on: date
    ended_on: date | None
    replaced_on: date | None
    stars: int | None
    potential: bool
    before: int | None
    sector: str
    valid_until: date | None
    term_known: bool
    revoked_on: date | None
    pauses: tuple[Span, ...]


def product_changes(
    joined: date | None, evaluated: date | None, recognised: date | None, sector: str
) -> Iterator[Change]:
    yield from counting("joined", joined)
    yield from counting("evaluated", evaluated)
    yield from counting("recognised", recognised)
    yield from counting("unrecognised", evaluated, recognised)
    if sector == "VI":
        yield from counting("tourism", joined)


def producer_changes(
    joined: date | None, evaluated: date | None, recognised: date | None
) -> Iterator[Change]:
    for name, day in zip(MAKERS, (joined, evaluated, recognised), strict=True):
        yield from counting(name, day)


def registration_changes(year: int, registered_on: date, withdrawn_on: date | None) -> Iterator[Change]:
    """Counted for its own year only: on a day of another year it is not asked for."""
    begin, after = date(year, 1, 1), date(year + 1, 1, 1)
    yield from counting("registered", max(begin, registered_on), min(after, withdrawn_on or after))


def rank_changes(rank: RankDays) -> Iterator[Change]:
    kind = "potential" if rank.potential else f"stars_{rank.stars}"
    for name in ("standing", kind if kind in STARS else "", SECTORS.get(rank.sector, "")):
        if name:
            yield from counting(name, rank.from_on, rank.ended_on)
    if not rank.potential:
        yield from _validity(rank)
        if rank.before is not None:
            yield rank.from_on, "again", 1
            if rank.stars is not None and rank.stars > rank.before:
                yield rank.from_on, "upgraded", 1
    if rank.revoked_on is not None:
        yield rank.revoked_on, "revocations", 1


def counting(name: str, begin: date | None, after: date | None = None) -> Iterator[Change]:
    """From `begin` until the day before `after`; nothing when that is no day at all."""
    if begin is None or (after is not None and after <= begin):
        return
    yield begin, name, 1
    if after is not None:
        yield after, name, -1


def _validity(rank: RankDays) -> Iterator[Change]:
    begin, last = rank.from_on, rank.valid_until
    stop = _earliest(rank.replaced_on, rank.revoked_on)
    if last is not None:
        term = (begin, _earliest(stop, last + DAY))
        soon = (max(begin, last - timedelta(days=EXPIRING_DAYS)), term[1])
        yield from _outside(term, rank.pauses, "valid", "suspended")
        yield from _outside(soon, rank.pauses, "expiring", "")
        if not rank.term_known:
            yield from _outside(term, rank.pauses, "term_unknown", "")
        yield from counting("lapsed", max(begin, last + DAY), stop)
    if rank.revoked_on is not None:
        yield from counting("revoked", max(begin, rank.revoked_on), rank.replaced_on)


def _outside(span: Span, pauses: Iterable[Span], name: str, within: str) -> Iterator[Change]:
    """The span counts for `name`; its days inside pauses count for `within` instead."""
    yield from counting(name, *span)
    for first, last in _joined(pauses):
        begin, after = max(span[0], first), _earliest(span[1], last + DAY if last else None)
        for day, _, change in counting(name, begin, after):
            yield day, name, -change
            if within:
                yield day, within, change


def _joined(pauses: Iterable[Span]) -> list[Span]:
    """Pauses that touch or overlap are one, so that no day is taken away twice."""
    found: list[Span] = []
    for first, last in sorted(pauses, key=lambda span: span[0]):
        if last is not None and last < first:
            continue
        if found and (found[-1][1] is None or first <= found[-1][1] + DAY):
            before = found[-1][1]
            found[-1] = (found[-1][0], None if before is None or last is None else max(before, last))
        else:
            found.append((first, last))
    return found


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)
