"""Locking by two people, results, amendments, and the checks that find tampering."""

from fractions import Fraction

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from ocop.audit.models import Event
from ocop.core import checks_registry
from ocop.core.errors import RuleBroken
from ocop.core.immutability import triggers_off
from ocop.evaluation.actions import agenda, conflicts, locking
from ocop.evaluation.models import Conflict, Item, Result, Session, Sheet, SheetSave
from tests.factories.accounts import AT
from tests.factories.evaluation import (
    LATER,
    choices_for,
    hand_in,
    hand_in_all,
    make_world,
    scoring_session,
    seat_of,
)

pytestmark = pytest.mark.django_db
CHECKS = ("I02", "I03", "I04", "I05", "I06", "I08", "I10")


@pytest.fixture
def world():
    return make_world(3)


@pytest.fixture
def session(world):
    return scoring_session(world, 2)


def lock(world, session):
    locking.propose_lock(session=session, by=world.secretary, at=AT)
    return locking.lock_session(session=session, by=world.chair, at=LATER)


def test_propose_lock_names_products_that_are_not_ready(world, session):
    first, second = session.items.all()
    for acting in world.actings:
        hand_in(first, acting, choices_for(world.criteria_set))
    with pytest.raises(RuleBroken) as refused:
        locking.propose_lock(session=session, by=world.secretary, at=AT)
    assert refused.value.details == [f"{second}: đang chấm."]


def test_lock_needs_another_person(world, session):
    hand_in_all(world, session)
    locking.propose_lock(session=session, by=world.chair, at=AT)
    with pytest.raises(RuleBroken) as refused:
        locking.lock_session(session=session, by=world.chair, at=AT)
    assert refused.value.code == "session.two_people"
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(locked_by=world.chair.person, locked_at=AT)


def test_lock_makes_one_result_per_product_and_moves_the_dossiers(world, session):
    hand_in_all(world, session, rank=2)
    locked = lock(world, session)
    result = Result.objects.filter(item=session.items.first()).get()
    assert (locked.state, locked.locked_by) == ("locked", world.chair.person)
    assert {item.dossier.state for item in session.items.all()} == {"rated"}
    assert Fraction(result.mean) == Fraction(str(result.mean_shown)) and result.counted == 4
    assert [row["seat"] for row in result.rating["sheets"]] == [
        seat_of(world, acting).pk for acting in world.actings
    ]
    assert set(result.rating["panel"]) == {criterion.code for criterion in world.criteria_set.criteria}


def test_lock_sent_twice_happens_once(world, session):
    hand_in_all(world, session)
    lock(world, session)
    locking.lock_session(session=session, by=world.chair, at=LATER)
    assert (Result.objects.count(), Event.objects.filter(verb="session.lock").count()) == (2, 1)


def test_central_sessionsettles_central_dossiers():
    world = make_world(3, level="central")
    session = scoring_session(world, 1)
    hand_in_all(world, session)
    lock(world, session)
    assert (session.items.get().dossier.state, Result.objects.get().level) == ("central_rated", "central")


def test_refusing_the_lock_leads_back_to_scoring(world, session):
    hand_in_all(world, session)
    locking.propose_lock(session=session, by=world.secretary, at=AT)
    back = locking.refuse_lock(session=session, reason="Xem lại sản phẩm 1", by=world.chair, at=AT)
    assert (back.state, back.lock_proposed_by) == ("scoring", None)


def test_postponed_products_do_not_hinder_the_lock(world, session):
    first, second = session.items.all()
    for acting in world.actings:
        hand_in(first, acting, choices_for(world.criteria_set))
    agenda.postpone_item(item=second, reason="Thiếu mẫu", by=world.secretary, at=AT)
    lock(world, session)
    second.dossier.refresh_from_db()
    assert (Result.objects.count(), second.dossier.state) == (1, "scoring")


