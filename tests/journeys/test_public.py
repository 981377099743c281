"""The public pages as a buyer meets them: without scripts, on a phone, by keyboard, in English, printed."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from ocop.places.actions import load_units
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.registry.models import Entry
from ocop.supervision.forms import misuse
from ocop.supervision.models import Report
from tests.factories.register import bring_in, published
from tests.journeys.axe import assert_axe_clean, assert_fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def good(page: Page) -> None:
    assert_axe_clean(page)
    assert_fits(page)


def goods() -> Entry:
    bring_in(
        published("Trà sen"),
        published("Chè cũ", decision_date="2019-01-01", year="2019"),
        published("Chà xen", producer="Hợp tác xã Khác"),
    )
    return Entry.objects.get(name="Trà sen")


@pytest.mark.parametrize("phone", [False, True])
def test_home_map_and_its_list_lead_to_the_products_of_a_province(
    new_page: Callable[..., Page], phone: bool
) -> None:
    load_units()
    goods()
    page = new_page(phone=phone)
    page.goto("/")
    good(page)
    expect(page.get_by_role("link", name="Quần đảo Hoàng Sa")).to_be_visible()
    expect(page.get_by_role("link", name="Quần đảo Trường Sa")).to_be_visible()
    page.get_by_label("Con số của").select_option("01")
    page.get_by_role("button", name="Xem").click()
    expect(page.get_by_role("heading", name="Thành phố Hà Nội")).to_be_visible()
    good(page)
    page.locator("svg.province-map a[href*='tinh=01']").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Trà sen")).to_be_visible()


def test_product_and_producer_pages_say_what_may_carry_stars(new_page: Callable[..., Page]) -> None:
    entry = goods()
    page = new_page(phone=True, javascript=False)
    page.goto(entry.get_absolute_url())
    assert_fits(page)
    expect(page.get_by_text("CÒN HIỆU LỰC").first).to_be_visible()
    expect(page.get_by_role("heading", name="Dễ nhầm với")).to_be_visible()
    page.get_by_role("link", name="Hợp tác xã Thử").first.click()
    expect(page.get_by_role("heading", name="Được gắn sao (1)", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Không được gắn sao hôm nay (1)")).to_be_visible()

    watched = new_page()
    for url in (entry.get_absolute_url(), f"/chu-the/{Producer.objects.get(name='Hợp tác xã Thử').code}/"):
        watched.goto(url)
        good(watched)
        watched.emulate_media(media="print")
        assert_fits(watched)
        expect(watched.get_by_role("link", name="Báo vi phạm")).to_have_count(0)
        watched.emulate_media(media="screen")


@pytest.mark.parametrize("javascript", [True, False])
def test_anyone_reports_misuse_and_follows_it(
    new_page: Callable[..., Page], javascript: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(misuse, "LEAST_SECONDS", -1)
    entry = goods()
    page = new_page(phone=True, javascript=javascript)
    page.goto(entry.get_absolute_url())
    page.get_by_role("link", name="Báo vi phạm về sản phẩm này").click()
    page.get_by_label("Kể lại bằng lời của ông/bà").fill("Nhãn ghi 5 sao ở quầy số 3.")
    page.get_by_role("button", name="Gửi tin báo").click()
    expect(page.get_by_label("Kể lại bằng lời của ông/bà")).to_have_value("Nhãn ghi 5 sao ở quầy số 3.")
    if javascript:
        good(page)
    page.get_by_text("Ghi nhiều sao hơn được công nhận").click()
    page.get_by_role("button", name="Gửi tin báo").click()
    expect(page.get_by_role("heading", name="Đã nhận, chờ xem")).to_be_visible()
    report = Report.objects.get()
    assert report.case.product == Product.objects.get(code=entry.code) and report.given_at.date() >= date(
        2026, 1, 1
    )
    expect(page.get_by_text(report.code)).to_be_visible()
    if javascript:
        good(page)
