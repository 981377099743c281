"""The demo accounts as the start page and the command show them."""

from django.conf import settings

from ocop.accounts.demo import demo_codes
from ocop.accounts.models import User
from ocop.core.permissions import ROLES, Role
from ocop.demo.cast import BUYERS, CAST, HA_DONG, NATION, PASSWORD, WAITING_BUYER, Person
from ocop.demo.stories import MAKERS
from ocop.home.demo_panel import DemoAccount
from ocop.places.models import Unit

OF_PRODUCERS = {
    "uy-quyen": (Role.DELEGATE, "sen"),
    "chu-the": (Role.PRODUCER, "sen"),
    "chu-the-2": (Role.PRODUCER, "che"),
}
OPERATOR = "quay"
OF_BUYERS = {row[0]: row[2] for row in (*BUYERS, WAITING_BUYER)}


def demo_accounts() -> list[DemoAccount]:
    """In the order of the cast; none where no demo world was built.  # queries: 4"""
    if not settings.OCOP_DEMO:
        return []
    people = {
        user.email: user
        for user in User.objects.filter(is_demo=True, email__in=[person.email for person in CAST])
    }
    keys = {unit for person in CAST for _, unit in person.offices} | {NATION, HA_DONG}
    names = dict(Unit.objects.filter(key__in=keys).values_list("key", "full_name"))
    codes = demo_codes(people.values())
    here = [person for person in CAST if person.email in people]
    return [_account(person, names, codes[people[person.email].pk]) for person in here]


def _account(person: Person, names: dict[str, str], code: str) -> DemoAccount:
    role, office = _role_and_office(person, names)
    return DemoAccount(
        name=person.name,
        role=role,
        office=office,
        email=person.email,
        password=PASSWORD,
        code=code,
        tries=person.tries,
        side=person.side,
    )


def _role_and_office(person: Person, names: dict[str, str]) -> tuple[str, str]:
    if person.offices:
        labels = dict.fromkeys(ROLES[role].label for role, _ in person.offices)
        return ", ".join(labels), " và ".join(names.get(unit, unit) for _, unit in person.offices)
    if person.key in OF_PRODUCERS:
        role, maker = OF_PRODUCERS[person.key]
        return ROLES[role].label, next(one.name for one in MAKERS if one.key == maker)
    if person.key in OF_BUYERS:
        return ROLES[Role.BUYER].label, OF_BUYERS[person.key]
    if person.key == OPERATOR:
        return ROLES[Role.POINT_OPERATOR].label, "Điểm bán giả định"
    return ROLES[Role.ADMINISTRATOR].label, "Toàn quốc"
