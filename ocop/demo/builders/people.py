"""Accounts and offices: two administrators first, who then appoint everybody; far-reaching roles by two persons."""

from django.contrib.auth.hashers import make_password

from ocop.accounts import demo as demo_mfa
from ocop.accounts.actions import add_person, appoint_or_request, confirm_request, install_administrator
from ocop.accounts.models import RoleRequest
from ocop.core.acting import system
from ocop.core.clock import local_date
from ocop.core.permissions import ROLES, Role
from ocop.demo.cast import CAST, NATION, PASSWORD, Person
from ocop.demo.world import World
from ocop.places.models import Unit

SINCE = 121  # working days ago: before the first dossier
ADMINISTRATORS = ("quan-tri", "quan-tri-2")
REFERENCE = "QĐ (bản demo)"


def add_people(world: World, *, cast: tuple[Person, ...] = CAST) -> None:
    """Everybody with their offices, and a second factor where the role asks for one."""
    at = world.days.at(SINCE, 8)
    by = system(local_date(at))
    for person in cast:
        world.people[person.key] = add_person(
            email=person.email, full_name=person.name, is_demo=True, by=by, at=at
        )
    _share_password(world)
    for key in ADMINISTRATORS:
        install_administrator(person=world.people[key], unit=world.unit(NATION), by=by, at=at)
    for person in cast:
        for role, unit in person.offices:
            give_office(world, person.key, role, world.unit(unit))
        if person.key in ADMINISTRATORS or any(ROLES[role].mfa for role, _ in person.offices):
            demo_mfa.enable_mfa(world.people[person.key])
    world.forget_offices()


def _share_password(world: World) -> None:
    """One password for all demo accounts on purpose, so its slow hash is made once."""
    hashed = make_password(PASSWORD)
    for person in world.people.values():
        person.password = hashed
        person.save(update_fields=["password"])


def give_office(world: World, key: str, role: Role, unit: Unit) -> None:
    at = world.days.at(SINCE, 9)
    first, second = (world.by(one, at, role=Role.ADMINISTRATOR) for one in ADMINISTRATORS)
    made = appoint_or_request(
        person=world.people[key],
        role=role,
        unit=unit,
        from_on=local_date(at),
        reference=REFERENCE,
        by=first,
        at=at,
    )
    if isinstance(made, RoleRequest):
        confirm_request(request=made, by=second, at=world.days.at(SINCE, 10))
