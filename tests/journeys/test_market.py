"""The market in a real browser: a fair from its call to its results; a point from opening to silence, and a good that expires."""

import re
from datetime import timedelta

import pytest

from ocop.core.clock import today
from ocop.core.permissions import Role
from ocop.market.models import Point, ShelfLine, Stall, TradeEvent
from ocop.rulebook.validity import add_months
from tests.factories.accounts import act
from tests.factories.market import make_recognised
from tests.factories.places import make_units
from tests.factories.producers import acting_for
from tests.journeys.axe import assert_axe_clean, assert_fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def look(page):
    assert_axe_clean(page)
    assert_fits(page)


def press(page, label):
    page.set_default_timeout(8000)
    page.get_by_role("button", name=label, exact=True).click()


def day(after):
    return (today() + timedelta(days=after)).strftime("%d/%m/%Y")


def fill(page, **values):
    for name, value in values.items():
        page.locator(f"[name={name}]").fill(value)


def new_event(office):
    """From the form to the call."""
    office.goto("/lam-viec/su-kien/them/")
    look(office)
    fill(
        office,
        name="Hội chợ Hành trình",
        unit_q="Hà Nội",
        address="Nhà văn hóa",
        starts_on=day(0),
        ends_on=day(0),
    )
    fill(office, call_from=day(-1), call_until=day(0), stalls_planned="2")
    press(office, "Lập sự kiện")
    if office.get_by_text("hãy chọn một ở dưới").count():
        office.get_by_role("radio", name=re.compile("Thành phố Hà Nội")).check()
        press(office, "Lập sự kiện")
    office.get_by_role("link", name="Mời gian hàng", exact=True).click()
    press(office, "Mời gian hàng")
    return TradeEvent.objects.get()


def test_a_fair_from_the_call_to_its_results(new_page):
    units, product = make_units(), make_recognised("Mật hành trình")
    office = new_page(act(Role.PROVINCE_OFFICE, units["01"]).person)
    maker = new_page(acting_for(product.producer).person, phone=True, javascript=False)
    event = new_event(office)

    maker.goto(event.get_absolute_url())
    assert_fits(maker)
    maker.get_by_role("link", name="Đăng ký gian hàng").click()
    maker.get_by_label("Mật hành trình").check()
    assert_fits(maker)
    press(maker, "Gửi đăng ký")
    stall = Stall.objects.get()
    assert maker.get_by_text("Đã đăng ký, chờ chọn").count()

    office.goto(stall.get_absolute_url())
    look(office)
    office.get_by_role("link", name="Chọn", exact=True).click()
    fill(office, number="A1")
    press(office, "Chọn")
    for step in ("Chốt gian hàng", "Khai mạc"):
        office.get_by_role("link", name=step, exact=True).click()
        press(office, step)

    maker.goto(stall.get_absolute_url())
    maker.get_by_role("link", name="Báo kết quả").click()
    assert_fits(maker)
    fill(maker, visitors="640", sales="38.500.000", contracts="1", memoranda="2")
    press(maker, "Gửi kết quả")
    assert_fits(maker)

    office.goto(event.get_absolute_url())
    office.get_by_role("link", name="Bế mạc").click()
    press(office, "Bế mạc")
    assert office.get_by_text("38.500.000 đồng").count()
    look(office)
    visitor = new_page(phone=True)
    visitor.goto(event.public_url)
    assert visitor.get_by_role("link", name="Mật hành trình").count()
    look(visitor)
    visitor.goto("/su-kien/")
    look(visitor)


def test_a_point_from_opening_to_silence_and_an_expired_good(new_page):
    units, product = make_units(), make_recognised("Mật trên kệ")
    office = new_page(act(Role.COMMUNE_OFFICER, units["09556"]).person)
    office.goto("/lam-viec/diem-ban/them/")
    look(office)
    fill(office, name="Điểm Hành trình", address="Số 9", producer_code=product.producer.code)
    press(office, "Lập điểm")
    office.get_by_role("link", name="Thêm, bỏ hàng trên kệ").click()
    fill(office, product=product.code)
    press(office, "Thêm lên kệ")
    look(office)
    point = Point.objects.get()
    office.goto(f"{point.get_absolute_url()}buoc/open/")
    fill(office, on=add_months(today().replace(day=1), -4).strftime("%d/%m/%Y"))
    press(office, "Khai trương")
    assert office.get_by_role("heading", name="Điểm im lặng").or_(office.get_by_text("Điểm im lặng")).count()

    visitor = new_page(phone=True)
    visitor.goto("/diem-ban/")
    look(visitor)
    visitor.get_by_role("link", name="Điểm Hành trình", exact=True).click()
    assert visitor.get_by_role("link", name="Mật trên kệ").count()
    look(visitor)
    runner = new_page(acting_for(product.producer).person, phone=True, javascript=False)
    runner.goto(f"{point.get_absolute_url()}so-lieu/")
    assert_fits(runner)
    fill(runner, visits="120", sales="9.000.000", products="85")
    press(runner, "Gửi số liệu")
    assert runner.get_by_text("Xin cảm ơn").count()
    office.goto("/lam-viec/diem-ban/?tinh_trang=im-lang")
    assert office.get_by_role("link", name="Điểm Hành trình").count() == 0
    look(office)

    lapse(point)
    visitor.reload()
    assert visitor.get_by_role("link", name="Trà hết hạn").count() == 0
    assert visitor.get_by_role("link", name="Mật trên kệ").count()
    office.goto(point.get_absolute_url())
    assert (
        office.get_by_text("Phải bỏ hoặc sửa").count()
        and office.get_by_text("Trà hết hạn đã hết hạn từ").count()
    )
    look(office)


def lapse(point):
    """A good that was put there years ago, when it was in force."""
    old = make_recognised("Trà hết hạn", decision_date="2020-05-01", year="2020")
    ShelfLine.objects.create(point=point, product=old, stars=4, added_at=point.created_at)
