"""Pages of trade: each side gets in by its role, lists cost the same for few and many rows, Excel holds the filtered rows."""

from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from ocop.core.permissions import Role
from ocop.trade.actions import buyers, deals
from ocop.trade.models import Buyer, Deal, Need
from tests.factories.accounts import AT, act, make_person, signed_in
from tests.factories.places import make_units
from tests.factories.trade import (
    application,
    applied,
    buying,
    make_buyer,
    make_deal,
    make_need,
    make_offer,
    office,
    recognised,
    selling,
)
from tests.trade.test_channels import make_listing

pytestmark = pytest.mark.django_db
LISTS = {
    "/lam-viec/nha-phan-phoi/": 6,
    "/lam-viec/nhu-cau/": 6,
    "/lam-viec/giao-dich/": 6,
    "/lam-viec/kenh-ban/": 6,
    "/lam-viec/hoi-nghi-ket-noi/": 6,
}


def statements(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_lists_cost_the_same_for_few_and_many_rows() -> None:
    client = signed_in(office())
    buyer, product = make_buyer(), recognised()

    def more(count: int) -> None:
        for number in range(count):
            make_need(buyer)
            make_deal(buyer, product, subject=f"Việc {number} {count}")
            make_listing(product, name=f"Sàn {number} {count}")
            applied()

    more(2)
    few = {url: statements(client, url) for url in LISTS}
    more(28)
    many = {url: statements(client, url) for url in LISTS}
    assert few == many and max(many.values()) <= 10, many


def test_the_portfolio_and_the_matches_cost_the_same_for_few_and_many_products() -> None:
    need = make_need()
    client = signed_in(buying(need.buyer))
    make_offer(recognised("Mật ong một"))
    few = [statements(client, "/lam-viec/tim-san-pham/"), statements(client, need.get_absolute_url())]
    for number in range(20):
        make_offer(recognised(f"Mật ong số {number}"))
    many = [statements(client, "/lam-viec/tim-san-pham/"), statements(client, need.get_absolute_url())]
    assert few == many and many[0] <= 10 and many[1] <= 16, (few, many)


def test_a_buyer_sees_nothing_of_others_and_nothing_of_the_offices() -> None:
    mine, other = make_deal(), make_deal(make_buyer(), recognised("Chè", producer="Khác"))
    client = signed_in(buying(mine.buyer))
    assert client.get(mine.get_absolute_url()).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 404
    assert client.get(other.buyer.get_absolute_url()).status_code == 404
    for url in (
        "/lam-viec/san-pham/",
        "/lam-viec/chu-the/",
        "/lam-viec/nha-phan-phoi/",
        "/lam-viec/kenh-ban/",
    ):
        assert client.get(url).status_code == 403, url
    assert client.get("/lam-viec/").status_code == 200


def test_excel_holds_the_filtered_rows_and_no_contact() -> None:
    make_buyer(name="Siêu thị Một")
    applied(name="Siêu thị Hai")
    content = signed_in(office()).get("/lam-viec/nha-phan-phoi/xuat/?tinh_trang=applied").content
    cells = str(CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python())
    assert "Siêu thị Hai" in cells and "Siêu thị Một" not in cells and "0912345678" not in cells
    for url in ("nhu-cau", "giao-dich", "kenh-ban"):
        assert signed_in(office()).get(f"/lam-viec/{url}/xuat/").content[:2] == b"PK"


def test_the_office_verifies_on_its_page_and_the_applicant_follows() -> None:
    buyer = applied()
    person = buyer.seats.get().person
    applicant = Client()
    applicant.force_login(person, backend="ocop.accounts.backends.PersonBackend")
    assert "Chờ xác minh" in applicant.get("/lam-viec/nha-phan-phoi/cua-toi/").content.decode()
    assert applicant.get("/lam-viec/tim-san-pham/").status_code == 403
    client = signed_in(office())
    assert "Xác minh" in client.get(buyer.get_absolute_url()).content.decode()
    assert client.post(f"{buyer.get_absolute_url()}verify/", {"words": ""}).status_code == 302
    assert applicant.get("/lam-viec/tim-san-pham/").status_code == 200
    assert client.get(f"{buyer.get_absolute_url()}khong-co/").status_code == 404
    far = signed_in(act(Role.PROVINCE_OFFICE, make_units()["04"]))
    assert far.get(buyer.get_absolute_url()).status_code == 404
    assert applicant.post(f"{buyer.get_absolute_url()}withdraw/", {"words": "Thôi"}).status_code == 302
    assert Buyer.objects.get().state == "withdrawn"


def test_applying_keeps_what_was_typed_when_refused() -> None:
    client = Client()
    client.force_login(make_person(), backend="ocop.accounts.backends.PersonBackend")
    data = {**application(), "unit": "01", "papers": []}
    page = client.post("/lam-viec/nha-phan-phoi/dang-ky/", data).content.decode()
    assert "Công ty Siêu thị Thử" in page and not Buyer.objects.exists()


def test_the_file_of_a_deal_is_for_both_sides_only() -> None:
    from tests.factories.producers import make_file

    deal = make_deal()
    file = make_file(kind="scan")
    terms = {"signed_on": AT.date(), "value": 10, "until_on": AT.date(), "file": file}
    deals.move(deal=deal, name="sign", terms=terms, by=buying(deal.buyer), at=AT)
    url = file.get_absolute_url()
    seers = [signed_in(buying(deal.buyer)), signed_in(selling(deal.producer)), signed_in(office())]
    blind = [Client(), signed_in(buying(make_buyer())), signed_in(office(make_units()["04"]))]
    found = [client.get(url) for client in (*seers, *blind)]
    for answer in found:
        if answer.streaming:
            list(answer.streaming_content)
    assert [answer.status_code for answer in found[:3]] == [200] * 3
    assert all(answer.status_code in (302, 404) for answer in found[3:])


def test_a_need_to_a_contract_on_the_pages() -> None:
    offer, buyer = make_offer(), make_buyer()
    client, seller = signed_in(buying(buyer)), signed_in(selling(offer.product.producer))
    data = {
        "title": "Mua mật ong",
        "keywords": "mật ong",
        "volume": "1000",
        "unit": "kg",
        "until_on": "31/12/2026",
    }
    url = client.post("/lam-viec/nhu-cau/dang/", data)["Location"]
    assert "sản lượng 60 %" in client.get(url).content.decode()
    need = Need.objects.get()
    asked = f"/lam-viec/giao-dich/mo/?san-pham={offer.product.code}&nhu-cau={need.code}"
    deal_url = seller.post(asked, {"subject": "Cung ứng mật ong"})["Location"]
    terms = {"signed_on": "02/11/2026", "value": "100.000.000", "until_on": "31/12/2027"}
    assert client.post(f"{deal_url}sign/", terms).status_code == 302
    assert "Chờ bên mình xác nhận" in seller.get(deal_url).content.decode()
    assert seller.post(f"{deal_url}xac-nhan/").status_code == 302
    assert Deal.objects.get().producer_confirmed_at is not None
    assert client.post(f"{url}meet/", {"words": ""}).status_code == 302
    assert buyers.Buyer.objects.get().needs.get().state == "met"
