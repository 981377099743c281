"""The member's pages, with and without scripts."""

import json

import pytest
from django.urls import reverse

from ocop.evaluation.actions import conflicts, sessions, sheets
from ocop.evaluation.models import Conflict, Sheet
from ocop.evaluation.queries.options import value_of
from ocop.evaluation.queries.scoring import own_items
from ocop.evaluation.queries.visibility import items_open_to
from tests.factories.accounts import AT, signed_in
from tests.factories.evaluation import (
    choices_for,
    hand_in,
    make_world,
    mark_all,
    ready_session,
    scoring_session,
    sheet_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world(3)


@pytest.fixture
def session(world):
    return scoring_session(world, 3)


def sheet_url(item, name="sheet"):
    return reverse(f"evaluation:{name}", args=[item.session.code, item.dossier.code])


def form_of(choices, version=0, **more):
    return {"version": version, **{code: value_of(choice) for code, choice in choices.items()}, **more}


def post_marks(client, item, sheet, marks, *, key="k1", version=0, device="a", **more):
    body = {
        "sheet": sheet.pk,
        "version": version,
        "device": device,
        "dossier": sheet.dossier_sha256,
        "marks": {code: {"v": value, "n": n} for n, (code, value) in enumerate(marks.items(), 1)},
        "notes": {},
        **more,
    }
    return client.post(
        sheet_url(item, "sheet-marks"),
        json.dumps(body),
        content_type="application/json",
        headers={"Accept": "application/json", "Idempotency-Key": key},
    )


def test_scoring_lists_own_sessions_only(world, session):
    stranger = make_world(1)
    own = signed_in(world.members[0]).get(reverse("evaluation:scoring"))
    other = signed_in(stranger.members[0]).get(reverse("evaluation:scoring"))
    assert session.name in own.text and session.name not in other.text


def test_member_declares_before_anything_else(world):
    session = sessions.convene(session=ready_session(world), by=world.secretary, at=AT)
    client, item = signed_in(world.members[0]), session.items.first()
    assert client.get(reverse("evaluation:queue", args=[session.code])).status_code == 302
    url = reverse("evaluation:declare", args=[session.code])
    assert client.post(url, {}).status_code == 422
    answer = client.post(url, {"confirmed": "on", f"kind_{item.pk}": "family", f"words_{item.pk}": "Em họ"})
    assert answer.status_code == 302
    assert Conflict.objects.get().words == "Em họ"


def test_conflicted_product_is_not_there_for_that_member(world):
    session = sessions.convene(session=ready_session(world), by=world.secretary, at=AT)
    gone, kept = session.items.all()
    for acting in world.actings:
        mine = {gone.pk: ("family", "")} if acting is world.members[0] else {}
        conflicts.declare(session=session, conflicts=mine, by=acting, at=AT)
    sessions.open_scoring(session=session, by=world.secretary, at=AT)
    client = signed_in(world.members[0])
    queue = client.get(reverse("evaluation:queue", args=[session.code])).text
    assert str(kept) in queue and str(gone) not in queue
    assert client.get(sheet_url(gone)).status_code == 404
    assert str(gone) not in client.get(reverse("evaluation:table", args=[session.code])).text
    assert client.get(reverse("evaluation:item", args=[session.code, gone.dossier.code])).status_code == 404


def test_cheap_agenda_and_visibility_agree(world, session):
    conflicts.add_late_conflict(
        item=session.items.first(), kind="family", words="", by=world.members[0], at=AT
    )
    for acting in world.actings:
        cheap = set(own_items(acting, session.code).values_list("pk", flat=True))
        assert cheap == set(items_open_to(session, acting).values_list("pk", flat=True))


def test_sheet_page_shows_every_criterion_with_numbered_options(world, session):
    page = signed_in(world.chair).get(sheet_url(session.items.first())).text
    assert page.count("data-criterion=") == 26
    assert 'data-key="1"' in page and "Toàn bộ giống trồng tại xã." in page


def test_form_without_scripts_saves_what_differs(world, session):
    item, client = session.items.first(), signed_in(world.chair)
    answer = client.post(
        sheet_url(item), form_of({"1.1": 2}, do="save", _once="a1", **{"note-1.1": "Xem lại"})
    )
    sheet = sheet_of(item, world.chair)
    assert answer.status_code == 302 and (sheet.choices, sheet.notes, sheet.version_no) == (
        {"1.1": 2},
        {"1.1": "Xem lại"},
        1,
    )


def test_form_without_scripts_hands_in_and_goes_to_the_next_product(world, session):
    first, second, _ = session.items.all()
    client, choices = signed_in(world.chair), choices_for(world.criteria_set)
    answer = client.post(sheet_url(first), form_of(choices, do="submit", _once="a1"))
    assert answer["Location"] == sheet_url(second)
    again = client.post(sheet_url(first), form_of(choices, do="submit", _once="a1"))
    assert again["Location"] == sheet_url(second)
    assert Sheet.objects.filter(state="submitted").count() == 1


def test_incomplete_form_keeps_what_was_chosen_and_names_what_is_missing(world, session):
    item, client = session.items.first(), signed_in(world.chair)
    answer = client.post(sheet_url(item), form_of({"1.1": 2}, do="submit", _once="a1"))
    assert answer.status_code == 422 and "Chưa chấm tiêu chí 1.2" in answer.text
    assert sheet_of(item, world.chair).choices == {"1.1": 2}


def test_two_tabs_without_scripts_show_both_before_anything_is_overwritten(world, session):
    item, client = session.items.first(), signed_in(world.chair)
    client.post(sheet_url(item), form_of({"1.1": 2}, do="save", _once="tab1"))
    stale = client.post(sheet_url(item), form_of({"1.1": 3}, do="save", _once="tab2", version=0))
    assert stale.status_code == 422 and "ở máy (cửa sổ) khác đã ghi" in stale.text
    assert sheet_of(item, world.chair).choices == {"1.1": 2}
    client.post(sheet_url(item), form_of({"1.1": 3}, do="save", _once="tab3", version=1))
    assert sheet_of(item, world.chair).choices == {"1.1": 3}


def test_marks_by_script_are_saved_and_answered_with_the_running_total(world, session):
    item, client = session.items.first(), signed_in(world.chair)
    answer = post_marks(client, item, sheet_of(item, world.chair), {"1.1": "3"})
    assert answer.status_code == 200
    assert (answer.json()["version"], answer.json()["done"]) == (1, 1)
    assert post_marks(client, item, sheet_of(item, world.chair), {"1.1": "3"}).json()["version"] == 1


def test_marks_by_script_from_two_devices_show_both(world, session):
    item, client = session.items.first(), signed_in(world.chair)
    sheet = sheet_of(item, world.chair)
    post_marks(client, item, sheet, {"1.1": "3"}, key="k1", device="a")
    answer = post_marks(client, item, sheet, {"1.1": "1"}, key="k2", device="b")
    assert answer.status_code == 409
    assert answer.json()["both"] == [{"criterion": "1.1", "here": "1", "there": "3"}]


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", '{"sheet": "x"}', '{"sheet": 1, "version": 0, "device": "a", "marks": {"1.1": 3}}'],
)
def test_marks_that_cannot_be_read_are_refused_in_words(world, session, body):
    client = signed_in(world.chair)
    answer = client.post(
        sheet_url(session.items.first(), "sheet-marks"), body, content_type="application/json"
    )
    assert answer.status_code in (403, 422) and answer.json()["error"]


