"""Every part of the face, on a phone and on an office screen: accessible, within the screen, clean console."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from ocop.core.gallery import PARTS, SAMPLES
from tests.journeys.axe import assert_axe_clean, assert_fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

HOME = "/thu-vien-giao-dien/"
ADDRESSES = [
    HOME,
    *(f"{HOME}{part.slug}/" for part in PARTS),
    *(f"{HOME}mau/{sample.slug}/" for sample in SAMPLES),
]
SAMPLE = f"{HOME}mau/"
TARGETS = "a.btn, button.btn, input.control, select.control, .choice, .score-option, summary"


@pytest.mark.parametrize("phone", [True, False], ids=["360", "1366"])
def test_gallery_is_accessible(new_page: Callable[..., Page], phone: bool) -> None:
    page = new_page(phone=phone)
    for address in ADDRESSES:
        page.goto(address)
        assert_fits(page)
        assert_axe_clean(page)


def test_work_list_shows_twelve_rows_on_an_office_screen(new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto(f"{SAMPLE}hang-viec/")
    bottoms = page.locator("tbody tr").evaluate_all(
        "rows => rows.map(row => row.getBoundingClientRect().bottom)"
    )
    assert sum(bottom <= 768 for bottom in bottoms) >= 12


def test_touch_targets_are_large_on_a_phone(new_page: Callable[..., Page]) -> None:
    page = new_page(phone=True)
    for sample in SAMPLES:
        page.goto(f"{SAMPLE}{sample.slug}/")
        small = page.locator(TARGETS).evaluate_all(
            """all => all.filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)
                .map(one => one.outerHTML.slice(0, 120))"""
        )
        assert small == [], sample.slug


def test_sheet_is_scored_with_one_key_per_criterion(new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto(f"{SAMPLE}phieu-cham/")
    page.locator("fieldset[data-criterion] input").first.focus()
    for key in "3142":
        page.keyboard.press(key)
    chosen = page.locator("fieldset[data-criterion] input:checked").evaluate_all(
        "all => all.map(one => one.value)"
    )
    assert chosen == ["3", "1", "4", "2"]
    assert page.evaluate("document.activeElement.hasAttribute('data-after-last')")
    page.keyboard.press("?")
    assert page.locator("details[data-key-help]").get_attribute("open") is not None


def test_tab_reaches_the_skip_link_first(new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto(f"{SAMPLE}hang-viec/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_everything_is_there_without_javascript(new_page: Callable[..., Page]) -> None:
    page = new_page(phone=True, javascript=False)
    page.goto(f"{SAMPLE}phieu-cham/")
    page.locator(".work-nav-phone > summary").click()
    assert page.get_by_role("navigation", name="Mục lục").get_by_role("link").count() == 5
    page.locator("label.score-option").nth(2).click()
    assert page.locator("input:checked").first.get_attribute("value") == "3"


def test_stacked_marks_are_not_cut(new_page: Callable[..., Page]) -> None:
    """Lines are at least one and a half times the letters, wherever there is text."""
    page = new_page()
    for part in PARTS:
        page.goto(f"{HOME}{part.slug}/")
        tight = page.evaluate(
            """() => [...document.querySelectorAll("main :is(h1, h2, h3, p, td, th, label, dd), .btn, .badge")]
                .filter(one => one.checkVisibility() && one.textContent.trim())
                .map(one => [one, getComputedStyle(one)])
                .filter(([one, style]) => parseFloat(style.lineHeight) / parseFloat(style.fontSize) < 1.35)
                .map(([one]) => one.outerHTML.slice(0, 100))"""
        )
        assert tight == [], part.slug
