"""Setting up a council and bringing a session to the scoring."""

from datetime import date

import pytest

from ocop.audit.models import Event
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Role
from ocop.evaluation.actions import agenda, conflicts, councils, sessions
from ocop.evaluation.models import Conflict, Seat, Sheet
from ocop.notify.models import Notification
from ocop.rulebook.rules import CouncilRules
from tests.factories.accounts import AT, act, make_person
from tests.factories.evaluation import make_dossier, make_world, ready_session, scoring_session, seat_of

pytestmark = pytest.mark.django_db
RULES = CouncilRules().to_settings()


def test_create_council_refuses_rules_that_the_rulebook_refuses():
    world = make_world(0)
    with pytest.raises(RuleBroken) as refused:
        councils.create_council(
            name="Hội đồng",
            reference="QĐ 1",
            established_on=date(2026, 9, 1),
            rules={**RULES, "quorum_percent": 120},
            by=world.secretary,
            at=AT,
        )
    assert refused.value.details == ["quorum_percent (tỷ lệ dự họp) phải là số nguyên từ 0 đến 100."]


def test_give_seat_refuses_person_without_appointment():
    world = make_world(0)
    with pytest.raises(RuleBroken) as refused:
        councils.give_seat(
            council=world.council, person=make_person(), role="member", by=world.secretary, at=AT
        )
    assert refused.value.code == "seat.appointment"


def test_give_seat_refuses_second_chair_and_second_seat():
    world = make_world(1)
    chair = act(Role.CHAIR, world.unit)
    with pytest.raises(RuleBroken) as second_chair:
        councils.give_seat(
            council=world.council, person=chair.person, role="chair", by=world.secretary, at=AT
        )
    with pytest.raises(RuleBroken) as second_seat:
        councils.give_seat(
            council=world.council, person=world.members[0].person, role="member", by=world.secretary, at=AT
        )
    assert (second_chair.value.code, second_seat.value.code) == ("seat.chair", "seat.twice")


def test_give_seat_refuses_office_of_another_unit():
    world = make_world(0)
    stranger = act(Role.SECRETARY, world.commune)
    with pytest.raises(PermissionRefused):
        councils.give_seat(council=world.council, person=make_person(), role="member", by=stranger, at=AT)


def test_substitute_takes_over_place_and_role():
    world = make_world(3)
    old = seat_of(world, world.members[0])
    newcomer = act(Role.MEMBER, world.unit)
    new = councils.substitute(seat=old, person=newcomer.person, by=world.secretary, at=AT)
    old.refresh_from_db()
    assert (new.role, new.place, old.until_on) == ("member", old.place, AT.date())


def test_substitute_is_refused_while_members_score():
    world = make_world(3)
    scoring_session(world, 1)
    with pytest.raises(RuleBroken) as refused:
        councils.end_seat(seat=seat_of(world, world.members[0]), by=world.secretary, at=AT)
    assert refused.value.code == "seat.running"


def test_substitute_before_scoring_changes_roster_of_convened_session():
    world = make_world(4)
    session = sessions.convene(session=ready_session(world), by=world.secretary, at=AT)
    newcomer = act(Role.MEMBER, world.unit)
    new = councils.substitute(
        seat=seat_of(world, world.members[0]), person=newcomer.person, by=world.secretary, at=AT
    )
    session.refresh_from_db()
    assert new.pk in session.roster and len(session.roster) == 5


def test_add_items_refuses_dossier_of_another_round():
    world = make_world(3)
    session = ready_session(world, 1)
    stray = make_dossier(world, state="appraised", round=None)
    with pytest.raises(RuleBroken) as refused:
        agenda.add_items(session=session, dossiers=[stray], by=world.secretary, at=AT)
    assert refused.value.code == "item.candidate"


def test_add_items_refuses_dossier_on_another_agenda():
    world = make_world(3)
    first = ready_session(world, 1)
    other = sessions.create_session(
        council=world.council, round_=world.round, name="Khác", meets_at=AT, by=world.secretary, at=AT
    )
    with pytest.raises(RuleBroken):
        agenda.add_items(session=other, dossiers=[first.items.get().dossier], by=world.secretary, at=AT)


def test_order_items_refuses_stale_list():
    world = make_world(3)
    session = ready_session(world, 3)
    order = list(session.items.values_list("pk", flat=True))
    agenda.order_items(session=session, order=order[::-1], by=world.secretary, at=AT)
    assert list(session.items.values_list("pk", flat=True)) == order[::-1]
    with pytest.raises(RuleBroken) as refused:
        agenda.order_items(session=session, order=order[:2], by=world.secretary, at=AT)
    assert refused.value.code == "agenda.stale"


def test_convene_names_everything_that_is_missing():
    world = make_world(1)
    seat = seat_of(world, world.chair)
    Seat.objects.filter(pk=seat.pk).update(until_on=AT.date())
    session = sessions.create_session(
        council=world.council, round_=world.round, name="P", meets_at=AT, by=world.secretary, at=AT
    )
    with pytest.raises(RuleBroken) as refused:
        sessions.convene(session=session, by=world.secretary, at=AT)
    assert refused.value.details == [
        "Chương trình chưa có sản phẩm nào.",
        "Hội đồng chưa có Chủ tịch.",
        "Hội đồng mới có 1 thành viên chấm điểm; cần ít nhất 3.",
    ]


