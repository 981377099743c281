"""An event is prepared, called out, held, summed up; what it costs."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from ocop import notify
from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.fields import public_code
from ocop.market.models import EventCost, TradeEvent
from ocop.market.policies import events as policies

FIELDS = (
    *("kind", "name", "summary", "programme", "organiser", "unit", "former", "address", "latitude"),
    *("longitude", "link", "hours", "starts_on", "ends_on", "call_from", "call_until", "least_stars"),
    *("stalls_planned", "conditions", "size", "source", "note", "visitors"),
)


@transaction.atomic
def create_event(*, data: dict[str, Any], by: Acting, at: datetime, demo: bool = False) -> TradeEvent:
    """A draft; the office alone sees it."""
    policies.check_can_create(data["unit"], by=by)
    policies.check_data(data)
    values = {name: data[name] for name in FIELDS if data.get(name) not in (None, "")}
    event = TradeEvent(code=public_code("SK"), created_at=at, state_at=at, is_demo=demo, **values)
    event.save()
    record("event.created", about=event, by=by, at=at, data={"kind": event.kind, "unit": event.unit.key})
    return event


@transaction.atomic
def edit_event(*, event: TradeEvent, data: dict[str, Any], by: Acting, at: datetime) -> TradeEvent:
    event = TradeEvent.objects.select_related("unit").locked(event.pk)
    policies.check_can_edit(event, by=by)
    policies.check_data({**{name: getattr(event, name) for name in FIELDS}, **data})
    if "unit" in data and data["unit"] != event.unit:
        policies.check_can_create(data["unit"], by=by)
    changed = [name for name in FIELDS if name in data and getattr(event, name) != data[name]]
    for name in changed:
        setattr(event, name, data[name])
    if changed:
        event.save()
        record("event.edited", about=event, by=by, at=at, data={"fields": sorted(changed)})
    return event


@transaction.atomic
def move_event(*, event: TradeEvent, name: str, reason: str = "", by: Acting, at: datetime) -> TradeEvent:
    """One step. A cancelled event is told to everybody who registered."""
    event = TradeEvent.objects.select_related("unit").locked(event.pk)
    policies.check_can_move(event, name, by=by, at=at)
    apply_move(event, name, by=by, at=at, reason=reason)
    if name == "cancel":
        for stall in event.stalls.exclude(state__in=("withdrawn", "refused")).select_related("producer"):
            notify.queue("event.cancelled", to=stall.producer, about=event, at=at, reason=reason)
    return event


@transaction.atomic
def set_costs(
    *, event: TradeEvent, rows: dict[str, tuple[Decimal, Decimal | None]], by: Acting, at: datetime
) -> None:
    """Source of money → planned, spent. Sources that are not named any more leave the list."""
    event = TradeEvent.objects.select_related("unit").locked(event.pk)
    policies.check_can_edit(event, by=by)
    event.costs.exclude(money__in=rows).delete()
    for money, (planned, spent) in rows.items():
        EventCost.objects.update_or_create(
            event=event, money=money, defaults={"planned": planned, "spent": spent}
        )
    said = {money: [str(planned), str(spent or "")] for money, (planned, spent) in rows.items()}
    record("event.costs", about=event, by=by, at=at, data={"costs": said})
