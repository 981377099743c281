"""A province brings its targets in from Excel without scripts: faults told, the same file back, corrected, written once."""

import io
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page

from ocop.core.clock import today
from ocop.core.permissions import Role
from ocop.targets.models import Target
from tests.factories.accounts import act
from tests.factories.places import make_units
from tests.factories.sheets import workbook
from tests.journeys.axe import assert_axe_clean, assert_fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
HEADS = ["Đơn vị", "Chỉ số", "Chỉ tiêu", "Từ năm", "Đến năm", "Văn bản"]
KEY, PAPER = "recognised_in_year", "Quyết định thử 1/QĐ"


def look(page: Page, url: str) -> None:
    """In a browser with scripts, because axe needs them."""
    page.goto(url)
    assert_axe_clean(page)
    assert_fits(page)


def send(page: Page, content: bytes, folder: Path) -> None:
    file = folder / "chi-tieu.xlsx"
    file.write_bytes(content)
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Tải lên và xem trước").click()


def test_a_province_corrects_its_list_and_brings_it_in(new_page, tmp_path):
    year, units = today().year, make_units()
    by = act(Role.PROVINCE_OFFICE, units["01"])
    page = new_page(by.person, acting=by.key, phone=True, javascript=False)
    eyes = new_page(by.person, acting=by.key, phone=True)
    page.goto("/lam-viec/chi-tieu/")
    page.get_by_role("link", name="Nhập từ Excel").click()
    look(eyes, page.url)
    rows = [
        HEADS,
        ["Phường Hà Đông, Hà Nội", KEY, "mười", year, year, PAPER],
        ["Phường Kiến Hưng, Hà Nội", KEY, 4, year, year, PAPER],
    ]
    send(page, workbook(rows), tmp_path)
    assert "Dòng 2: Cột Chỉ tiêu: Hãy nhập một số" in page.content()
    look(eyes, page.url)
    with page.expect_download() as got:
        page.get_by_role("link", name="Tải lại tệp kèm lý do").click()
    back = openpyxl.load_workbook(io.BytesIO(got.value.path().read_bytes()))
    sheet = back.worksheets[0]
    assert sheet["C2"].value == "mười" and sheet["C2"].fill.fgColor.rgb == "FFF8C9C4"
    assert sheet["G2"].value.startswith("Cột Chỉ tiêu: Hãy nhập một số")
    sheet["C2"] = 10
    out = io.BytesIO()
    back.save(out)
    page.get_by_role("link", name="tải lên lại").click()
    send(page, out.getvalue(), tmp_path)
    page.get_by_role("button", name="Nhập tất cả").click()
    assert "Đã nhập xong" in page.content()
    look(eyes, page.url)
    assert sorted(Target.objects.values_list("unit__key", "value")) == [("09556", 10), ("10117", 4)]