def test_marks_are_refused_for_another_members_sheet_and_after_submission(world, session):
    item = session.items.first()
    theirs = sheet_of(item, world.members[0])
    client = signed_in(world.chair)
    assert post_marks(client, item, theirs, {"1.1": "1"}).status_code == 403
    hand_in(item, world.chair, choices_for(world.criteria_set))
    mine = Sheet.objects.get(item=item, seat__person=world.chair.person)
    refused = post_marks(client, item, mine, {"1.1": "1"})
    assert (refused.status_code, refused.json()["code"]) == (422, "sheet.closed")


def test_control_signs_in_what_scripts_send_are_dropped(world, session):
    item, client = session.items.first(), signed_in(world.chair)
    sheet = sheet_of(item, world.chair)
    notes = {"1.1": {"v": "Xem\x00 lại", "n": 9}}
    answer = post_marks(client, item, sheet, {"1.1": "1"}, device="m\x00áy", notes=notes)
    sheet.refresh_from_db()
    assert (answer.status_code, sheet.notes, sheet.device) == (200, {"1.1": "Xem lại"}, "máy")


def test_abstaining_and_late_conflict_have_pages_of_their_own(world, session):
    first, second, _ = session.items.all()
    client = signed_in(world.members[0])
    assert client.post(sheet_url(first, "abstain"), {"reason": ""}).status_code == 422
    assert client.post(sheet_url(first, "abstain"), {"reason": "Không đủ chuyên môn"}).status_code == 302
    assert (
        client.post(
            sheet_url(second, "late-conflict"), {"kind": "contract", "words": "Tư vấn nhãn"}
        ).status_code
        == 302
    )
    assert client.get(sheet_url(second)).status_code == 404


def test_paper_sheet_is_signed_by_the_member(world, session):
    item, member = session.items.first(), world.members[0]
    sheet = sheet_of(item, member)
    secretary = signed_in(world.secretary)
    url = reverse("evaluation:paper", args=[session.code, item.dossier.code, sheet.seat_id])
    choices = choices_for(world.criteria_set)
    assert secretary.get(url).status_code == 200
    assert secretary.post(url, form_of(choices, _once="p1")).status_code == 302
    page = signed_in(member).get(sheet_url(item)).text
    assert "Phiếu giấy chờ ký xác nhận" in page
    answer = signed_in(member).post(sheet_url(item), {"version": 1, "do": "submit", "_once": "s1"})
    assert answer.status_code == 302
    sheet.refresh_from_db()
    assert (sheet.state, sheet.entered_by) == ("submitted", world.secretary.person)


def test_wrong_paper_sheet_goes_back(world, session):
    item, member = session.items.first(), world.members[0]
    sheets.enter_paper(sheet=sheet_of(item, member), choices={"1.1": 1}, key="p", by=world.secretary, at=AT)
    assert signed_in(member).post(sheet_url(item, "give-back")).status_code == 302
    assert sheet_of(item, member).choices == {}


@pytest.mark.parametrize("products", [3, 30])
def test_scoring_page_asks_six_times(django_assert_num_queries, products):
    world = make_world(3)
    session = scoring_session(world, products)
    item, client = session.items.first(), signed_in(world.chair)
    mark_all(item, world.chair, choices_for(world.criteria_set))
    url, queue = sheet_url(item), reverse("evaluation:queue", args=[session.code])
    client.get(url)
    with django_assert_num_queries(6):
        assert client.get(url).status_code == 200
    with django_assert_num_queries(8):
        client.get(queue)


def test_saving_marks_asks_at_most_ten_times(world, session, django_assert_max_num_queries):
    item, client = session.items.first(), signed_in(world.chair)
    sheet = sheet_of(item, world.chair)
    marks = {code: value_of(choice) for code, choice in choices_for(world.criteria_set).items()}
    sheet_url(item)
    with django_assert_max_num_queries(10):  # two of them open and close the test's savepoint
        assert post_marks(client, item, sheet, marks).status_code == 200
