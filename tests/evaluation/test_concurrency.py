"""Fifteen members score twenty products of 26 criteria at once, a fifth of the requests sent twice.

Nothing may be lost, doubled or wrongly refused, and the outcome must equal that of a sequential run. On SQLite the
threads share a database file in the settings of an installation (WAL, immediate transactions), without waiting for
the disk at every commit: that is another question, and a busy machine would make the test slow.
"""

import random
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import close_old_connections, connection, connections

from config.database import SQLITE_OPTIONS
from ocop.core.checks_registry import run
from ocop.evaluation.actions import locking, sheets
from ocop.evaluation.actions.sheets import Entry
from ocop.evaluation.models import Item, Result, Sheet, SheetSave
from ocop.rulebook.rating import Sheet as Marks
from ocop.rulebook.rating import rate
from tests.factories.accounts import AT
from tests.factories.evaluation import make_world, scoring_session

MEMBERS, PRODUCTS, TWICE = 15, 20, 0.2


@pytest.fixture
def shared_database(transactional_db, tmp_path):
    """Threads cannot share SQLite's in-memory test database as separate writers: copy it to a file for this test."""
    if connection.vendor != "sqlite":
        yield
        return
    settings = connections.settings["default"]
    before = (settings["NAME"], settings["OPTIONS"])
    source = connection.connection
    path = tmp_path / "council.sqlite3"
    with sqlite3.connect(path) as target:
        source.backup(target)
    wrapper = connections["default"]
    relaxed = {**SQLITE_OPTIONS, "init_command": SQLITE_OPTIONS["init_command"].replace("FULL", "NORMAL")}
    settings["NAME"], settings["OPTIONS"] = str(path), relaxed
    del connections["default"]
    yield
    connections["default"].close()
    settings["NAME"], settings["OPTIONS"] = before
    connections["default"] = wrapper


def plan(world, seed):
    """Each member's requests: the option for every criterion of every product, some of them sent twice."""
    chance = random.Random(seed)
    criteria = world.criteria_set.criteria
    requests = {}
    for member in range(MEMBERS):
        mine = []
        for product in range(PRODUCTS):
            for n, criterion in enumerate(criteria, 1):
                best = sorted(criterion.cases[0].options, key=lambda option: -option.points)
                mine.append(
                    (product, criterion.code, best[chance.choice((0, 0, 0, min(1, len(best) - 1)))].place, n)
                )
        requests[member] = mine
    return requests, chance


def send(sheet_id, code, place, n, acting, version):
    entry = {code: Entry(place, n)}
    saved = sheets.save_marks(
        sheet=Sheet(pk=sheet_id),
        marks=entry,
        version_no=version,
        key=f"{sheet_id}-{code}",
        device="máy",
        by=acting,
        at=AT,
    )
    return saved.sheet.version_no


def end_of_request():
    """As after every web request: on PostgreSQL the connection goes back to the pool, which is smaller than the council."""
    if connection.vendor == "postgresql":
        connection.close()


def member_at_work(acting, mine, sheet_ids, chance, barrier, faults):
    """One thread: every mark of one member, a fifth of them twice, then each sheet handed in (also twice now and then)."""
    try:
        barrier.wait(timeout=60)
        done = dict.fromkeys(sheet_ids, 0)
        for product, code, place, n in mine:
            for _ in range(2 if chance.random() < TWICE else 1):
                send(sheet_ids[product], code, place, n, acting, done.get(product, 0))
                end_of_request()
            if n == 26:
                for _ in range(2 if chance.random() < TWICE else 1):
                    sheets.submit_sheet(sheet=Sheet.objects.get(pk=sheet_ids[product]), by=acting, at=AT)
                    end_of_request()
    except Exception as fault:  # every refusal is a fault here
        faults.append(f"{acting.person}: {type(fault).__name__}: {fault}")
    finally:
        close_old_connections()
        connection.close()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_fifteen_members_score_twenty_products_at_once(shared_database):
    world = make_world(MEMBERS - 1, rules={"max_gap": 100})
    session = scoring_session(world, PRODUCTS)
    items = list(session.items.all())
    requests, _ = plan(world, seed=2026)
    barrier, faults = threading.Barrier(MEMBERS), []
    with ThreadPoolExecutor(MEMBERS) as pool:
        for member, acting in enumerate(world.actings):
            mine = {item.pk: place for place, item in enumerate(items)}
            ids = Sheet.objects.filter(item__session=session, seat__person=acting.person).values_list(
                "item_id", "pk"
            )
            sheet_ids = {mine[item_id]: pk for item_id, pk in ids}
            pool.submit(
                member_at_work, acting, requests[member], sheet_ids, random.Random(member), barrier, faults
            )
    assert faults == []
    check_against_sequential_run(world, items, requests)
    locking.propose_lock(session=session, by=world.secretary, at=AT)
    locking.lock_session(session=session, by=world.chair, at=AT + timedelta(hours=1))
    assert Result.objects.count() == PRODUCTS
    assert [row["problems"] for row in run(("I02", "I03", "I04", "I05", "I06", "I08", "I10"))] == [[]] * 7


def check_against_sequential_run(world, items, requests):
    """What a single hand would have written: every mark once, every sheet once, the mean of exactly these sheets."""
    expected = {
        (member, product): {code: place for one, code, place, _ in requests[member] if one == product}
        for member in range(MEMBERS)
        for product in range(PRODUCTS)
    }
    stored = {(sheet.seat.person_id, sheet.item_id): sheet for sheet in Sheet.objects.select_related("seat")}
    assert len(stored) == MEMBERS * PRODUCTS
    assert SheetSave.objects.count() == MEMBERS * PRODUCTS * 26
    for (member, product), choices in expected.items():
        sheet = stored[world.actings[member].person.pk, items[product].pk]
        assert (sheet.choices, sheet.state, sheet.version_no) == (choices, "submitted", 26)
    for product, item in enumerate(items):
        rating = rate(
            world.criteria_set, [Marks(str(member), expected[member, product]) for member in range(MEMBERS)]
        )
        item = Item.objects.get(pk=item.pk)
        assert (item.state, item.outcome["mean"], item.outcome["stars"]) == (
            "agreed",
            str(rating.mean),
            rating.stars,
        )
