"""Appending to the chain, and signing where it stands."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, models, transaction

from ocop.audit.chain import event_hash
from ocop.audit.models import ChainHead, Checkpoint, Event
from ocop.core.acting import Acting
from ocop.core.bulk_writes import insert_many
from ocop.core.text import clean, clean_line


def plain(value: Any) -> Any:
    """What JSON can hold, without floats: decimals and dates as text."""
    if isinstance(value, dict):
        return {clean(str(key)): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in (sorted(value) if isinstance(value, (set, frozenset)) else value)]
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, (Decimal, float)):
        return str(value)
    return clean(str(value))


def append(verb: str, *, about: models.Model, by: Acting, at: datetime, data: dict[str, Any]) -> Event:
    """Write one event at the end of the chain (I26, I27).

    The head row is locked until the caller's transaction ends, so call this last, after the slow work.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An audit event belongs into the transaction of its change.")
    head = _locked_head()
    fields = {
        "seq": head.seq + 1,
        "at": at,
        "verb": verb,
        **_about(about),
        **_who(by),
        "data": plain(data),
    }
    event = Event(**fields, previous=head.hash, hash=event_hash(head.hash, fields))
    event.save(force_insert=True)
    ChainHead.objects.filter(pk=1).update(seq=event.seq, hash=event.hash)
    return event


def append_many(
    entries: Sequence[tuple[str, models.Model, dict[str, Any]]], *, by: Acting, at: datetime
) -> list[Event]:
    """As `append` for many changes of one transaction: (verb, about, data), in order. Six statements for any number."""
    if not connection.in_atomic_block:
        raise RuntimeError("An audit event belongs into the transaction of its change.")
    if not entries:
        return []
    head = _locked_head()
    who = _who(by)
    events: list[Event] = []
    for verb, about, data in entries:
        fields = {"seq": head.seq + 1, "at": at, "verb": verb, **_about(about), **who, "data": plain(data)}
        events.append(Event(**fields, previous=head.hash, hash=event_hash(head.hash, fields)))
        head.seq, head.hash = events[-1].seq, events[-1].hash
    insert_many(events)
    ChainHead.objects.filter(pk=1).update(seq=head.seq, hash=head.hash)
    for event in events:  # those who follow the journal hear of each
        models.signals.post_save.send(sender=Event, instance=event, created=True, raw=False, using="default")
    return events


def _about(about: models.Model) -> dict[str, Any]:
    return {
        "about_type": about._meta.label_lower,
        "about_id": str(about.pk),
        "about_label": clean_line(str(about))[:200],
    }


def _who(by: Acting) -> dict[str, Any]:
    return {
        "person_id": by.person.pk if by.person else None,
        "role": by.role or "",
        "unit_key": by.unit.key if by.unit else "",
        "party_id": by.party_id,
    }


def _locked_head() -> ChainHead:
    """The one row of the chain's end, held; two first events at once both find the same row."""
    locked = ChainHead.objects.select_for_update().filter(pk=1)
    head = locked.first()
    if head is None:
        ChainHead.objects.bulk_create([ChainHead(pk=1)], ignore_conflicts=True)
        head = locked.get()
    return head


def hold_order() -> None:
    """Writers of other numbered feeds wait here, as events do, until the transaction ends: numbers follow the commits."""
    _locked_head()


@transaction.atomic
def make_checkpoint(*, at: datetime) -> Checkpoint:
    """Sign the present end of the chain; the same end is signed once (I28)."""
    from ocop.audit.signing import sign

    head = _locked_head()
    earlier = Checkpoint.objects.filter(seq=head.seq).first()
    if earlier:
        return earlier
    key, signature = sign(head.seq, head.hash, at)
    return Checkpoint.objects.create(seq=head.seq, hash=head.hash, at=at, key_id=key, signature=signature)
