"""The secretary's and chair's pages."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from ocop.evaluation.actions import conflicts, locking, sessions
from ocop.evaluation.models import Council, Result, Session, Sheet
from tests.factories.accounts import AT, act, signed_in
from tests.factories.evaluation import (
    choices_for,
    hand_in,
    hand_in_all,
    make_dossier,
    make_world,
    ready_session,
    scoring_session,
    seat_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world(3)


def url(name, session, *more):
    return reverse(f"evaluation:{name}", args=[session.code, *more])


def test_council_is_set_up_through_its_pages(world):
    client = signed_in(world.secretary)
    page = client.get(reverse("evaluation:council-new"))
    form = {
        name: field.initial if field.initial is not None else ""
        for name, field in page.context["form"].fields.items()
    }
    form |= {key: value for key, value in page.context["form"].initial.items() if value is not False}
    answer = client.post(
        reverse("evaluation:council-new"),
        {**form, "reference": "QĐ 9/QĐ-UBND", "established_on": "01/10/2026", "max_gap": "7,5"},
    )
    assert answer.status_code == 302
    council = Council.objects.get(reference="QĐ 9/QĐ-UBND")
    assert council.rules["max_gap"] == "7.5"
    member = act("member", world.unit)
    answer = client.post(
        council.get_absolute_url(), {"person": member.person.pk, "role": "member", "organisation": "Sở Y tế"}
    )
    assert (answer.status_code, council.seats.get().organisation) == (302, "Sở Y tế")
    refused = client.post(council.get_absolute_url(), {"person": member.person.pk, "role": "member"})
    assert refused.status_code == 422 and "đã có ghế" in refused.text


def test_session_is_built_convened_and_opened_through_its_pages(world):
    client = signed_in(world.secretary)
    dossiers = [make_dossier(world) for _ in range(2)]
    form = {
        "council": world.council.pk,
        "round": world.round.pk,
        "name": "Phiên 1",
        "day": "10/11/2026",
        "hour": "8:30",
        "place": "Phòng 2",
    }
    assert client.post(reverse("evaluation:session-new"), form).status_code == 302
    session = Session.objects.get()
    assert f"{timezone.localtime(session.meets_at):%d/%m/%Y %H:%M}" == "10/11/2026 08:30"
    client.post(url("agenda-add", session), {"code": [one.code for one in dossiers]})
    places = {f"place_{item.pk}": 3 - item.place for item in session.items.all()}
    client.post(url("agenda-order", session), places)
    assert [item.dossier for item in session.items.all()] == dossiers[::-1]
    assert client.post(url("session-step", session, "moi-hop")).status_code == 302
    refused = client.post(url("session-step", session, "mo-cham"))
    assert refused.status_code == 422 and "chưa khai xung đột lợi ích" in refused.text
    for acting in world.actings:
        conflicts.declare(session=session, conflicts={}, by=acting, at=AT)
    assert client.post(url("session-step", session, "mo-cham")).status_code == 302
    session.refresh_from_db()
    assert session.state == "scoring"


def test_progress_page_counts_sheets(world):
    session = scoring_session(world, 2)
    hand_in(session.items.first(), world.chair, choices_for(world.criteria_set))
    page = signed_in(world.secretary).get(url("session", session))
    assert (page.context["handed_in"], page.context["to_hand_in"]) == (1, 8)


def test_attendance_and_hints_are_answered_on_one_page(world):
    session = ready_session(world, 1)
    world.members[0].person.phone = "0912000001"
    world.members[0].person.save()
    sessions.convene(session=session, by=world.secretary, at=AT)
    client = signed_in(world.secretary)
    page = client.get(url("members", session))
    assert "Gợi ý xung đột cần kết luận" in page.text
    hint = page.context["hints"][0]
    assert (
        client.post(url("hint", session, hint.pk, "bo-qua"), {"reason": "Số máy bàn chung"}).status_code
        == 302
    )
    late = seat_of(world, world.members[1])
    assert client.post(url("presence", session, late.pk), {"reason": "đi công tác"}).status_code == 302
    assert "Vắng: đi công tác" in client.get(url("members", session)).text
    assert client.post(url("presence", session, late.pk)).status_code == 302


def test_table_ranks_open_products_and_hides_the_others(world):
    session = scoring_session(world, 3)
    first, second, third = session.items.all()
    for acting in world.actings:
        hand_in(first, acting, choices_for(world.criteria_set, rank=2))
        hand_in(second, acting, choices_for(world.criteria_set))
    page = signed_in(world.members[0]).get(url("table", session))
    rows = {row["product"]: (row["rank"], row["mean"]) for row in page.context["rows"]}
    assert rows[str(second)] == (1, "100.00".replace(".", ",")) and rows[str(third)] == ("–", "–")
    assert rows[str(first)][0] == 2
    item_page = signed_in(world.members[0]).get(url("item", session, second.dossier.code))
    assert item_page.status_code == 200 and "Điểm theo tiêu chí" in item_page.text
    assert signed_in(world.members[0]).get(url("item", session, third.dossier.code)).status_code == 404


def test_office_sees_marks_only_after_locking(world):
    session = scoring_session(world, 1)
    hand_in_all(world, session)
    office = signed_in(world.office)
    assert office.get(url("table", session)).context["rows"][0]["mean"] == "–"
    locking.propose_lock(session=session, by=world.secretary, at=AT)
    locking.lock_session(session=session, by=world.chair, at=AT)
    assert office.get(url("table", session)).context["rows"][0]["mean"] == "100,00"


def test_discussion_and_rescoring_are_led_from_the_product_page(world):
    session = scoring_session(world, 1)
    item = session.items.get()
    for acting in world.actings:
        hand_in(item, acting, choices_for(world.criteria_set, rank=3 if acting is world.chair else 1))
    client = signed_in(world.secretary)
    page = client.get(url("item", session, item.dossier.code)).text
    assert "Thảo luận vì lệch điểm" in page and "Mở chấm lại sau thảo luận" in page
    assert (
        client.post(
            url("item-reopen", session, item.dossier.code), {"reason": "Thống nhất cách hiểu"}
        ).status_code
        == 302
    )
    assert Sheet.objects.filter(item=item, state="draft").count() == 4


def test_locking_and_amending_through_the_pages_takes_two_people_each():
    world = make_world(4)
    session = scoring_session(world, 1)
    hand_in_all(world, session)
    item = session.items.get()
    secretary, chair = signed_in(world.secretary), signed_in(world.chair)
    assert secretary.post(url("session-step", session, "de-nghi-khoa")).status_code == 302
    refused = secretary.post(url("session-step", session, "khoa"))
    assert refused.status_code == 422 and "Cần hai người khác nhau" in refused.text
    assert chair.post(url("session-step", session, "khoa")).status_code == 302
    amend = url("amend", session, item.dossier.code)
    assert (
        secretary.post(
            amend, {"seats": [seat_of(world, world.members[0]).pk], "words": "Phát hiện xung đột"}
        ).status_code
        == 302
    )
    assert secretary.post(amend).status_code == 422
    assert chair.post(amend).status_code == 302
    assert (Result.objects.count(), Result.objects.get(superseded_by=None).counted) == (2, 4)


def test_minutes_and_papers_hold_the_open_results(world):
    session = scoring_session(world, 2)
    hand_in_all(world, session)
    client = signed_in(world.secretary)
    assert (
        client.post(
            url("minutes", session), {"opinions": "Nhất trí.", "conclusion": "Thông qua."}
        ).status_code
        == 302
    )
    session.refresh_from_db()
    assert session.minutes["conclusion"] == "Thông qua."
    dossier = session.items.first().dossier.code
    for kind in ("bien-ban", "bang-tong-hop", f"phieu-{dossier}"):
        for suffix, head in (("docx", b"PK"), ("pdf", b"%PDF")):
            answer = client.get(url("paper-file", session, kind, suffix))
            assert answer.status_code == 200 and answer.content.startswith(head)
    assert client.get(url("paper-file", session, "phieu-khac", "pdf")).status_code == 404


def test_export_has_a_row_per_open_sheet_and_a_column_per_criterion(world):
    session = scoring_session(world, 2)
    opened, hidden = session.items.all()
    for acting in world.actings:
        hand_in(opened, acting, choices_for(world.criteria_set))
    hand_in(hidden, world.chair, choices_for(world.criteria_set))
    client = signed_in(world.secretary)
    text = b"".join(client.get(url("export", session, "csv")).streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert (len(rows), len(rows[0])) == (5, 7 + 26)
    assert {row[1] for row in rows[1:]} == {opened.dossier.code}
    assert client.get(url("export", session, "xlsx")).content.startswith(b"PK")
