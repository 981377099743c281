"""Marks: merged, never lost, never another's, handed in once."""

import pytest

from ocop.audit.models import Event
from ocop.core.errors import PermissionRefused, RuleBroken, StaleWrite
from ocop.evaluation.actions import agenda, conflicts, outcomes, sheets
from ocop.evaluation.actions.marking import journal_hash
from ocop.evaluation.actions.sheets import Entry, StaleMarks
from ocop.evaluation.models import Sheet, SheetSave
from ocop.evaluation.ratings import sheet_hash
from tests.factories.accounts import AT
from tests.factories.evaluation import (
    choices_for,
    hand_in,
    hand_in_all,
    make_world,
    mark_all,
    scoring_session,
    seat_of,
    sheet_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world(3)


@pytest.fixture
def session(world):
    return scoring_session(world, 1)


@pytest.fixture
def item(session):
    return session.items.get()


def save(sheet, by, marks, *, key, version_no=0, device="máy 1", **more):
    entries = {code: choice if isinstance(choice, Entry) else Entry(choice) for code, choice in marks.items()}
    return sheets.save_marks(
        sheet=sheet, marks=entries, version_no=version_no, key=key, device=device, by=by, at=AT, **more
    )


def test_save_marks_adds_up_and_keeps_who_when_where(world, item):
    sheet = sheet_of(item, world.chair)
    saved = save(sheet, world.chair, {"1.1": 3, "1.2": 2}, key="k1")
    sheet.refresh_from_db()
    assert sheet.choices == {"1.1": 3, "1.2": 2} and sheet.version_no == 1
    assert sheet.total == saved.preview.points
    assert sheet.marked_at["1.1"] == {"at": AT.isoformat(), "device": "máy 1", "n": 0, "v": 1}


def test_save_marks_same_key_has_its_effect_once(world, item):
    sheet = sheet_of(item, world.chair)
    save(sheet, world.chair, {"1.1": 3}, key="k1")
    again = save(sheet, world.chair, {"1.1": 3}, key="k1")
    assert (again.repeated, again.sheet.version_no, SheetSave.objects.count()) == (True, 1, 1)
    with pytest.raises(StaleWrite):
        save(sheet, world.chair, {"1.1": 1}, key="k1")


def test_save_marks_merges_two_devices_on_different_criteria(world, item):
    sheet = sheet_of(item, world.chair)
    save(sheet, world.chair, {"1.1": 3}, key="k1", device="máy 1")
    save(sheet, world.chair, {"1.2": 1}, key="k2", device="máy 2", version_no=0)
    sheet.refresh_from_db()
    assert sheet.choices == {"1.1": 3, "1.2": 1}


def test_save_marks_shows_both_when_two_devices_differ(world, item):
    sheet = sheet_of(item, world.chair)
    save(sheet, world.chair, {"1.1": 3}, key="k1", device="máy 1")
    with pytest.raises(StaleMarks) as stale:
        save(sheet, world.chair, {"1.1": 1}, key="k2", device="máy 2", version_no=0)
    assert stale.value.both == [{"criterion": "1.1", "here": 1, "there": 3, "at": AT.isoformat()}]
    save(sheet, world.chair, {"1.1": 1}, key="k3", device="máy 2", version_no=stale.value.version_no)
    sheet.refresh_from_db()
    assert sheet.choices == {"1.1": 1}


def test_save_marks_of_one_device_may_lag_but_older_entries_change_nothing(world, item):
    sheet = sheet_of(item, world.chair)
    save(sheet, world.chair, {"1.1": Entry(1, 1)}, key="k1")
    save(sheet, world.chair, {"1.1": Entry(3, 5)}, key="k3", version_no=0)
    save(sheet, world.chair, {"1.1": Entry(2, 3)}, key="k2", version_no=0)
    sheet.refresh_from_db()
    assert sheet.choices == {"1.1": 3}


def test_save_marks_refuses_option_that_is_not_printed(world, item):
    with pytest.raises(RuleBroken) as refused:
        save(sheet_of(item, world.chair), world.chair, {"1.1": 9}, key="k1")
    assert refused.value.code == "sheet.choices"


def test_save_marks_refuses_another_member_and_another_dossier_version(world, item):
    sheet = sheet_of(item, world.chair)
    with pytest.raises(PermissionRefused):
        save(sheet, world.members[0], {"1.1": 1}, key="k1")
    with pytest.raises(StaleWrite) as stale:
        save(sheet, world.chair, {"1.1": 1}, key="k1", dossier_sha256="f" * 64)
    assert stale.value.code == "sheet.dossier"


def test_save_marks_refuses_after_submission(world, item):
    sheet = hand_in(item, world.chair, choices_for(world.criteria_set))
    with pytest.raises(RuleBroken) as refused:
        save(sheet, world.chair, {"1.1": 1}, key="k9")
    assert (refused.value.code, refused.value.sentence) == (
        "sheet.closed",
        "Phiếu này đã nộp nên không ghi thêm được.",
    )


def test_notes_are_kept_beside_marks(world, item):
    sheet = sheet_of(item, world.chair)
    save(sheet, world.chair, {}, key="k1", notes={"1.1": Entry("  Cần xem\x00 lại ")})
    sheet.refresh_from_db()
    assert sheet.notes == {"1.1": "Cần xem lại"}
    with pytest.raises(RuleBroken):
        save(sheet, world.chair, {}, key="k2", notes={"99": Entry("?")})


def test_journal_is_a_chain_that_anyone_can_follow(world, item):
    sheet = sheet_of(item, world.chair)
    save(sheet, world.chair, {"1.1": 3}, key="k1")
    save(sheet, world.chair, {"1.2": 1}, key="k2", version_no=1)
    head = ""
    for row in SheetSave.objects.filter(sheet=sheet):
        head = journal_hash(head, row)
        assert row.hash == head
    sheet.refresh_from_db()
    assert sheet.journal == head


def test_submit_refuses_incomplete_sheet_and_names_what_is_missing(world, item):
    sheet = sheet_of(item, world.chair)
    save(sheet, world.chair, {"1.1": 3}, key="k1")
    with pytest.raises(RuleBroken) as refused:
        sheets.submit_sheet(sheet=sheet, by=world.chair, at=AT)
    assert len(refused.value.details) == 25


def test_submit_twice_happens_once_and_event_carries_no_mark(world, item):
    sheet = hand_in(item, world.chair, choices_for(world.criteria_set))
    again = sheets.submit_sheet(sheet=sheet, by=world.chair, at=AT)
    event = Event.objects.get(verb="sheet.submit")
    assert again.submitted_at == sheet.submitted_at
    assert sorted(event.data) == ["from", "journal", "revision", "sha256", "to"]
    assert event.data["sha256"] == sheet_hash(Sheet.objects.get(pk=sheet.pk))


def test_submit_refuses_when_another_device_marked_meanwhile(world, item):
    sheet = mark_all(item, world.chair, choices_for(world.criteria_set))
    with pytest.raises(StaleWrite):
        sheets.submit_sheet(sheet=sheet, by=world.chair, at=AT, version_no=sheet.version_no - 1)


def test_last_sheet_brings_the_result_and_opens_it(world, session, item):
    hand_in_all(world, session)
    item.refresh_from_db()
    assert (item.state, item.outcome["mean_shown"], item.outcome["stars"]) == ("agreed", "100.00", 5)


def test_gap_over_the_limit_stops_the_result_until_scored_again(world, session, item):
    high, low = choices_for(world.criteria_set), choices_for(world.criteria_set, rank=3)
    for acting in world.actings:
        hand_in(item, acting, low if acting is world.chair else high)
    item.refresh_from_db()
    assert (item.state, item.outcome["gap_exceeded"]) == ("discussing", True)
    outcomes.reopen_item(item=item, words="Thống nhất cách hiểu tiêu chí 1.1", by=world.secretary, at=AT)
    assert Sheet.objects.filter(item=item, state="draft", revision=2).count() == 4
    for acting in world.members:
        sheets.submit_sheet(sheet=sheet_of(item, acting), by=acting, at=AT)
    with pytest.raises(RuleBroken) as refused:
        hand_in(item, world.chair, high)
    assert refused.value.sentence == "Điểm khác với lần chấm trước; hãy ghi lý do chấm lại."
    sheets.submit_sheet(sheet=sheet_of(item, world.chair), by=world.chair, at=AT, reason="Hiểu lại yêu cầu")
    item.refresh_from_db()
    assert (item.state, item.outcome["gap"], item.discussions.get().closed_by) == (
        "agreed",
        "0",
        world.secretary.person,
    )


def test_abstention_is_neither_zero_nor_counted():
    world = make_world(4)
    item = scoring_session(world, 1).items.get()
    sheets.abstain(
        sheet=sheet_of(item, world.members[0]), reason="Không đủ chuyên môn", by=world.members[0], at=AT
    )
    for acting in [world.chair, *world.members[1:]]:
        hand_in(item, acting, choices_for(world.criteria_set))
    item.refresh_from_db()
    assert (item.state, item.outcome["counted"], item.outcome["mean_shown"]) == ("agreed", 4, "100.00")


def test_too_few_sheets_give_no_result(world, session, item):
    for acting in world.members[:2]:
        sheets.abstain(sheet=sheet_of(item, acting), reason="Không đủ chuyên môn", by=acting, at=AT)
    for acting in [world.chair, world.members[2]]:
        hand_in(item, acting, choices_for(world.criteria_set))
    item.refresh_from_db()
    assert (item.state, item.outcome) == ("scoring", None)


def test_conflict_while_scoring_takes_sheet_and_seat_out(world, session, item):
    mark_all(item, world.members[0], choices_for(world.criteria_set))
    conflicts.add_late_conflict(item=item, kind="family", words="Em họ", by=world.members[0], at=AT)
    for acting in [world.chair, *world.members[1:]]:
        hand_in(item, acting, choices_for(world.criteria_set))
    item.refresh_from_db()
    assert (item.state, item.outcome["counted"]) == ("agreed", 3)
    assert Sheet.objects.get(item=item, seat__person=world.members[0].person).voided_for == "conflict"


def test_conflict_after_reveal_is_for_the_secretary():
    world = make_world(4)
    session = scoring_session(world, 1)
    hand_in_all(world, session)
    item = session.items.get()
    with pytest.raises(RuleBroken) as refused:
        conflicts.add_late_conflict(item=item, kind="family", words="Em họ", by=world.members[0], at=AT)
    assert refused.value.code == "conflict.revealed"
    conflicts.report_conflict(
        item=item,
        seat=seat_of(world, world.members[0]),
        kind="family",
        words="Em",
        by=world.secretary,
        at=AT,
    )
    item.refresh_from_db()
    assert (item.state, item.outcome["counted"]) == ("agreed", 4)


def test_paper_sheet_counts_only_after_the_member_countersigned(world, session, item):
    member = world.members[0]
    sheet = sheet_of(item, member)
    sheets.enter_paper(
        sheet=sheet, choices=choices_for(world.criteria_set), key="p1", by=world.secretary, at=AT
    )
    sheet.refresh_from_db()
    assert (sheet.state, sheet.entered_by) == ("draft", world.secretary.person)
    with pytest.raises(RuleBroken) as refused:
        save(sheet, member, {"1.1": 1}, key="k1", version_no=1)
    assert refused.value.code == "sheet.paper"
    with pytest.raises(PermissionRefused):
        sheets.submit_sheet(sheet=sheet, by=world.secretary, at=AT)
    handed_in = sheets.submit_sheet(sheet=sheet, by=member, at=AT)
    assert (handed_in.state, handed_in.countersigned_at) == ("submitted", AT)


def test_paper_sheet_that_was_typed_wrong_goes_back(world, item):
    member = world.members[0]
    sheet = sheet_of(item, member)
    sheets.enter_paper(
        sheet=sheet, choices=choices_for(world.criteria_set), key="p1", by=world.secretary, at=AT
    )
    back = sheets.give_back_paper(sheet=sheet, by=member, at=AT)
    assert (back.choices, back.entered_by) == ({}, None)
    save(sheet, member, {"1.1": 3}, key="k1", version_no=2)


def test_paper_entry_is_refused_once_the_member_scores_on_screen(world, item):
    sheet = sheet_of(item, world.members[0])
    save(sheet, world.members[0], {"1.1": 3}, key="k1")
    with pytest.raises(RuleBroken) as refused:
        sheets.enter_paper(sheet=sheet, choices={}, key="p1", by=world.secretary, at=AT)
    assert refused.value.code == "sheet.begun"


def test_postponing_closes_the_sheets(world, session, item):
    sheet = sheet_of(item, world.chair)
    agenda.postpone_item(item=item, reason="Thiếu mẫu", by=world.secretary, at=AT)
    with pytest.raises(RuleBroken) as refused:
        save(sheet, world.chair, {"1.1": 3}, key="k1")
    assert refused.value.code == "sheet.closed"
