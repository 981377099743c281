"""The pages of figures: what they show, who may see it, and that they cost the same with many rows."""

import io
from datetime import date
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from ocop.core.permissions import Role
from ocop.targets.models import DeclaredFigure, Registration, Target
from tests.factories.accounts import act, signed_in
from tests.factories.places import make_units
from tests.factories.targets import make_item, make_maker, random_world, recognise

pytestmark = pytest.mark.django_db
PAGES = {
    "dashboard": (),
    "all": (),
    "indicator": ("recognised_products",),
    "declared": (),
    "goals": (),
    "registrations": (),
}


def client(key: str = "01", role: Role = Role.PROVINCE_OFFICE):
    return signed_in(act(role, make_units()[key]))


def cost(browser, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert browser.get(address).status_code == 200
    return len(caught)


@pytest.mark.parametrize("name", PAGES)
def test_page_costs_the_same_with_three_and_three_hundred_rows(name):
    browser, address = client(), reverse(f"targets:{name}", args=PAGES[name])
    units = make_units()
    fill(units, 3)
    few = cost(browser, address)

    fill(units, 300)

    assert cost(browser, address) == few <= 22


def fill(units, count: int) -> None:
    maker = make_maker(units["09556"])
    for _ in range(count):
        recognise(make_item(maker, units["09556"]), date(2026, 3, 1))


def test_dashboard_shows_figures_that_open_to_their_rows():
    units = make_units()
    fill(units, 4)
    browser = client()

    page = browser.get(reverse("targets:dashboard")).content.decode()
    address = f"{reverse('targets:indicator', args=['recognised_products'])}?don_vi=01"

    assert address.replace("&", "&amp;") in page
    rows = browser.get(address).content.decode()
    assert rows.count("Sản phẩm thử") == 4
    assert "Tải Excel (4 dòng)" in rows


def test_excel_has_exactly_the_rows_of_the_figure():
    fill(make_units(), 7)
    address = reverse("targets:indicator", args=["recognised_products"])

    answer = client().get(address, {"dang": "xlsx"})

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    lines = [row for row in sheet if row and isinstance(row[0], float)]
    assert [line[1] for line in lines] == ["Sản phẩm thử"] * 7
    assert lines[0][5] == date(2026, 3, 1)


def test_comparison_adds_up_to_the_whole():
    random_world(Random(5), products=40)
    address = reverse("targets:indicator", args=["products_taking_part"])

    answer = client("VN", Role.CENTRAL_OFFICE).get(address)

    shown = answer.context
    assert (
        shown["parts_total"] == shown["figure"].value == sum(row["part"].value for row in shown["parts"]) > 0
    )


def test_office_sees_its_own_units_only():
    browser = client()
    for key, status in (
        ("01", 200),
        ("09556", 200),
        ("2025-D268", 200),
        ("04", 404),
        ("VN", 404),
        ("x", 404),
    ):
        assert browser.get(reverse("targets:dashboard"), {"don_vi": key}).status_code == status, key


def test_strange_questions_get_an_answer():
    browser = client()
    for query in ("?ngay=abc", "?ngay=0001-01-01", "?ban_do=x", "?ngay=31/12/9999", "?sau=x~y"):
        assert browser.get(reverse("targets:indicator", args=["producers"]) + query).status_code == 200
    assert browser.get(reverse("targets:indicator", args=["khong-co"])).status_code == 404


def test_office_declares_and_corrects_on_the_pages():
    browser = client()
    form = {
        "indicator": "programme_years",
        "value": "19",
        "from_on": "01/01/2025",
        "until_on": "31/12/2025",
        "document": "Báo cáo 12/BC-UBND",
    }
    assert (
        "đã qua"
        in browser.post(reverse("targets:declare"), {**form, "until_on": "31/12/2030"}).content.decode()
    )
    browser.post(reverse("targets:declare"), form)
    old = DeclaredFigure.objects.get()
    browser.post(
        reverse("targets:correct-figure", args=[old.pk]),
        {"value": "21", "document": "BC 13", "reason": "Sót hai"},
    )

    page = browser.get(reverse("targets:declared")).content.decode()
    assert [one.value for one in DeclaredFigure.objects.order_by("pk")] == [19, 21]
    assert "21 năm" in page
    assert "Đã đính chính" in page


def test_office_sets_and_adjusts_a_target_on_the_pages():
    browser = client()
    form = {
        "indicator": "recognised_in_year",
        "sense": "at_least",
        "value": "1.250",
        "year_from": "2026",
        "year_until": "2026",
        "document": "QĐ 5/QĐ-UBND",
    }
    assert "hai cách" in browser.post(reverse("targets:set-goal"), form).content.decode()
    browser.post(reverse("targets:set-goal"), {**form, "value": "1250"})
    one = Target.objects.get()
    browser.post(
        reverse("targets:correct-goal", args=[one.pk]),
        {"value": "1300", "document": "QĐ 9", "reason": "Giao thêm"},
    )

    assert "1.300 sản phẩm" in browser.get(reverse("targets:goals")).content.decode()


def test_commune_registers_and_withdraws_on_the_pages():
    browser = client("09556", Role.COMMUNE_OFFICER)
    assert "Hãy chọn sản phẩm" in browser.post(reverse("targets:register"), {"year": "2026"}).content.decode()
    year = date.today().year  # noqa: DTZ011 (the page reads the clock)
    browser.post(
        reverse("targets:register"), {"year": year, "product_name": "Ý tưởng", "producer_name": "Hộ mới"}
    )
    line = Registration.objects.get()
    browser.post(reverse("targets:withdraw", args=[line.pk]), {"reason": "Chưa sẵn sàng"})

    line.refresh_from_db()
    assert line.withdrawn_on is not None
    assert "Đã rút" in browser.get(reverse("targets:registrations")).content.decode()


def test_strangers_cannot_correct_what_they_do_not_see():
    browser = client()
    form = {
        "indicator": "programme_years",
        "value": "19",
        "from_on": "01/01/2025",
        "until_on": "31/12/2025",
        "document": "Báo cáo 12/BC-UBND",
    }
    browser.post(reverse("targets:declare"), form)
    address = reverse("targets:correct-figure", args=[DeclaredFigure.objects.get().pk])

    assert client("04").get(address).status_code == 404
    assert client(role=Role.AUDITOR).get(address).status_code == 403
