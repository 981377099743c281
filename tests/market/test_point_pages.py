"""Pages of points: for offices, operators and buyers; same cost for 3 and 300 rows."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from ocop.core.clock import now, today
from ocop.market.models import MonthlyReport, Point, ShelfLine
from tests.factories.accounts import signed_in
from tests.factories.market import make_point, make_recognised, make_run_point, office, on_shelf
from tests.factories.places import make_units
from tests.factories.producers import acting_for, make_producer

pytestmark = pytest.mark.django_db


def many(n: int) -> None:
    """Open points as rows, quickly."""
    unit = make_units()["09556"]
    rows = []
    for number in range(n):
        name = f"Điểm {number:03d}"
        rows.append(
            Point(
                code=f"DB-{number:08d}", kind="point", name=name, unit=unit, then_province="01", state="open",
                state_at=now(), created_at=now(), active_from=date(2026, 1, 5), search_key="diem",
                sort_key=f"{number:03d}", operator_name="Cửa hàng Thử",
            )
        )  # fmt: skip
    Point.objects.bulk_create(rows)


def queries_of(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


@pytest.mark.parametrize(
    ("url", "most"), [("/lam-viec/diem-ban/", 10), ("/diem-ban/", 5), ("/lam-viec/diem-ban/xuat/", 10)]
)
def test_lists_cost_the_same_for_3_and_300_rows(url, most):
    client = Client() if url == "/diem-ban/" else signed_in(office())
    many(3)
    few = queries_of(client, url)
    Point.objects.all().delete()
    many(300)
    assert queries_of(client, url) == few <= most


def test_the_page_of_a_point_costs_the_same_for_any_shelf():
    point = make_point()
    client, url = signed_in(office()), point.get_absolute_url()
    on_shelf(point, make_recognised("Mật một"))
    few, public = queries_of(client, url), queries_of(Client(), point.public_url)
    for number in range(8):
        on_shelf(point, make_recognised(f"Mật {number}"))
    assert queries_of(client, url) == few <= 22
    assert queries_of(Client(), point.public_url) == public <= 8


def test_an_office_opens_a_point_from_the_form_to_the_public_list():
    client = signed_in(office())
    typed = {
        "kind": "point",
        "name": "Cửa hàng Quê",
        "operator_name": "Bà Thử",
        "address": "Số 2",
        "latitude": "20,97115",
        "longitude": "105,77823",
    }
    made = client.post("/lam-viec/diem-ban/them/", typed)
    point = Point.objects.get()
    assert (
        made["Location"] == point.get_absolute_url()
        and "Cửa hàng Quê" not in Client().get("/diem-ban/").content.decode()
    )
    client.post(f"{point.get_absolute_url()}buoc/open/", {"on": today().strftime("%d/%m/%Y")})
    page = Client().get("/diem-ban/?tinh=01&loai=point&q=que").content.decode()
    assert "Cửa hàng Quê" in page and "geo:20.97115,105.77823" in page
    shown = Client().get(point.public_url).content.decode()
    assert '"@type": "Store"' in shown and "Số 2, Phường Hà Đông, Hà Nội" in shown
    wrong = client.post("/lam-viec/diem-ban/them/", {**typed, "longitude": ""}).content.decode()
    assert "cả vĩ độ và kinh độ" in wrong and "Cửa hàng Quê" in wrong


def test_the_operator_tells_three_numbers_and_sees_the_last_ones():
    point, by = make_run_point()
    client, url = signed_in(by), f"{point.get_absolute_url()}so-lieu/"
    month = today().replace(day=1)
    client.post(
        url, {"month": month.isoformat(), "visits": "1.200", "sales": "45.000.000", "products": "510"}
    )
    told = MonthlyReport.objects.get()
    assert (told.visits, told.sales, told.products) == (1200, 45_000_000, 510)
    page = client.get(url).content.decode()
    assert f"Tháng {month:%m/%Y}: 45.000.000." in page
    assert "Sửa thông tin" not in client.get(point.get_absolute_url()).content.decode()


def test_a_shelf_is_changed_by_code_and_a_refusal_names_the_product():
    point, by = make_run_point()
    client, url = signed_in(by), f"{point.get_absolute_url()}ke-hang/"
    honey, old = make_recognised(), make_recognised("Trà cũ", decision_date="2021-05-01", year="2021")
    client.post(url, {"product": honey.code, "stars": ""})
    assert "Trà cũ của" in client.post(url, {"product": old.code, "stars": ""}).content.decode()
    assert "Không có sản phẩm nào mã" in client.post(url, {"product": "SP-KHONGCO"}).content.decode()
    assert honey.name in Client().get(point.public_url).content.decode()
    assert point.name in Client().get(f"/san-pham/{honey.code}/").content.decode()
    client.post(f"{url}{ShelfLine.objects.get().pk}/bo/")
    assert honey.name not in Client().get(point.public_url).content.decode()


def test_out_of_scope_is_404_and_strangers_sign_in():
    point = make_point()
    outside, runner = signed_in(office("01290")), signed_in(acting_for(make_producer()))
    for path in ("", "sua/", "so-lieu/", "ke-hang/", "anh/", "nguoi/", "buoc/close/"):
        url = f"{point.get_absolute_url()}{path}"
        assert outside.get(url).status_code == 404 and Client().get(url).status_code == 302
        assert runner.get(url).status_code in (403, 404)


def test_planned_and_closed_points_are_not_public():
    planned = make_point(opened=None)
    assert Client().get(planned.public_url).status_code == 404
    assert Client().get("/diem-ban/%00/").status_code == 404
    assert Client().get("/diem-ban/?tinh=%00&loai=x&q=%00").status_code == 200


def test_the_workbook_holds_the_filtered_rows():
    make_point(name="Điểm A", support=50_000_000, support_until=date(2026, 12, 31))
    make_point(name="Điểm B", opened=None)
    book = signed_in(office()).get("/lam-viec/diem-ban/xuat/?tinh_trang=open")
    rows = CalamineWorkbook.from_filelike(BytesIO(book.content)).get_sheet_by_index(0).to_python()
    text = [str(cell) for row in rows for cell in row]
    assert "Điểm A" in text and "Điểm B" not in text