def test_convene_fixes_rules_and_tells_every_member():
    world = make_world(4)
    session = sessions.convene(session=ready_session(world), by=world.secretary, at=AT)
    told = set(Notification.objects.filter(key="session.convened").values_list("person_id", flat=True))
    assert told == {acting.person.pk for acting in world.actings}
    assert session.rules == world.council.rules and len(session.roster) == 5


def test_open_scoring_wants_every_declaration_and_answer():
    world = make_world(3)
    session = sessions.convene(session=ready_session(world), by=world.secretary, at=AT)
    with pytest.raises(RuleBroken) as refused:
        sessions.open_scoring(session=session, by=world.secretary, at=AT)
    assert len(refused.value.details) == 4
    assert refused.value.details[0].endswith("chưa khai xung đột lợi ích (hoặc chưa ghi vắng mặt).")


def test_open_scoring_wants_quorum_with_chair():
    world = make_world(4)
    session = sessions.convene(session=ready_session(world, 1), by=world.secretary, at=AT)
    conflicts.note_absence(
        session=session, seat=seat_of(world, world.chair), words="đi công tác", by=world.secretary, at=AT
    )
    conflicts.note_absence(
        session=session, seat=seat_of(world, world.members[0]), words="ốm", by=world.secretary, at=AT
    )
    for acting in world.members[1:]:
        conflicts.declare(session=session, conflicts={}, by=acting, at=AT)
    with pytest.raises(RuleBroken) as refused:
        sessions.open_scoring(session=session, by=world.secretary, at=AT)
    assert refused.value.details == [
        "Hoa đào số 1: Chủ tịch Hội đồng (hoặc người được ủy quyền) chưa có mặt.",
        "Hoa đào số 1: Mới có 3/5 thành viên được chấm sản phẩm này; Quy chế yêu cầu ít nhất 75 %.",
    ]


@pytest.mark.parametrize(("level", "state"), [("province", "scoring"), ("central", "central_scoring")])
def test_open_scoring_lays_out_sheets_and_moves_dossiers(level, state):
    world = make_world(3, level=level)
    session = scoring_session(world, 2)
    assert Sheet.objects.filter(item__session=session, state="draft").count() == 8
    assert {item.dossier.state for item in session.items.all()} == {state}
    assert {sheet.dossier_sha256 for sheet in Sheet.objects.all()} == {
        item.version.sha256 for item in session.items.all()
    }


def test_late_member_gets_sheets_only_where_members_still_score():
    world = make_world(4)
    session = sessions.convene(session=ready_session(world, 2), by=world.secretary, at=AT)
    late = seat_of(world, world.members[0])
    conflicts.note_absence(session=session, seat=late, words="đến muộn", by=world.secretary, at=AT)
    for acting in [world.chair, *world.members[1:]]:
        conflicts.declare(session=session, conflicts={}, by=acting, at=AT)
    session = sessions.open_scoring(session=session, by=world.secretary, at=AT)
    assert not Sheet.objects.filter(seat=late).exists()
    conflicts.end_absence(session=session, seat=late, by=world.secretary, at=AT)
    assert Sheet.objects.filter(seat=late, state="draft").count() == 2


def test_postponed_product_comes_again_in_another_session():
    world = make_world(3)
    session = scoring_session(world, 2)
    item = session.items.first()
    agenda.postpone_item(item=item, reason="Cần xem lại mẫu", by=world.secretary, at=AT)
    other = sessions.create_session(
        council=world.council, round_=world.round, name="Phiên 2", meets_at=AT, by=world.secretary, at=AT
    )
    agenda.add_items(session=other, dossiers=[item.dossier], by=world.secretary, at=AT)
    sessions.convene(session=other, by=world.secretary, at=AT)
    for acting in world.actings:
        conflicts.declare(session=other, conflicts={}, by=acting, at=AT)
    sessions.open_scoring(session=other, by=world.secretary, at=AT)
    assert other.items.get().dossier.state == "scoring"
    assert set(Sheet.objects.filter(item=item).values_list("state", "voided_for")) == {("void", "postponed")}


def test_remind_tells_only_those_who_still_have_to_do():
    world = make_world(2)
    session = sessions.convene(session=ready_session(world, 1), by=world.secretary, at=AT)
    conflicts.declare(session=session, conflicts={}, by=world.chair, at=AT)
    assert sessions.remind(session=session, by=world.secretary, at=AT) == 2
    assert Notification.objects.filter(key="session.remind").count() == 2


def test_every_step_leaves_an_event():
    world = make_world(2)
    scoring_session(world, 1)
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {
        "council.create",
        "council.seat",
        "session.create",
        "session.agenda",
        "session.convene",
        "session.declare",
        "session.open",
        "item.start",
        "dossier.open_scoring",
    } <= verbs


def test_detected_conflicts_count_at_once_only_for_acts_in_the_dossier():
    world = make_world(4)
    checker = world.members[0]
    world.members[1].person.phone = "0912 000 002"
    world.members[1].person.save()
    session = ready_session(world, 1)
    make_dossier(world, adviser=checker.person)
    agenda.add_items(session=session, dossiers=[world.dossiers[1]], by=world.secretary, at=AT)
    sessions.convene(session=session, by=world.secretary, at=AT)
    found = {
        (one.item.dossier_id, one.seat.person_id): bool(one.confirmed_at) for one in Conflict.objects.all()
    }
    assert found == {
        (world.dossiers[1].pk, checker.person.pk): True,
        (world.dossiers[1].pk, world.members[1].person.pk): False,
    }
