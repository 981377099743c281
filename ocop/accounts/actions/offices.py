"""Giving and ending offices. Every change is one transaction with its audit event; rights follow at once."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from ocop.accounts import policies
from ocop.accounts.models import Appointment, RoleRequest, User
from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.core.permissions import Role
from ocop.places.enums import Level
from ocop.places.models import Unit


@transaction.atomic
def appoint(
    *,
    person: User,
    role: Role | str,
    unit: Unit,
    from_on: date,
    until_on: date | None = None,
    reference: str = "",
    by: Acting,
    at: datetime,
) -> Appointment:
    """Give an office that one person may give; the others go by `request_role` and `confirm_request`."""
    role = Role(role)
    person = User.objects.locked(person.pk)
    policies.check_can_appoint(person, role=role, unit=unit, from_on=from_on, until_on=until_on, by=by, at=at)
    policies.check_one_person_role(role)
    return _write(person, role, unit, from_on, until_on, reference, by, at)


def _write(
    person: User,
    role: Role,
    unit: Unit,
    from_on: date,
    until_on: date | None,
    reference: str,
    by: Acting,
    at: datetime,
    **data: Any,
) -> Appointment:
    held = Appointment.objects.create(
        person=person,
        role=role,
        unit=unit,
        from_on=from_on,
        until_on=until_on,
        reference=reference,
        created_by=by.person,
        created_at=at,
    )
    facts = {"person": person.pk, "role": role, "unit": unit.key, "from": from_on, "until": until_on}
    record("appointment.made", about=held, by=by, at=at, data={**facts, "reference": reference, **data})
    return held


@transaction.atomic
def request_role(
    *,
    person: User,
    role: Role | str,
    unit: Unit,
    from_on: date,
    until_on: date | None = None,
    reference: str = "",
    by: Acting,
    at: datetime,
) -> RoleRequest:
    """Ask for a far-reaching role; nothing is given until another administrator confirms."""
    role = Role(role)
    person = User.objects.locked(person.pk)
    policies.check_can_request(person, role=role, unit=unit, from_on=from_on, until_on=until_on, by=by, at=at)
    asked = RoleRequest.objects.create(
        person=person,
        role=role,
        unit=unit,
        from_on=from_on,
        until_on=until_on,
        reference=reference,
        requested_by=by.person,
        requested_at=at,
    )
    record(
        "role_request.made",
        about=asked,
        by=by,
        at=at,
        data={"person": person.pk, "role": role, "unit": unit.key},
    )
    return asked


def appoint_or_request(*, role: Role | str, **values: Any) -> Appointment | RoleRequest:
    """The way that this role asks for: given at once, or asked for until a second person confirms."""
    make = request_role if Role(role) in policies.TWO_PERSON_ROLES else appoint
    return make(role=role, **values)


@transaction.atomic
def confirm_request(*, request: RoleRequest, by: Acting, at: datetime) -> Appointment:
    """The second person agrees: the office is given now, under the rules of now."""
    request = RoleRequest.objects.locked(request.pk)
    policies.check_can_decide(request, by=by, at=at)
    role = Role(request.role)
    days = {"from_on": request.from_on, "until_on": request.until_on}
    policies.check_can_appoint(request.person, role=role, unit=request.unit, **days, by=by, at=at)
    held = _write(
        request.person,
        role,
        request.unit,
        request.from_on,
        request.until_on,
        request.reference,
        by,
        at,
        request=request.pk,
        requested_by=request.requested_by_id,
    )
    _decide(request, confirmed=True, reason="", appointment=held, by=by, at=at)
    return held


@transaction.atomic
def refuse_request(*, request: RoleRequest, reason: str, by: Acting, at: datetime) -> RoleRequest:
    request = RoleRequest.objects.locked(request.pk)
    policies.check_can_decide(request, by=by, at=at)
    if not reason.strip():
        raise RuleBroken("Cần ghi lý do từ chối để người đề nghị biết.", code="reason", field="reason")
    _decide(request, confirmed=False, reason=reason, appointment=None, by=by, at=at)
    record("role_request.refused", about=request, by=by, at=at, data={"reason": reason})
    return request


def _decide(request: RoleRequest, *, by: Acting, at: datetime, **fields: Any) -> None:
    changed = {"decided_by": by.person, "decided_at": at, **fields}
    for name, value in changed.items():
        setattr(request, name, value)
    request.save(update_fields=list(changed))


@transaction.atomic
def end_appointment(*, appointment: Appointment, reason: str, by: Acting, at: datetime) -> Appointment:
    """Take the office away; the person's open sessions lose its rights on their next request (I14)."""
    appointment = Appointment.objects.locked(appointment.pk)
    policies.check_can_end(appointment, by=by, at=at)
    if not reason.strip():
        raise RuleBroken("Cần ghi lý do kết thúc.", code="reason", field="reason")
    appointment.ended_by, appointment.ended_at, appointment.end_reason = by.person, at, reason
    appointment.save(update_fields=["ended_by", "ended_at", "end_reason"])
    facts = {"person": appointment.person_id, "role": appointment.role, "unit": appointment.unit.key}
    record("appointment.ended", about=appointment, by=by, at=at, data={**facts, "reason": reason})
    return appointment


@transaction.atomic
def install_administrator(*, person: User, unit: Unit, by: Acting, at: datetime) -> Appointment:
    """The first two administrators of the nation, from the command line of the machine; then never again."""
    on = local_date(at)
    running = Appointment.objects.on(on).filter(role=Role.ADMINISTRATOR, unit__level=Level.NATION)
    if running.count() >= 2:
        raise RuleBroken(
            "Đã có hai người quản trị; người tiếp theo phải được đề nghị và xác nhận trên trang Người dùng.",
            code="install.enough",
        )
    if unit.level != Level.NATION:
        raise RuleBroken("Người quản trị đầu tiên được cử ở cấp trung ương.", code="install.level")
    if running.filter(person=person).exists():
        raise RuleBroken(f"{person} đã là người quản trị.", code="install.twice")
    return _write(person, Role.ADMINISTRATOR, unit, on, None, "Cài đặt hệ thống", by, at)
