"""A point is planned, opened, pauses, closes; who runs it; its pictures."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from ocop.accounts.actions.people import invite
from ocop.accounts.models import User
from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.core.fields import public_code
from ocop.documents.models import StoredFile
from ocop.market.models import Point, PointOperator, PointPause, PointPhoto
from ocop.market.policies import points as policies
from ocop.products.signals import product_changed
from ocop.rulebook.market import setting_on, survival_day

FIELDS = (
    *("kind", "name", "unit", "former", "address", "latitude", "longitude", "producer", "operator_name"),
    *("hours", "recognised_no", "recognised_on", "recognised_until", "support", "support_until"),
    *("source", "note"),
)
SHOWN = ("name", "unit", "address", "hours")  # what product pages say of a point


@transaction.atomic
def create_point(*, data: dict[str, Any], by: Acting, at: datetime, demo: bool = False) -> Point:
    """Planned; `move_point("open")` opens it."""
    policies.check_can_create(data["unit"], by=by)
    policies.check_data(data)
    values = {name: data[name] for name in FIELDS if data.get(name) not in (None, "")}
    point = Point(code=public_code("DB"), created_at=at, state_at=at, is_demo=demo, **values)
    point.survives_on = _survives_on(point)
    point.save()
    record("point.created", about=point, by=by, at=at, data={"kind": point.kind, "unit": point.unit.key})
    return point


@transaction.atomic
def edit_point(*, point: Point, data: dict[str, Any], by: Acting, at: datetime) -> Point:
    point = Point.objects.select_related("unit").locked(point.pk)
    policies.check_can_edit(point, by=by)
    policies.check_data({**{name: getattr(point, name) for name in FIELDS}, **data})
    if "unit" in data and data["unit"] != point.unit:
        policies.check_can_create(data["unit"], by=by)
    changed = [name for name in FIELDS if name in data and getattr(point, name) != data[name]]
    for name in changed:
        setattr(point, name, data[name])
    if changed:
        point.survives_on = _survives_on(point)
        point.save()
        record("point.edited", about=point, by=by, at=at, data={"fields": sorted(changed)})
    if set(changed) & set(SHOWN):
        tell_products(point, at=at)
    return point


def _survives_on(point: Point) -> date | None:
    if point.support_until is None:
        return None
    return survival_day(point.support_until, setting_on(point.support_until).survival_months)


@transaction.atomic
def move_point(
    *,
    point: Point,
    name: str,
    on: date | None = None,
    reason: str = "",
    known: bool = False,
    by: Acting,
    at: datetime,
) -> Point:
    """open, suspend, resume or close, as of the day `on`. `known`: a source says that it works, not since when."""
    point = Point.objects.select_related("unit").locked(point.pk)
    day = on or local_date(at)
    policies.check_can_move(point, name, by=by)
    policies.check_day(point, name, day, at=at)
    fields: dict[str, Any] = {}
    if name == "open":
        fields = {"active_from": day, **({} if known else {"opened_on": day})}
    if name == "close":
        fields = {"closed_on": day}
    apply_move(point, name, by=by, at=at, reason=reason, fields=fields, on=day.isoformat())
    _pause(point, name, day)
    tell_products(point, at=at)
    return point


def _pause(point: Point, name: str, day: date) -> None:
    if name == "suspend":
        PointPause.objects.create(point=point, from_on=day)
    else:
        point.pauses.filter(until_on=None).update(until_on=day)


def tell_products(point: Point, *, at: datetime) -> None:
    """Product pages say where to buy: the register follows in the same transaction."""
    for line in point.shelf.filter(removed_at=None).select_related("product__producer", "product__unit"):
        product_changed.send(sender=Point, product=line.product, at=at)


@transaction.atomic
def name_operator(
    *, point: Point, email: str, full_name: str, until_on: date | None = None, by: Acting, at: datetime
) -> PointOperator:
    """Somebody reports for the point: a known account, or one that gets an invitation by e-mail."""
    point = Point.objects.select_related("unit").locked(point.pk)
    policies.check_can_edit(point, by=by)
    person = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if person is None:  # a new account is a matter of those who manage people
        person, _ = invite(email=email, full_name=full_name, by=by, at=at)
    if point.operators.filter(person=person, ended_at=None).exists():
        raise RuleBroken(f"{person.full_name} đã vận hành điểm này.", code="point.operator", field="email")
    held = PointOperator.objects.create(
        point=point,
        person=person,
        from_on=local_date(at),
        until_on=until_on,
        created_by=by.person,
        created_at=at,
    )
    record("point.operator_named", about=point, by=by, at=at, data={"person": person.pk})
    return held


@transaction.atomic
def end_operator(*, held: PointOperator, by: Acting, at: datetime) -> None:
    """From this moment the person reports no more for the point."""
    policies.check_can_manage(held.point, by=by)
    if held.ended_at is None:
        held.ended_at, held.ended_by = at, by.person
        held.save(update_fields=["ended_at", "ended_by"])
        record("point.operator_ended", about=held.point, by=by, at=at, data={"person": held.person_id})


@transaction.atomic
def add_photo(*, point: Point, file: StoredFile, caption: str = "", by: Acting, at: datetime) -> PointPhoto:
    policies.check_can_change_shelf(point, by=by)
    photo = PointPhoto.objects.create(point=point, file=file, caption=caption)
    record("point.photo_added", about=point, by=by, at=at, data={"sha256": file.sha256})
    return photo


@transaction.atomic
def remove_photo(*, photo: PointPhoto, by: Acting, at: datetime) -> None:
    policies.check_can_change_shelf(photo.point, by=by)
    if photo.removed_at is None:
        photo.removed_at = at
        photo.save(update_fields=["removed_at"])
        record("point.photo_removed", about=photo.point, by=by, at=at, data={"sha256": photo.file.sha256})
