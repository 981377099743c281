"""Criteria sets and calendar as an administrator sees them: accessible, and fitting a phone."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from ocop.core.permissions import Role
from ocop.programme.tasks import load_calendar
from tests.factories.accounts import act
from tests.factories.places import make_units
from tests.factories.programme import make_criteria_set
from tests.journeys.axe import assert_axe_clean, assert_fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def good(page: Page) -> None:
    assert_axe_clean(page)
    assert_fits(page)


def test_administrator_reads_a_set_and_adds_a_day_off(new_page: Callable[..., Page]) -> None:
    admin = act(Role.ADMINISTRATOR, make_units()["01"])
    make_criteria_set(26)
    load_calendar()
    page = new_page(admin.person, phone=True, acting=admin.key)
    page.goto(reverse("programme:criteria-sets"))
    good(page)
    page.get_by_role("link", name="Dịch vụ du lịch").first.click()
    expect(page.get_by_role("heading", name="17. Hàng hóa dịch vụ")).to_be_visible()
    good(page)
    page.goto(reverse("programme:calendar") + "?nam=2026")
    good(page)
    page.get_by_label("Ngày", exact=True).fill("04/11/2026")
    page.get_by_text("Nghỉ", exact=True).last.click()
    page.get_by_label("Tên").fill("Nghỉ bão")
    page.get_by_label("Căn cứ").fill("Công điện 12")
    page.get_by_role("button", name="Ghi vào lịch").click()
    expect(page.get_by_role("cell", name="Nghỉ bão")).to_be_visible()
