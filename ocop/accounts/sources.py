"""Appointments as something a person acts for."""

from collections.abc import Iterable
from datetime import date

from ocop.accounts.models import User
from ocop.core.acting import Acting, register_source
from ocop.core.permissions import Role


@register_source
def appointments(person: User, on: date) -> Iterable[Acting]:
    for held in person.appointments.on(on).select_related("unit").order_by("pk"):
        yield Acting(person=person, role=Role(held.role), unit=held.unit, key=f"a{held.pk}", on=on)