def test_locked_records_refuse_change_in_the_database(world, session):
    hand_in_all(world, session)
    lock(world, session)
    sheet, item, result = Sheet.objects.first(), Item.objects.first(), Result.objects.first()
    for change in (
        lambda: Sheet.objects.filter(pk=sheet.pk).update(total=1),
        lambda: Result.objects.filter(pk=result.pk)._raw_delete("default"),
        lambda: Item.objects.filter(pk=item.pk).update(state="agreed"),
        lambda: Result.objects.filter(pk=result.pk).update(stars=1),
        lambda: SheetSave.objects.all().update(hash="0"),
        lambda: Session.objects.filter(pk=session.pk).update(rules={}),
    ):
        with pytest.raises(DatabaseError, match="ocop: immutable"), transaction.atomic():
            change()


def test_amendment_needs_two_people_and_keeps_the_old_result():
    world = make_world(4)
    session = scoring_session(world, 1)
    item = session.items.get()
    for acting in world.actings:
        hand_in(item, acting, _near(world, acting))
    lock(world, session)
    old = Result.objects.get(item=item)
    late = seat_of(world, world.members[0])
    conflicts.report_conflict(
        item=item, seat=late, kind="contract", words="Tư vấn nhãn", by=world.secretary, at=LATER
    )
    assert not checks_registry.run(["I05"])[0]["ok"]
    amendment = locking.propose_amendment(
        result=old, void_seats=[late.pk], words="Xung đột phát hiện sau", by=world.secretary, at=LATER
    )
    with pytest.raises(RuleBroken) as refused:
        locking.approve_amendment(amendment=amendment, by=world.secretary, at=LATER)
    new = locking.approve_amendment(amendment=amendment, by=world.chair, at=LATER)
    old.refresh_from_db()
    assert refused.value.code == "amendment.two_people"
    assert (old.superseded_by, new.counted, old.counted) == (new, 4, 5)
    assert [row["ok"] for row in checks_registry.run(CHECKS)] == [True] * len(CHECKS)


def _near(world, acting):
    """The chair differs from the others in one criterion only."""
    choices = choices_for(world.criteria_set)
    return (
        choices
        if acting is not world.chair
        else {**choices, "1.1": choices_for(world.criteria_set, rank=2)["1.1"]}
    )


def test_amendment_is_refused_once_a_decision_uses_the_result(world, session):
    hand_in_all(world, session)
    lock(world, session)
    result = Result.objects.first()
    result.dossier.state = "recognised"
    result.dossier.save()
    with pytest.raises(RuleBroken) as refused:
        locking.propose_amendment(
            result=result, void_seats=[seat_of(world, world.chair).pk], words="x", by=world.secretary, at=AT
        )
    assert refused.value.code == "result.used"


def test_checks_hold_after_a_whole_session(world, session):
    hand_in_all(world, session, rank=2)
    lock(world, session)
    rows = checks_registry.run(CHECKS)
    assert [(row["key"], row["problems"]) for row in rows] == [(key, []) for key in CHECKS]
    assert all(row["rows"] for row in rows if row["key"] != "I05")


@pytest.mark.parametrize(
    ("key", "tamper"),
    [
        ("I02", lambda: Result.objects.update(stars=1)),
        ("I03", lambda: Sheet.objects.update(journal="0" * 64)),
        ("I04", lambda: Session.objects.update(locked_at=AT.replace(year=2020))),
        ("I05", lambda: _make_conflict()),
        (
            "I06",
            lambda: Sheet.objects.filter(pk=Sheet.objects.first().pk).update(
                state="void", voided_for="absent"
            ),
        ),
        ("I08", lambda: Sheet.objects.update(choices={"1.1": 3})),
        ("I10", lambda: Sheet.objects.update(dossier_sha256="0" * 64)),
    ],
)
def test_each_check_finds_its_tampering(world, session, key, tamper):
    hand_in_all(world, session)
    lock(world, session)
    with triggers_off():
        tamper()
    assert not checks_registry.run([key])[0]["ok"]


def _make_conflict():
    sheet = Sheet.objects.filter(state="submitted").first()
    Conflict.objects.create(
        item=sheet.item, seat=sheet.seat, kind="family", source="reported", at=AT, confirmed_at=AT
    )
