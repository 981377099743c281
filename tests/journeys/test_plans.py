"""A commune's year in a browser without scripts, on a telephone: write the plan, submit, issue, report progress and money."""

import pytest
from playwright.sync_api import Page, expect

from ocop.core.clock import today
from ocop.core.permissions import Role
from ocop.plans.models import Plan
from tests.factories.accounts import act
from tests.factories.places import make_units
from tests.journeys.axe import assert_axe_clean, assert_fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


class Eyes:
    """Looks at the same address in a browser with scripts: axe cannot run without them."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def look(self, url: str) -> None:
        self.page.goto(url)
        assert_axe_clean(self.page)
        assert_fits(self.page)


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()


def test_a_commune_writes_issues_and_works_on_its_plan(new_page):
    year = today().year
    by = act(Role.COMMUNE_OFFICER, make_units()["09556"])
    page = new_page(by.person, acting=by.key, phone=True, javascript=False)
    page.set_default_timeout(10_000)
    eyes = Eyes(new_page(by.person, acting=by.key, phone=True))
    page.goto("/lam-viec/ke-hoach/")
    eyes.look(page.url)
    page.get_by_role("link", name="Lập kế hoạch").click()
    page.get_by_label("Kế hoạch của").select_option(f"2026-2030|{year}")
    page.get_by_label("Tên kế hoạch").fill(f"Kế hoạch OCOP năm {year}")
    eyes.look(page.url)
    press(page, "Lập bản soạn")
    eyes.look(page.url)
    write_items(page, eyes, year)
    page.get_by_role("link", name="Trình ban hành").click()
    eyes.look(page.url)
    press(page, "Trình ban hành")
    page.get_by_role("link", name="Ban hành").click()
    page.get_by_label("Số văn bản").fill("07/KH-UBND")
    press(page, "Ban hành")
    eyes.look(page.url)
    expect(page.get_by_label("Số văn bản")).to_have_value("07/KH-UBND")
    page.get_by_label("Ngày ban hành").fill(f"{today():%d/%m/%Y}")
    page.get_by_label("Người ký").fill("Chủ tịch Nguyễn Văn Thử")
    press(page, "Ban hành")
    expect(page.get_by_text("Đã ban hành").first).to_be_visible()
    eyes.look(page.url)
    work_on_it(page, eyes)
    plan = Plan.objects.get()
    assert (plan.state, plan.tasks.get().percent, plan.lines.get().committed) == ("issued", 100, 4_000_000)


def write_items(page: Page, eyes: Eyes, year: int) -> None:
    """Each part on its own page, in any order."""
    page.get_by_role("link", name="Mục tiêu", exact=True).first.click()
    page.get_by_label("Nhóm mục tiêu").select_option(label="Phát triển và giữ vững sản phẩm")
    page.get_by_label("Chỉ số đo").select_option("recognised_in_year")
    press(page, "Thêm mục tiêu")
    eyes.look(page.url)
    page.get_by_label("Số phải đạt").fill("3")
    press(page, "Thêm mục tiêu")
    page.get_by_role("link", name="Nhiệm vụ, giải pháp", exact=True).first.click()
    page.get_by_label("Nhóm nhiệm vụ, giải pháp").select_option(label="Tuyên truyền, vận động")
    page.get_by_label("Nhiệm vụ", exact=True).fill("Phát thanh về OCOP")
    page.get_by_label("Cơ quan chủ trì").fill("Phòng Văn hóa")
    page.get_by_label("Hạn").fill(f"31/12/{year}")
    press(page, "Thêm nhiệm vụ")
    eyes.look(page.url)
    page.get_by_role("link", name="Kinh phí", exact=True).first.click()
    page.get_by_label("Nội dung chi").fill("Phát thanh")
    page.get_by_label("Nguồn tiền").select_option("commune")
    page.get_by_label("Số tiền dự kiến").fill("5.000.000")
    press(page, "Thêm dòng kinh phí")
    eyes.look(page.url)
    page.get_by_role("link", name="Xong phần này").click()


def work_on_it(page: Page, eyes: Eyes) -> None:
    page.get_by_role("link", name="Phát thanh về OCOP").click()
    page.get_by_label("Đã xong").fill("100")
    page.get_by_label("Đã làm gì").fill("Phát 10 buổi")
    press(page, "Ghi tiến độ")
    expect(page.get_by_text("Phát 10 buổi")).to_be_visible()
    eyes.look(page.url)
    page.get_by_role("link", name="Phường Hà Đông").first.click()
    page.get_by_role("link", name="Phát thanh", exact=True).click()
    page.get_by_label("Cam kết chi").check()
    page.get_by_label("Số tiền").fill("4.000.000")
    press(page, "Ghi")
    expect(page.get_by_text("Cam kết chi 4.000.000", exact=False).first).to_be_visible()
    eyes.look(page.url)
