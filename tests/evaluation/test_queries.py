"""The number of queries written beside each view is what the page asks, for 3 products as for 30."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from ocop.evaluation.actions import conflicts, sessions
from ocop.evaluation.models import Session
from tests.factories.accounts import AT, signed_in
from tests.factories.evaluation import hand_in_all, make_world, ready_session, scoring_session, seat_of

pytestmark = pytest.mark.django_db
WRITTEN = re.compile(r"# queries: (\d+)")


def addresses(world, session):
    """Page name → who looks, and at what."""
    first, open_one = session.items.first().dossier.code, session.items.last().dossier.code
    seat = seat_of(world, world.members[0]).pk
    member = {
        "scoring": [],
        "queue": [session.code],
        "sheet": [session.code, open_one],
        "abstain": [session.code, open_one],
        "late-conflict": [session.code, open_one],
    }
    secretary = {
        "councils": [],
        "council-new": [],
        "council": [world.council.code],
        "council-edit": [world.council.code],
        "seat-end": [world.council.code, seat],
        "seat-substitute": [world.council.code, seat],
        "sessions": [],
        "session-new": [],
        "session": [session.code],
        "session-edit": [session.code],
        "session-step": [session.code, "de-nghi-khoa"],
        "agenda": [session.code],
        "members": [session.code],
        "presence": [session.code, seat],
        "table": [session.code],
        "minutes": [session.code],
        "export": [session.code, "csv"],
        "item": [session.code, first],
        "report": [session.code, first],
        "item-postpone": [session.code, open_one],
        "paper": [session.code, open_one, seat],
    }
    return [(world.members[0], member), (world.secretary, secretary)]


def measured(world, session):
    found = {}
    for acting, pages in addresses(world, session):
        client = signed_in(acting)
        for name, args in pages.items():
            address = reverse(f"evaluation:{name}", args=args)
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(address)
                b"".join(answer.streaming_content if answer.streaming else [])
            assert answer.status_code == 200, address
            found[name] = (len(queries), _written(address))
    return found


def _written(address):
    number = WRITTEN.search(resolve(address).func.__doc__ or "")
    return int(number[1]) if number else None


@pytest.mark.parametrize("products", [3, 30])
def test_pages_ask_what_is_written_beside_them(products):
    world = make_world(3)
    session = scoring_session(world, products)
    hand_in_all(world, session, without=list(session.items.all()[2:]))
    assert {name: counts for name, counts in measured(world, session).items() if counts[0] != counts[1]} == {}


@pytest.mark.parametrize("products", [3, 30])
def test_declaring_page_asks_what_is_written_beside_it(products):
    world = make_world(3)
    session: Session = sessions.convene(session=ready_session(world, products), by=world.secretary, at=AT)
    conflicts.declare(session=session, conflicts={}, by=world.chair, at=AT)
    client, address = signed_in(world.members[0]), reverse("evaluation:declare", args=[session.code])
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    assert len(queries) == _written(address)
