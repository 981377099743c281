"""The ranks of one product in order: each lasts until the next."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from ocop.recognition.enums import HistoricStatus
from ocop.recognition.models import HistoricRecognition
from ocop.rulebook.procedures import get_procedure
from ocop.rulebook.validity import valid_until
from ocop.targets.models import Rank
from ocop.targets.queries.reading import Issued, SentUp

MONTHS = 36  # every procedure so far gives 36 months


def day_of(record: HistoricRecognition) -> date | None:
    """The day of the decision; a year alone counts from its last day; without a year it cannot be dated."""
    return record.decided_on or (date(record.year, 12, 31) if record.year else None)


def chain(
    history: Iterable[HistoricRecognition],
    certificates: Iterable[Issued],
    sent_up: Iterable[SentUp],
) -> list[Rank]:
    """Several sources about one decision make one rank: the same day and kind counts once, the newest record wins."""
    found = [*_published(list(history)), *map(_certified, certificates), *map(_sent_up, sent_up)]
    by_day: dict[tuple[date, bool], Rank] = {}
    for rank in found:
        by_day[rank.from_on, not rank.potential] = rank
    ranks = [by_day[key] for key in sorted(by_day)]
    held: int | None = None
    for place, rank in enumerate(ranks):
        later = ranks[place + 1 :]
        rank.ended_on = later[0].from_on if later else None
        rank.replaced_on = next((one.from_on for one in later if not one.potential), None)
        rank.before = held
        held = held if rank.potential else rank.stars
    return ranks


def _published(history: list[HistoricRecognition]) -> list[Rank]:
    """A record with a year only says nothing new beside one of that year, stars and status with its day."""
    counted = [h for h in history if h.status in (HistoricStatus.RECOGNISED, HistoricStatus.POTENTIAL_5)]
    exact = {(h.decided_on.year, h.stars, h.status) for h in counted if h.decided_on}
    return [
        _of_record(h)
        for h in counted
        if day_of(h) and (h.decided_on or (h.year, h.stars, h.status) not in exact)
    ]


def _of_record(record: HistoricRecognition) -> Rank:
    months = get_procedure(record.procedure).validity_months if record.procedure else MONTHS
    potential = record.status == HistoricStatus.POTENTIAL_5
    day: Any = day_of(record)
    return _rank(
        record,
        from_on=day,
        stars=None if potential else record.stars,
        potential=potential,
        valid_until=None if potential else valid_until(day, months),
        term_known=record.decided_on is not None,
        decision_text=record.decision_no,
    )


def _certified(issued: Issued) -> Rank:
    return _rank(
        issued,
        certificate_id=issued.pk,
        from_on=issued.valid_from,
        stars=issued.stars,
        valid_until=issued.valid_until,
        revoked_on=issued.revoked_on,
        pauses=issued.pauses,
        decision_text=issued.number_text,
    )


def _sent_up(line: SentUp) -> Rank:
    return _rank(line, from_on=line.decided_on, potential=True, decision_text=line.number_text)


def _rank(record: Any, **fields: Any) -> Rank:
    rank = Rank(**fields)
    rank.record = record  # type: ignore[attr-defined]
    return rank
