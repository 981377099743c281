"""The council in a real browser: keys, lost network, paper, gap, two persons at the lock, no scripts on a phone."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from ocop.evaluation.actions import conflicts, sessions
from ocop.evaluation.models import Result, Session, Sheet
from tests.factories.accounts import AT
from tests.factories.evaluation import (
    World,
    choices_for,
    hand_in,
    hand_in_all,
    make_world,
    ready_session,
    scoring_session,
    sheet_of,
)
from tests.journeys.season import look

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NewPage = Callable[..., Page]
OPTIONS = "[data-criterion]"
STATE = "[data-scoring] [data-save-state]"


@pytest.fixture
def world() -> World:
    return make_world(3)


def url(name: str, *args: object) -> str:
    return reverse(f"evaluation:{name}", args=args)


def shoot(page: Page, name: str) -> None:
    """Pictures of the pages, when a folder is asked for."""
    if folder := os.environ.get("OCOP_SHOTS"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def sheet_address(session: Session, place: int = 1) -> str:
    return url("sheet", session.code, session.items.get(place=place).dossier.code)


def key_of(page: Page, code: str, choice: int) -> str:
    return page.locator(f'input[name="{code}"][value="{choice}"]').get_attribute("data-key") or ""


def test_a_sheet_of_26_criteria_takes_27_keys(world: World, new_page: NewPage) -> None:
    session = scoring_session(world, 2)
    page = new_page(world.members[0].person)
    page.goto(sheet_address(session))
    look(page)
    keys = [key_of(page, code, choice) for code, choice in choices_for(world.criteria_set).items()]
    for key in keys:
        page.keyboard.press(key)
    expect(page.locator(STATE)).to_contain_text("Đã lưu")
    expect(page.locator('[data-live="total"]')).to_have_text("100")
    expect(page.locator(".score-bar progress")).to_have_attribute("value", "26")
    shoot(page, "scoring-full")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{sheet_address(session, 2)}")
    assert len(keys) + 1 <= 27
    assert Sheet.objects.get(seat__person=world.members[0].person, state="submitted").total == 100
    assert (
        page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('ocop.draft.marks'))").__len__()
        <= 1
    )


def test_keys_lead_to_the_neighbours_notes_and_help(world: World, new_page: NewPage) -> None:
    session = scoring_session(world, 2)
    page = new_page(world.chair.person)
    page.goto(sheet_address(session))
    page.keyboard.press("?")
    expect(page.locator("details[data-key-help]")).to_have_attribute("open", "")
    page.locator(OPTIONS).first.locator("input").first.focus()
    page.keyboard.press("n")
    page.keyboard.type("Xem lại giấy chứng nhận")
    page.keyboard.press("Tab")
    expect(page.locator(STATE)).to_contain_text("Đã lưu")
    page.locator(OPTIONS).nth(1).locator("input").first.focus()
    page.keyboard.press("j")
    page.wait_for_url(f"**{sheet_address(session, 2)}")
    page.keyboard.press("k")
    page.wait_for_url(f"**{sheet_address(session, 1)}")
    assert sheet_of(session.items.first(), world.chair).notes == {"1.1": "Xem lại giấy chứng nhận"}


def test_marks_wait_on_the_device_while_the_network_is_gone(world: World, new_page: NewPage) -> None:
    session = scoring_session(world, 1)
    page = new_page(world.chair.person)
    page.allowed.append("ERR_")  # type: ignore[attr-defined]
    page.goto(sheet_address(session))
    page.route("**/diem/", lambda route: route.abort())
    for key in ("1", "2", "1"):
        page.keyboard.press(key)
    expect(page.locator(STATE)).to_contain_text("Chờ mạng: 3 mục còn giữ trên máy này")
    shoot(page, "scoring-offline")
    page.unroute("**/diem/")
    page.reload()
    expect(page.locator(STATE)).to_contain_text("Đã lưu")
    assert len(sheet_of(session.items.get(), world.chair).choices) == 3
    assert (
        page.evaluate(
            "JSON.parse(localStorage[Object.keys(localStorage).find(key => key.includes('marks'))]).bundle"
        )
        is None
    )


def test_marks_that_come_after_the_end_are_shown_for_printing(world: World, new_page: NewPage) -> None:
    session = scoring_session(world, 1)
    page = new_page(world.chair.person)
    page.allowed += ["ERR_", "422"]  # type: ignore[attr-defined]
    page.goto(sheet_address(session))
    page.route("**/diem/", lambda route: route.abort())
    page.keyboard.press("1")
    expect(page.locator(STATE)).to_contain_text("Chờ mạng")
    hand_in(session.items.get(), world.chair, choices_for(world.criteria_set))
    page.unroute("**/diem/")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-scoring-notices]")).to_contain_text("Điểm chưa được nhận")
    expect(page.locator("[data-scoring-notices] li")).to_have_count(1)
    look(page)


def test_two_devices_of_one_member_show_both_marks(world: World, new_page: NewPage) -> None:
    session = scoring_session(world, 1)
    tablet, laptop = new_page(world.chair.person), new_page(world.chair.person)
    laptop.allowed.append("409")  # type: ignore[attr-defined]
    laptop.goto(sheet_address(session))
    tablet.goto(sheet_address(session))
    tablet.keyboard.press("3")
    expect(tablet.locator(STATE)).to_contain_text("Đã lưu")
    laptop.keyboard.press("1")
    expect(laptop.locator("[data-scoring-notices]")).to_contain_text("được chấm khác nhau ở hai máy")
    shoot(laptop, "scoring-two-devices")
    laptop.get_by_role("button", name="Lấy của máy khác").click()
    expect(laptop.locator(STATE)).to_contain_text("Đã lưu")
    assert sheet_of(session.items.get(), world.chair).choices == {"1.1": 3}


def test_member_on_a_phone_without_scripts_declares_and_scores(world: World, new_page: NewPage) -> None:
    session = sessions.convene(session=ready_session(world, 2), by=world.secretary, at=AT)
    page = new_page(world.members[0].person, phone=True, javascript=False)
    page.goto(url("queue", session.code))
    shoot(page, "declare-phone")
    conflicted, other = session.items.all()
    page.select_option(f"#id_kind_{conflicted.pk}", "contract")
    page.fill(f"#id_words_{conflicted.pk}", "Tư vấn nhãn mác")
    page.check("#id_confirmed")
    page.get_by_role("button", name="Gửi lời khai").click()
    expect(page.locator("main")).not_to_contain_text(str(conflicted))
    for acting in [world.chair, *world.members[1:]]:
        conflicts.declare(session=session, conflicts={}, by=acting, at=AT)
    sessions.open_scoring(session=session, by=world.secretary, at=AT)
    page.goto(sheet_address(session, other.place))
    shoot(page, "scoring-phone")
    for code, choice in choices_for(world.criteria_set).items():
        page.locator(f'input[name="{code}"][value="{choice}"]').check(force=True)
    page.get_by_role("button", name="Nộp phiếu").click()
    expect(page.locator("main")).to_contain_text("Đã nộp phiếu")
    assert Sheet.objects.get(seat__person=world.members[0].person, state="submitted").item == other


def test_secretary_and_chair_lead_a_session_to_its_locked_result(world: World, new_page: NewPage) -> None:
    session = scoring_session(world, 2)
    first, second = session.items.all()
    secretary = new_page(world.secretary.person)
    for name in ("session", "agenda", "members", "minutes"):
        secretary.goto(url(name, session.code))
        look(secretary)
        shoot(secretary, f"secretary-{name}")
    for acting in world.actings:
        hand_in(first, acting, choices_for(world.criteria_set, rank=3 if acting is world.chair else 1))
    hand_in_all(world, session, without=[first])
    secretary.goto(url("item", session.code, first.dossier.code))
    look(secretary)
    shoot(secretary, "item-gap")
    secretary.get_by_role("link", name="Mở chấm lại sau thảo luận").click()
    expect(secretary.locator("#id_reason")).to_be_visible()
    look(secretary)
    secretary.fill("#id_reason", "Thống nhất cách hiểu nguồn nguyên liệu")
    secretary.get_by_role("button", name="Mở chấm lại sau thảo luận").click()
    for acting in world.actings:
        hand_in(first, acting, choices_for(world.criteria_set), reason="Theo thảo luận")
    secretary.goto(url("table", session.code))
    look(secretary)
    shoot(secretary, "table")
    secretary.goto(url("session", session.code))
    secretary.get_by_role("link", name="Đề nghị khóa kết quả").click()
    secretary.get_by_role("button", name="Đề nghị khóa kết quả").click()
    chair = new_page(world.chair.person)
    chair.goto("/lam-viec/")
    chair.goto(url("session", session.code))
    chair.get_by_role("link", name="Khóa kết quả").click()
    chair.get_by_role("button", name="Khóa kết quả").click()
    expect(chair.locator("main")).to_contain_text("Đã khóa kết quả")
    look(chair)
    assert Result.objects.filter(stars=5).count() == 2


def test_paper_sheet_and_council_pages_are_accessible(world: World, new_page: NewPage) -> None:
    session = scoring_session(world, 1)
    item = session.items.get()
    sheet = sheet_of(item, world.members[0])
    secretary = new_page(world.secretary.person)
    for address in (
        url("councils"),
        url("council", world.council.code),
        url("council-new"),
        url("sessions"),
        url("session-new"),
        url("paper", session.code, item.dossier.code, sheet.seat_id),
        url("report", session.code, item.dossier.code),
    ):
        secretary.goto(address)
        look(secretary)
    shoot(secretary, "report")
    secretary.goto(url("council", world.council.code))
    shoot(secretary, "council")
    member = new_page(world.members[0].person)
    for address in (
        url("scoring"),
        url("queue", session.code),
        url("abstain", session.code, item.dossier.code),
    ):
        member.goto(address)
        look(member)
    member.goto(url("queue", session.code))
    shoot(member, "queue")
