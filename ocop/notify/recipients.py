"""Who is told: people, offices, and records that people act for (apps above register how to find those people)."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from ocop.accounts.models import Appointment, User
from ocop.notify import Office, conf
from ocop.notify.catalogue import message_of
from ocop.notify.enums import PHONE, Channel
from ocop.notify.models import ChannelChoice

Finder = Callable[[Any, date], Iterable[User]]
_finders: dict[str, Finder] = {}


def register(model_label: str, finder: Finder) -> None:
    """`register("producers.producer", people_of)`: the people behind a record of that model."""
    _finders[model_label] = finder


def people_behind(to: Any, on: date) -> list[tuple[User, str]]:
    """(person, for whom) without doubles, active people only."""
    if isinstance(to, (list, tuple, set)):
        found = [pair for one in to for pair in people_behind(one, on)]
    elif isinstance(to, User):
        found = [(to, "")]
    elif isinstance(to, Office):
        found = [(held.person, to.unit.full_name) for held in _appointed(to, on)]
    elif to._meta.label_lower in _finders:
        found = [(person, str(to)) for person in _finders[to._meta.label_lower](to, on)]
    else:
        raise TypeError(f"nobody is registered as behind {to._meta.label}")
    return [
        pair for pair in {person.pk: (person, party) for person, party in found}.values() if pair[0].is_active
    ]


def _appointed(office: Office, on: date) -> Iterable[Appointment]:
    return Appointment.objects.on(on).filter(unit=office.unit, role=office.role).select_related("person")


def ways_of(people: list[User], key: str) -> dict[int, list[tuple[Channel, str]]]:
    """Per person the channels and addresses for a message: set up here, allowed by the person, fit for the message."""
    said = {
        (row.person_id, row.channel): row.allowed
        for row in ChannelChoice.objects.filter(person__in=people, channel__in=list(Channel))
    }
    phones = [one for one in PHONE if message_of(key).phone and is_used(one, key)]
    found: dict[int, list[tuple[Channel, str]]] = {}
    for person in people:
        mail = [(Channel.EMAIL, person.email)] if said.get((person.pk, Channel.EMAIL), True) else []
        rings = [(one, person.phone) for one in phones if person.phone and said.get((person.pk, one), False)]
        found[person.pk] = mail + rings
    return found


def is_used(channel: Channel, key: str) -> bool:
    """The channel has a provider, and the provider approved a template for this message."""
    return bool(conf.place(channel)) and conf.template_of(channel, key) is not None
