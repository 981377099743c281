"""A round of registration is opened, its last day moved, its list closed."""

from datetime import date, datetime

from django.db import transaction

from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.targets import round_rules as rules
from ocop.targets.models import RegistrationRound
from ocop.targets.queries.rounds import counted_now


@transaction.atomic
def open_round(
    *,
    year: int,
    name: str,
    opens_on: date,
    closes_on: date,
    document: str,
    by: Acting,
    at: datetime,
    note: str = "",
) -> RegistrationRound:
    rules.check_can_open(year, opens_on, closes_on, document, by=by, at=at)
    made = RegistrationRound.objects.create(
        unit=by.unit,
        year=year,
        name=name,
        opens_on=opens_on,
        closes_on=closes_on,
        document=document,
        note=note,
        created_by=by.person,
        created_at=at,
        state_at=at,
    )
    days = {"year": year, "opens_on": opens_on.isoformat(), "closes_on": closes_on.isoformat()}
    record("call.opened", about=made, by=by, at=at, data=days)
    return made


@transaction.atomic
def set_last_day(
    *, one: RegistrationRound, closes_on: date, reason: str, by: Acting, at: datetime
) -> RegistrationRound:
    one = RegistrationRound.objects.select_related("unit").locked(one.pk)
    rules.check_can_set_last_day(one, closes_on, reason, by=by, at=at)
    before, one.closes_on = one.closes_on, closes_on
    one.save(update_fields=["closes_on"])
    data = {"before": before.isoformat(), "closes_on": closes_on.isoformat(), "reason": reason}
    record("call.last_day", about=one, by=by, at=at, data=data)
    return one


@transaction.atomic
def close_round(*, one: RegistrationRound, by: Acting, at: datetime) -> RegistrationRound:
    """What every unit registered in it is kept with it."""
    one = RegistrationRound.objects.select_related("unit").locked(one.pk)
    rules.check_can_close(one, by=by, at=at)
    counted = counted_now(one)
    apply_move(one, "close", by=by, at=at, fields={"counted": counted}, total=sum(counted.values()))
    return one
