"""Rounds of registration: the window, double lines, progress of the units, closing; and their pages."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Role
from ocop.rulebook.registration import Window, refusal, window_for
from ocop.targets.actions import rounds, statements
from ocop.targets.models import Registration, RegistrationRound
from ocop.targets.navigation import open_rounds
from ocop.targets.queries.rounds import standing
from ocop.targets.round_checks import closed_rounds_hold
from tests.factories.accounts import AT, DAY, act, signed_in
from tests.factories.places import make_unit, make_units

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def office(key: str = "01"):
    unit = make_units()[key]
    return act({"VN": Role.CENTRAL_OFFICE}.get(key, Role.PROVINCE_OFFICE), unit)


def commune(key: str = "09556"):
    return act(Role.COMMUNE_OFFICER, make_units()[key])


def opened(by=None, **fields) -> RegistrationRound:
    values = {
        "name": "Đợt 1 năm 2026",
        "year": 2026,
        "opens_on": DAY - WEEK,
        "closes_on": DAY + WEEK,
        **fields,
    }
    return rounds.open_round(document="Công văn 5/UBND", by=by or office(), at=AT, **values)


def put_down(by, name: str = "Chè", at=AT) -> Registration:
    return statements.register_product(
        unit=by.unit, year=2026, product_name=name, producer_name="Hộ thử", by=by, at=at
    )


def test_without_a_round_the_year_is_free_and_in_one_the_line_belongs_to_it():
    by = commune()
    assert put_down(by, "Miến").round is None
    one = opened()
    assert put_down(by).round == one
    assert [item.hint for item in open_rounds(by)] == [f"Đến hết {one.closes_on:%d/%m/%Y}"]


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [
        (DAY + timedelta(days=1), DAY + WEEK, "chưa mở: nhận đăng ký từ 03/11/2026"),
        (DAY - WEEK, DAY - timedelta(days=1), "đã hết hạn từ 01/11/2026"),
    ],
)
def test_outside_the_window_it_is_refused_with_the_days(opens, closes, words):
    opened(opens_on=opens, closes_on=closes)
    with pytest.raises(RuleBroken, match=words):
        put_down(commune())
    assert not Registration.objects.exists()


@pytest.mark.parametrize(("day", "taken"), [(-8, False), (-7, True), (7, True), (8, False)])
def test_first_and_last_day_are_inside(day, taken):
    opened()
    at = AT + timedelta(days=day)
    if taken:
        assert put_down(commune(), at=at).pk
    else:
        with pytest.raises(RuleBroken):
            put_down(commune(), at=at)


def test_the_same_product_twice_is_one_line():
    opened()
    by = commune()
    put_down(by)
    with pytest.raises(RuleBroken, match="đã có trong danh sách"):
        put_down(by, "CHÈ")
    assert Registration.objects.count() == 1


def test_a_round_binds_its_own_province_and_the_nations_binds_all_without_one():
    opened(office("VN"), opens_on=DAY + timedelta(days=1))
    with pytest.raises(RuleBroken, match="chưa mở"):
        put_down(commune("01290"))
    opened()
    assert put_down(commune()).round.unit.key == "01"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"year": 2030}, "Chỉ mở đợt đăng ký cho năm"),
        ({"closes_on": DAY - 2 * WEEK}, "Ngày cuối phải"),
        ({"opens_on": DAY + WEEK, "closes_on": DAY + 2 * WEEK}, "Trùng ngày"),
    ],
)
def test_rounds_that_cannot_stand_are_refused(fields, words):
    opened()
    with pytest.raises(RuleBroken, match=words):
        opened(**fields)


def test_only_the_office_that_opened_it_moves_its_last_day_and_says_why():
    one, by = opened(), office()
    with pytest.raises(PermissionRefused, match="đơn vị khác"):
        rounds.set_last_day(one=one, closes_on=DAY, reason="x", by=office("04"), at=AT)
    with pytest.raises(PermissionRefused):
        opened(commune())
    for day, reason, words in ((DAY - timedelta(days=1), "x", "trước hôm nay"), (DAY, " ", "lý do")):
        with pytest.raises(RuleBroken, match=words):
            rounds.set_last_day(one=one, closes_on=day, reason=reason, by=by, at=AT)
    assert rounds.set_last_day(one=one, closes_on=DAY, reason="Đủ", by=by, at=AT).closes_on == DAY


def test_closing_freezes_the_list():
    one, by, officer = opened(), office(), commune()
    line = put_down(officer)
    with pytest.raises(RuleBroken, match="còn nhận đăng ký"):
        rounds.close_round(one=one, by=by, at=AT)
    later = AT + 2 * WEEK
    one = rounds.close_round(one=one, by=by, at=later)
    assert (one.state, one.counted) == ("closed", {"09556": 1})
    with pytest.raises(RuleBroken, match="đã chốt danh sách nên không rút"):
        statements.withdraw_registration(line=line, reason="x", by=officer, at=later)
    with pytest.raises(RuleBroken, match="đã chốt danh sách. Hãy đề nghị"):
        put_down(officer, "Miến", at=later)
    with pytest.raises(DatabaseError), transaction.atomic():
        RegistrationRound.objects.filter(pk=one.pk).update(counted={})
    assert closed_rounds_hold().ok


def test_units_are_held_against_their_targets_and_the_sums_are_those_of_the_rows():
    one, by = opened(), office()
    statements.set_target(
        unit=make_units()["09556"],
        indicator="evaluated_in_year",
        value=Decimal(3),
        year_from=2026,
        year_until=2026,
        sense="at_least",
        document="QĐ giao",
        by=by,
        at=AT,
    )
    put_down(commune())
    put_down(commune("00004"), "Nón")
    found = standing(one)
    rows = {row.unit.key: (row.in_round, row.in_year, row.target, row.gap) for row in found.rows}
    assert rows == {
        "09556": (1, 1, 3, -2),
        "00004": (1, 1, None, None),
        "10117": (0, 0, None, None),
    }
    assert (found.in_round, found.in_year, found.target) == (2, 2, 3)
    assert [row.unit.key for row in found.empty] == ["10117"]


DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 1))
WINDOWS = st.lists(
    st.builds(
        lambda key, first, length, closed, own: Window(
            key, "Đợt", first, first + timedelta(days=length), closed, own
        ),
        st.integers(1, 99),
        DAYS,
        st.integers(0, 20),
        st.booleans(),
        st.booleans(),
    ),
    max_size=4,
)


@given(WINDOWS, DAYS)
def test_a_day_is_either_taken_or_refused_with_words(windows, day):
    taken, words = window_for(windows, day), refusal(windows, day)
    assert bool(taken) == (bool(windows) and not words)
    if taken:
        assert taken.opens_on <= day <= taken.closes_on and not taken.closed


def test_pages_cost_the_same_with_many_units_and_show_the_way_to_allocation():
    one, by = opened(), office()
    browser, address = signed_in(by), reverse("targets:round", args=[one.code])

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(address).status_code == 200
        return len(caught)

    few = cost()
    for number in range(300):
        make_unit(f"9{number:04d}", name=f"Xã {number}", parent=make_units()["01"])
    assert cost() == few <= 20
    page = browser.get(address).content.decode()
    assert reverse("targets:allocate") in page and "Xã 299" in page
    book = browser.get(reverse("targets:round-workbook", args=[one.code]))
    assert book.content.startswith(b"PK")


def test_a_round_is_opened_moved_and_closed_on_the_pages_and_unseen_elsewhere():
    by = office()
    browser = signed_in(by)
    form = {
        "name": "Đợt 1",
        "year": "2026",
        "opens_on": "01/11/2026",
        "closes_on": "30/11/2026",
        "document": "CV 5",
    }
    wrong = browser.post(reverse("targets:open-round"), {**form, "closes_on": "30/10/2026"})
    assert "Ngày cuối phải từ ngày mở" in wrong.content.decode()
    answer = browser.post(reverse("targets:open-round"), form)
    one = RegistrationRound.objects.get()
    assert answer.url == one.get_absolute_url()
    refused = browser.post(reverse("targets:close-round", args=[one.code])).content.decode()
    assert "còn nhận đăng ký" in refused
    assert signed_in(office("04")).get(one.get_absolute_url()).status_code == 404
    assert signed_in(commune()).get(one.get_absolute_url()).status_code == 200
    assert signed_in(commune()).get(reverse("targets:open-round")).status_code == 403
