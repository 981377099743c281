"""A buyer on a telephone: from the application over a need with reasons to a contract that both sides stand behind."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from ocop.core.clock import today
from ocop.trade.models import Deal
from tests.factories.accounts import make_person
from tests.factories.producers import png_bytes
from tests.factories.trade import make_offer, office, selling, tax_code
from tests.journeys.axe import assert_axe_clean, assert_fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PAPER = {"name": "dang-ky.png", "mimeType": "image/png", "buffer": png_bytes(size=(800, 600))}


def good(page: Page) -> None:
    assert_axe_clean(page)
    assert_fits(page)


def test_a_need_becomes_a_contract(new_page: Callable[..., Page]) -> None:
    offer, officer = make_offer(), office()
    person = make_person("Lê Thị Mua")
    page = new_page(person, phone=True)
    page.goto("/lam-viec/nha-phan-phoi/dang-ky/")
    good(page)
    page.get_by_label("Loại nhà phân phối").select_option("supermarket")
    page.get_by_label(re.compile("^Tên pháp nhân")).fill("Công ty Siêu thị Thử")
    page.get_by_label(re.compile("^Mã số thuế")).fill(tax_code())
    page.get_by_label(re.compile("^Tỉnh, thành phố")).select_option("01")
    page.get_by_label("Địa chỉ trụ sở").fill("Số 1 phố Thử")
    page.get_by_label("Giấy tờ pháp nhân").set_input_files([PAPER])
    page.get_by_label("Người liên hệ", exact=True).fill("Lê Thị Mua")
    page.get_by_label("Điện thoại", exact=True).fill("0912 345 678")
    page.get_by_label("Thư điện tử", exact=True).fill("mua@vidu.vn")
    page.get_by_role("button", name="Gửi đăng ký").click()
    expect(page.get_by_text("Chờ xác minh").first).to_be_visible()
    good(page)

    desk = new_page(officer.person)
    desk.goto("/lam-viec/nha-phan-phoi/")
    good(desk)
    desk.get_by_role("link", name="Công ty Siêu thị Thử").click()
    good(desk)
    desk.get_by_role("link", name="Xác minh", exact=True).click()
    desk.get_by_role("button", name="Xác minh").click()
    expect(desk.get_by_text("Đã xác minh").first).to_be_visible()

    page.goto("/lam-viec/tim-san-pham/?q=mat+ong")
    good(page)
    page.get_by_role("link", name="Đăng nhu cầu mua").click()
    good(page)
    page.get_by_label("Cần mua gì").fill("Mật ong cho 40 cửa hàng")
    page.get_by_role("textbox", name=re.compile("^Từ khóa")).fill("mật ong")
    page.get_by_role("textbox", name=re.compile("^Sản lượng mỗi tháng")).fill("1000")
    page.get_by_label(re.compile("^Đơn vị tính")).select_option("kg")
    page.get_by_label("Cần có mã vạch").check()
    page.get_by_label(re.compile("^Nhận chào hàng")).fill(f"31/12/{today().year}")
    page.get_by_role("button", name="Đăng").click()
    expect(page.get_by_text("sản lượng 60 %")).to_be_visible()
    expect(page.get_by_text("thiếu mã vạch")).to_be_visible()
    good(page)
    page.get_by_role("link", name=re.compile("^Trao đổi với chủ thể")).click()
    page.get_by_role("button", name="Gửi").click()
    page.get_by_role("link", name="Ký hợp đồng").click()
    page.get_by_label(re.compile("^Ngày ký")).fill(f"{today():%d/%m/%Y}")
    page.get_by_label(re.compile("^Giá trị")).fill("250000000")
    page.get_by_label(re.compile("^Thời hạn")).fill(f"31/12/{today().year + 1}")
    page.get_by_role("button", name="Ký hợp đồng").click()
    expect(page.get_by_text("chủ thể chưa xác nhận")).to_be_visible()
    good(page)

    seller = new_page(selling(offer.product.producer).person, phone=True, javascript=False)
    seller.goto(Deal.objects.get().get_absolute_url())
    seller.get_by_role("button", name="Xác nhận đã ký").click()
    expect(seller.get_by_text("chủ thể đã xác nhận")).to_be_visible()
    assert Deal.objects.get().producer_confirmed_at is not None
