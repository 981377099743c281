"""Setting up a council and its seats."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from ocop.accounts.models import User
from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.fields import public_code
from ocop.evaluation.models import Council, Seat
from ocop.evaluation.policies import councils as policies


@transaction.atomic
def create_council(
    *,
    name: str,
    reference: str,
    established_on: date,
    rules: Mapping[str, Any],
    by: Acting,
    at: datetime,
    rules_reference: str = "",
) -> Council:
    """A council of the office's unit, with the rules of its Quy chế."""
    policies.check_can_establish(by=by, at=at)
    checked = policies.check_rules(rules)
    council = Council.objects.create(
        code=public_code("HD"),
        unit=by.unit,
        level="central" if by.level == "nation" else "province",
        name=name,
        reference=reference,
        established_on=established_on,
        rules=checked.to_settings(),
        rules_reference=rules_reference,
        created_by=by.person,
        created_at=at,
    )
    record(
        "council.create", about=council, by=by, at=at, data={"reference": reference, "rules": council.rules}
    )
    return council


@transaction.atomic
def change_council(
    *,
    council: Council,
    name: str,
    reference: str,
    established_on: date,
    rules: Mapping[str, Any],
    by: Acting,
    at: datetime,
    rules_reference: str = "",
) -> Council:
    """Sessions that are convened already keep the rules they were convened under."""
    council = Council.objects.locked(council.pk)
    policies.check_can_manage(council, by=by, at=at)
    before, council.rules = council.rules, policies.check_rules(rules).to_settings()
    council.name, council.reference, council.established_on = name, reference, established_on
    council.rules_reference = rules_reference
    council.save(update_fields=["name", "reference", "established_on", "rules", "rules_reference"])
    record("council.change", about=council, by=by, at=at, data={"before": before, "rules": council.rules})
    return council


@transaction.atomic
def give_seat(
    *, council: Council, person: User, role: str, by: Acting, at: datetime, organisation: str = ""
) -> Seat:
    """Put somebody who holds the matching appointment on the council."""
    council = Council.objects.locked(council.pk)
    policies.check_can_seat(council, person=person, role=role, by=by, at=at)
    last = Seat.objects.filter(council=council).aggregate(last=Max("place"))["last"] or 0
    seat = Seat.objects.create(
        council=council, person=person, role=role, organisation=organisation, place=last + 1
    )
    _keep_up(council)
    record(
        "council.seat", about=council, by=by, at=at, data={"seat": seat.pk, "person": person.pk, "role": role}
    )
    return seat


@transaction.atomic
def end_seat(*, seat: Seat, by: Acting, at: datetime) -> Seat:
    council = Council.objects.locked(seat.council_id)
    seat = Seat.objects.select_related("council", "person").get(pk=seat.pk)
    policies.check_can_end_seat(seat, by=by, at=at)
    seat.until_on = local_date(at)
    seat.save(update_fields=["until_on"])
    _keep_up(council)
    record("council.seat_end", about=council, by=by, at=at, data={"seat": seat.pk, "person": seat.person_id})
    return seat


@transaction.atomic
def substitute(*, seat: Seat, person: User, by: Acting, at: datetime, organisation: str = "") -> Seat:
    """Another person takes the place: the old seat ends, the new one begins, with the same role."""
    ended = end_seat(seat=seat, by=by, at=at)
    new = give_seat(
        council=ended.council, person=person, role=ended.role, organisation=organisation, by=by, at=at
    )
    new.place = ended.place
    new.save(update_fields=["place"])
    return new


def _keep_up(council: Council) -> None:
    """A session that has been convened but not opened scores with the council's present seats."""
    seats = Seat.objects.filter(council=council, until_on=None).exclude(role="secretary")
    roster = sorted(seats.values_list("pk", flat=True))
    council.sessions.filter(state="declaring").update(roster=roster)
