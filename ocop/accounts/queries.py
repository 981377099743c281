"""Reads over people and their offices."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from ocop.accounts.models import Appointment, RoleRequest, User
from ocop.core.acting import Acting
from ocop.core.permissions import ROLES, Role
from ocop.places.enums import Level
from ocop.places.models import Unit


def people_list(
    by: Acting, *, text: str = "", role: str = "", running_on: date | None = None
) -> QuerySet[User]:
    """People this office manages, by given name, with their running appointments in `held`."""
    on = running_on or by.on
    people = User.objects.visible_to(by)
    if text:
        people = people.matching(text)
    if role:
        people = people.filter(pk__in=Appointment.objects.on(on).filter(role=role).values("person_id"))
    held = Appointment.objects.on(on).select_related("unit").order_by("from_on", "pk")
    return people.prefetch_related(Prefetch("appointments", queryset=held, to_attr="held")).order_by(
        "name_key", "pk"
    )


def appointments_of(person: User) -> QuerySet[Appointment]:
    """All of them, running ones first, then the latest ended."""
    return person.appointments.select_related("unit", "created_by", "ended_by").order_by(
        "ended_at", "-from_on", "-pk"
    )


def pending_requests(by: Acting) -> QuerySet[RoleRequest]:
    return (
        RoleRequest.objects.visible_to(by)
        .pending()
        .select_related("person", "unit", "requested_by")
        .order_by("requested_at", "pk")
    )


def appointable_roles(by: Acting) -> list[Role]:
    """Administrators give every office; the province office gives those held at commune level."""
    if by.role == Role.ADMINISTRATOR:
        return [role for role, info in ROLES.items() if info.levels]
    if by.role == Role.PROVINCE_OFFICE:
        return [role for role, info in ROLES.items() if Level.COMMUNE in info.levels]
    return []


def asks_for_mfa(held: Iterable[Acting]) -> bool:
    """Whether any office among these asks for a second factor at sign-in."""
    return any(acting.role is not None and ROLES[acting.role].mfa for acting in held)


def mfa_active(person: User) -> bool:
    from allauth.mfa.models import Authenticator

    return Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.TOTP).exists()


def holders(role: Role, unit: Unit, on: date) -> QuerySet[User]:
    """Who holds that role in that unit on that day; for notices and for choosing members."""
    return User.objects.filter(
        is_active=True, pk__in=Appointment.objects.on(on).filter(role=role, unit=unit).values("person_id")
    ).order_by("name_key", "pk")


def end_state(appointment: Appointment, at: datetime, on: date) -> dict[str, Any]:
    """Label and tone of an appointment's badge."""
    if appointment.ended_at is not None:
        return {"label": "Đã kết thúc", "tone": "neutral", "icon": "slash-circle"}
    if appointment.until_on is not None and appointment.until_on < on:
        return {"label": "Hết hạn", "tone": "neutral", "icon": "x-circle"}
    if appointment.from_on > on:
        return {"label": "Chưa bắt đầu", "tone": "info", "icon": "hourglass-split"}
    return {"label": "Đang hiệu lực", "tone": "success", "icon": "check-circle"}
