"""A class from plan to coverage, and a village with its producers and products, in a real browser."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from ocop.core.permissions import Role
from ocop.targets.models import ProducerFact
from ocop.training import attending
from ocop.training.models import Attendance, Course, Enrolment
from ocop.villages.models import Village
from tests.factories.accounts import act
from tests.factories.places import make_units
from tests.factories.producers import acting_for, make_producer
from tests.journeys.axe import assert_axe_clean, assert_fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def good(page: Page) -> None:
    assert_axe_clean(page)
    assert_fits(page)


def press(page: Page, name: str) -> None:
    """A step: its button, then the same on the page that tells the consequence."""
    page.get_by_role("link", name=name, exact=True).click()
    good(page)
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def test_a_class_from_plan_to_coverage(new_page: Callable[..., Page]) -> None:
    office = act(Role.COMMUNE_OFFICER, make_units()["09556"])
    producer = make_producer()
    owner = acting_for(producer)
    day = timezone.localdate()
    ProducerFact.objects.create(producer=producer, joined_on=day, now_province="01", now_unit="09556")
    page = new_page(office.person)
    page.goto("/lam-viec/dao-tao/")
    page.get_by_role("link", name="Lập lớp mới").click()
    good(page)
    page.get_by_label("Tên lớp, hội nghị, đoàn").fill("Lớp hành trình")
    page.get_by_label("Từ ngày").fill(f"{day:%d/%m/%Y}")
    page.get_by_label("Đến hết ngày").fill(f"{day + timedelta(days=1):%d/%m/%Y}")
    page.get_by_label("Chương trình").fill("Ghi nhãn | 2")
    page.get_by_role("button", name="Lập", exact=True).click()
    page.get_by_role("link", name="Thêm buổi").click()
    page.get_by_label("Nội dung buổi").fill("Buổi một")
    page.get_by_label("Bắt đầu lúc").fill(f"{timezone.localtime():%H:%M}")
    page.get_by_label("Số giờ").fill("2")
    page.get_by_role("button", name="Thêm", exact=True).click()
    press(page, "Mở ghi danh")

    phone = new_page(owner.person, phone=True, javascript=False)
    phone.goto("/lam-viec/lop-tap-huan/")
    phone.get_by_role("link", name="Ghi danh vào Lớp hành trình").click()
    phone.get_by_label("Họ và tên").fill("Nguyễn Thị Học")
    phone.get_by_text("Người lao động", exact=True).click()
    phone.get_by_role("button", name="Ghi danh", exact=True).click()
    expect(phone.get_by_text("Đã ghi danh: Nguyễn Thị Học")).to_be_visible()
    held = Enrolment.objects.get()

    page.reload()
    press(page, "Bắt đầu")
    page.get_by_role("link", name="Hiện mã điểm danh").click()
    good(page)
    session = held.course.sessions.get()
    visitor = new_page(phone=True, javascript=False)
    for words in ("Đã ghi có mặt", "Đã ghi có mặt từ trước"):
        visitor.goto(f"/diem-danh/{attending.code_of(session)}/")
        visitor.get_by_label("Mã ghi danh").fill(held.code)
        visitor.get_by_role("button", name="Tôi có mặt").click()
        expect(visitor.get_by_role("heading", level=1)).to_have_text(words)
    assert Attendance.objects.count() == 1

    page.goto(Course.objects.get().get_absolute_url())
    press(page, "Kết thúc")
    page.get_by_role("link", name="Cấp giấy chứng nhận").click()
    page.get_by_role("main").get_by_role("button", name="Cấp", exact=True).click()
    good(page)
    held.refresh_from_db()
    reader = new_page(phone=True)
    for path in (f"/chung-nhan-tap-huan/{held.check_token}/", f"/the-hoc/{held.token}/"):
        reader.goto(path)
        good(reader)
    page.goto("/lam-viec/dao-tao/do-phu/")
    good(page)
    expect(page.get_by_text("1/1 chủ thể").first).to_be_visible()
    expect(page.get_by_text("1/1 người")).to_be_visible()


def test_a_village_with_its_producer_is_public(new_page: Callable[..., Page]) -> None:
    office = act(Role.PROVINCE_OFFICE, make_units()["01"])
    producer = make_producer()
    page = new_page(office.person)
    page.goto("/lam-viec/lang-nghe/")
    good(page)
    page.get_by_role("link", name="Thêm làng nghề").click()
    page.get_by_label("Tên", exact=True).fill("Làng hành trình")
    page.get_by_label("Loại").select_option("traditional")
    page.get_by_label(re.compile("^Nghề")).fill("Dệt lụa")
    page.get_by_label(re.compile("^Xã, phường")).fill("ha dong")
    page.get_by_role("main").get_by_role("button", name="Tìm").click()
    page.get_by_role("radio", name="Phường Hà Đông, Hà Nội").check()
    page.get_by_role("button", name="Thêm", exact=True).click()
    good(page)
    page.get_by_role("link", name="Ghi quyết định công nhận").click()
    page.get_by_label("Quyết định số").fill("QĐ 7/QĐ-UBND")
    page.get_by_label("Ngày quyết định").fill("01/02/2020")
    page.get_by_role("button", name="Ghi", exact=True).click()
    page.get_by_role("link", name="Gắn chủ thể").click()
    page.get_by_label("Mã hoặc tên chủ thể").fill(producer.code)
    page.get_by_role("button", name="Gắn", exact=True).click()
    expect(page.get_by_role("link", name=producer.name, exact=True)).to_be_visible()
    good(page)

    reader = new_page(phone=True, javascript=False)
    reader.goto("/lang-nghe/")
    reader.get_by_role("link", name="Làng hành trình").click()
    expect(reader.get_by_text("QĐ 7/QĐ-UBND, 01/02/2020")).to_be_visible()
    checked = new_page(phone=True)
    for path in ("/lang-nghe/", Village.objects.get().public_url):
        checked.goto(path)
        good(checked)
