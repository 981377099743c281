"""Appointments as something a person acts for."""

from collections.abc import Iterable
from datetime import date

from ocop.accounts.models import Appointment, User
from ocop.core.acting import Acting, register_source
from ocop.core.permissions import Role
from ocop.core.prepared import Prepared

_held = Prepared(
    lambda person, on: Appointment.objects.filter(person=person).on(on).select_related("unit").order_by("pk"),
    person=int,
    on=date,
)


@register_source
def appointments(person: User, on: date) -> Iterable[Acting]:
    for held in _held.rows(person=person.pk, on=on):
        yield Acting(person=person, role=Role(held.role), unit=held.unit, key=f"a{held.pk}", on=on)
