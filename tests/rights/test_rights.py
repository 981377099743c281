"""Who may open what: every page × every role, GET and POST, own records and those of strangers."""

import re
import uuid
from dataclasses import dataclass

import pytest
from django.http import HttpResponse
from django.test import Client

from ocop.core.acting import Acting
from ocop.core.permissions import ROLES, Role
from ocop.dossiers.models import Dossier
from ocop.places.models import Unit
from tests.factories.accounts import act, signed_in
from tests.factories.dossiers import submitted_dossier
from tests.factories.producers import acting_for
from tests.rights import matrix

pytestmark = pytest.mark.django_db
FINE = {200, 301, 302, 400, 404, 405, 409, 410, 422}


def test_the_table_of_rights_is_what_the_code_declares() -> None:
    """A difference means: somebody gained or lost a page. If that is meant, change the table in the same commit."""
    assert matrix.declared() == matrix.written()


@dataclass
class World:
    """One dossier at its commune, and one person per role, near and far."""

    dossier: Dossier
    near: dict[str, Client]
    far: dict[str, Client]


def quiet(client: Client) -> Client:
    """Answers 500 instead of raising, so that one broken page does not hide the others."""
    client.raise_request_exception = False
    return client


def actings(dossier: Dossier, *, home: Unit, commune: Unit) -> dict[str, Acting]:
    nation = Unit.objects.get(key="VN")
    people = {}
    for role, info in ROLES.items():
        if info.levels:
            unit = commune if info.levels[0] == "commune" else home if "province" in info.levels else nation
            people[role.value] = act(role, unit)
    return people


@pytest.fixture
def world() -> World:
    from tests.factories.producers import make_producer

    dossier = submitted_dossier()
    home = Unit.objects.get(key=dossier.unit.province_key)
    other_home = Unit.objects.provinces().current().exclude(pk=home.pk).first()
    other_commune = Unit.objects.communes().current().filter(province_key=other_home.key).first()
    near = actings(dossier, home=home, commune=dossier.unit)
    far = actings(dossier, home=other_home, commune=other_commune)
    stranger = make_producer(other_commune)
    near[Role.PRODUCER], near[Role.DELEGATE] = (
        acting_for(dossier.producer),
        acting_for(dossier.producer, kind="delegate"),
    )
    far[Role.PRODUCER], far[Role.DELEGATE] = acting_for(stranger), acting_for(stranger, kind="delegate")
    clients = [{role: quiet(signed_in(acting)) for role, acting in people.items()} for people in (near, far)]
    return World(dossier, *clients)


def address(path: str, dossier: Dossier) -> str:
    """The page's address for this dossier (or its producer, product), with harmless values elsewhere."""
    code = dossier.code
    if "chu-the/" in path:
        code = dossier.producer.code
    elif "san-pham/" in path and "lam-viec" in path or "ho-so/moi" in path:
        code = dossier.product.code
    values = {
        "code": code,
        "pk": "1",
        "seq": "1",
        "version": "1",
        "seat_id": "1",
        "conflict_id": "1",
        "token": "ABC",
        "key": "01",
        "criterion": "1.1",
        "section": "market",
        "public_id": str(uuid.uuid4()),
    }
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: values.get(found[1], "x"), path)


def ask(client: Client, method: str, url: str) -> HttpResponse:
    return client.get(url) if method == "get" else client.post(url, {})


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_page_answers_every_role_as_the_table_says(world: World, method: str) -> None:
    table, wrong = matrix.written(), []
    for path, row in table.items():
        url = address(path, world.dossier)
        for role, client in world.near.items():
            status = ask(client, method, url).status_code
            fits = status == 403 if row[role] == "no" else status in FINE | {403}
            if status >= 500 or not (fits or status == 405):
                wrong.append(f"{method} {url} as {role}: {status}, table says {row[role]}")
    assert wrong == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_without_sign_in_gets_past_the_door(world: World, method: str) -> None:
    client, wrong = Client(), []
    for path, row in matrix.written().items():
        answer = ask(client, method, address(path, world.dossier))
        to_login = answer.status_code == 302 and answer["Location"].startswith("/tai-khoan/dang-nhap/")
        if answer.status_code >= 500 or (
            row["nobody"] == "login" and not (to_login or answer.status_code == 405)
        ):
            wrong.append(f"{method} {path}: {answer.status_code}")
    assert wrong == []


def test_a_stranger_with_the_right_role_sees_nothing_of_another_place(world: World) -> None:
    """Pages of one dossier, product or producer answer 404 to people of another commune, province or producer."""
    wrong = []
    for path, row in matrix.written().items():
        if not re.search(
            r"(ho-so|xu-ly|chu-the|san-pham)/<slug:code>|ho-so/moi/", path
        ) or not path.startswith("lam-viec/"):
            continue
        for role, client in world.far.items():
            unit_free = role in {Role.CENTRAL_OFFICE}
            if row[role] == "yes" and not unit_free:
                status = client.get(address(path, world.dossier)).status_code
                if status not in {404, 405}:
                    wrong.append(f"{path} as far {role}: {status}")
    assert wrong == []
