"""Appointments as something a person acts for."""

from collections.abc import Iterable
from datetime import date

from ocop.accounts.hints import hand_over, hints, take
from ocop.accounts.models import Appointment, User
from ocop.core.acting import Acting, register_source
from ocop.core.permissions import Role
from ocop.core.prepared import Prepared

READ_BESIDE = "_appointments_read"

_held = Prepared(
    lambda person, on: (
        Appointment.objects.filter(person=person)
        .on(on)
        .select_related("unit", "person")
        .annotate(**hints("person"))
        .order_by("pk")
    ),
    person=int,
    on=date,
)
_person = Prepared(lambda pk: User.objects.filter(pk=pk).annotate(**hints("pk")), pk=int)


def read_person(pk: int, on: date) -> User | None:
    """A person and what they hold on that day: one statement for whoever holds an office, two for anybody else.

    What was read beside the person serves the next question for that day, once: rights are asked anew on every request.
    """
    rows = _held.rows(person=pk, on=on)
    person: User | None = rows[0].person if rows else _person.first(pk=pk)
    if person is not None:
        if rows:
            hand_over(rows[0], person)
        setattr(person, READ_BESIDE, (on, rows))
    return person


@register_source
def appointments(person: User, on: date) -> Iterable[Acting]:
    day, rows = take(person, READ_BESIDE, (None, []))
    if day != on:
        rows = _held.rows(person=person.pk, on=on)
    for held in rows:
        yield Acting(person=person, role=Role(held.role), unit=held.unit, key=f"a{held.pk}", on=on)
