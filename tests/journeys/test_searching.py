"""Searching the register in a real browser: by keyboard with suggestions, on a phone, and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.factories.search import make_lines
from tests.journeys.axe import assert_axe_clean, assert_fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_suggestions_are_chosen_by_keyboard(new_page: Callable[..., Page]) -> None:
    make_lines("Mật ong bạc hà", "Mật mía", "Gạo nếp")
    page = new_page()
    page.goto("/san-pham/")
    box = page.get_by_role("combobox", name="Tên sản phẩm")
    box.press_sequentially("mat")
    offered = page.locator("#loc-q-goi-y")
    expect(offered.get_by_role("option")).to_have_count(2)
    assert_axe_clean(page)
    box.press("ArrowDown")
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "loc-q-goi-y-1")
    box.press("Escape")
    expect(offered).to_be_hidden()
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/san-pham/?q=*")
    expect(page.get_by_role("status")).to_contain_text("1 sản phẩm")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_phone_finds_and_drops_a_filter(new_page: Callable[..., Page], javascript: bool) -> None:
    make_lines({"name": "Mật ong", "stars": 4}, {"name": "Gạo nếp", "stars": 3})
    page = new_page(phone=True, javascript=javascript)
    page.goto("/san-pham/")
    page.get_by_label("Tên sản phẩm").fill("mat ong")
    page.locator("summary", has_text="Bộ lọc").click()
    page.get_by_label("Hạng sao").select_option("4")
    page.get_by_role("button", name="Tìm").first.click()
    expect(page.get_by_role("status")).to_contain_text("1 sản phẩm")
    if javascript:
        assert_axe_clean(page)
        assert_fits(page)
    page.goto("/san-pham/?q=gao&sao=4")
    page.get_by_role("link", name="Bỏ lọc “Hạng sao: 4 sao”").click()
    expect(page.get_by_role("heading", name="Gạo nếp")).to_be_visible()
