"""The changes that kept facts make to the figures, and to the days on which units got their first recognised product."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from ocop.rulebook.tallies import (
    Change,
    RankDays,
    Span,
    producer_changes,
    product_changes,
    rank_changes,
    registration_changes,
)
from ocop.targets.models import ProducerFact, ProductFact, Rank, Registration

# (province of today, province of its own day, day, column) → how much
Changes = Counter[tuple[str, str, date, str]]
START_PATHS = ("now_province", "now_unit", "then_province", "then_district", "then_unit")
RANK_DAYS = (
    *("from_on", "ended_on", "replaced_on", "stars", "potential", "before", "sector", "valid_until"),
    *("term_known", "revoked_on", "pauses"),
)


def add(found: Changes, row: Any, sign: int = 1) -> None:
    """Count what a fact or a registration changes; −1 takes it back."""
    for day, column, change in changes_of(row):
        found[row.now_province, row.then_province, day, column] += sign * change


def changes_of(row: Any) -> Iterator[Change]:
    if isinstance(row, Rank):
        return rank_changes(rank_days(*(getattr(row, name) for name in RANK_DAYS)))
    if isinstance(row, ProductFact):
        return product_changes(row.joined_on, row.evaluated_on, row.recognised_on, row.sector)
    if isinstance(row, ProducerFact):
        return producer_changes(row.joined_on, row.evaluated_on, row.recognised_on)
    if isinstance(row, Registration):
        return registration_changes(row.year, row.registered_on, row.withdrawn_on)
    raise TypeError(f"{type(row).__name__} is not counted")


def rank_days(*values: Any) -> RankDays:
    """From the columns RANK_DAYS."""
    return RankDays(*values[:-1], pauses=spans(values[-1]))


def spans(text: str) -> tuple[Span, ...]:
    """ "2026-01-05/2026-02-01;2026-03-01/" as days."""
    found = []
    for part in text.split(";") if text else ():
        first, _, last = part.partition("/")
        found.append((date.fromisoformat(first), date.fromisoformat(last) if last else None))
    return tuple(found)


def all_changes() -> Changes:
    """Of every kept fact and registration."""
    found: Changes = Counter()
    for model in (ProductFact, Rank, ProducerFact, Registration):
        rows: Iterable[Any] = model.objects.order_by().iterator(chunk_size=5000)  # type: ignore[attr-defined]
        for row in rows:
            add(found, row)
    return found
