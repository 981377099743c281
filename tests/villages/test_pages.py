"""Pages of villages, marks, tourism and chains: what the public sees, scope, fixed cost, sheets."""

import json
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from ocop.core.permissions import Role
from ocop.core.text import sort_key
from ocop.villages.actions import around, villages
from ocop.villages.models import Chain, Mark, TourismPoint, Village
from tests.factories.accounts import AT, act, signed_in
from tests.factories.places import make_units
from tests.factories.producers import acting_for, make_producer
from tests.factories.register import bring_in, published
from tests.factories.villages import keeper, make_chain, make_contract, make_mark, make_point, make_village

pytestmark = pytest.mark.django_db


def test_the_public_sees_a_village_with_products_points_and_only_artisans_who_agreed(client: Client):
    bring_in(published("Mật ong"))
    by = keeper()
    village = make_village(by, recognised=True, story="Làng có </script> trong lời kể")
    from ocop.products.models import Product

    honey = Product.objects.select_related("producer").get()
    units = make_units()
    honey.producer.unit = units["09556"]
    honey.producer.save()
    villages.link_producer(village=village, producer=honey.producer, from_on=date(2020, 1, 1), by=by, at=AT)
    for name, day in (("Bà Công Khai", date(2026, 1, 1)), ("Ông Kín Tiếng", None)):
        villages.keep_artisan(village=village, data={"name": name, "consent_on": day}, by=by, at=AT)
    point, closed = (
        make_point(by, village),
        make_point(by, village, name="Đã đóng", closed_on=date(2025, 1, 1)),
    )
    around.add_route(name="Tuyến lụa", words="", codes=[point.code, closed.code], by=by, at=AT)
    make_mark(by)
    page = client.get(village.public_url).content.decode()

    assert "Bà Công Khai" in page and "Ông Kín Tiếng" not in page
    assert "Xưởng thử" in page and "Tuyến lụa" in page and "Lụa thử" in page and "QĐ 1, 06/05/2020" in page
    data = json.loads(page.split('ld+json">')[1].split("</script>")[0])
    assert data["@type"] == "TouristDestination" and data["includesAttraction"][0]["name"] == "Xưởng thử"
    listed = client.get("/lang-nghe/?tinh=01&q=lang thu").content.decode()
    assert (
        village.public_url in listed
        and village.public_url not in client.get("/lang-nghe/?tinh=04").content.decode()
    )


def test_a_withdrawn_village_is_no_longer_public(client: Client):
    by = keeper()
    village = make_village(by, recognised=True)
    assert client.get(village.public_url).status_code == 200
    villages.withdraw_title(village=village, reason="QĐ 2", on=date(2026, 1, 1), by=by, at=AT)
    assert client.get(village.public_url).status_code == 404
    assert client.get("/lang-nghe/LN-KHONGCO/").status_code == 404


def test_english_pages(client: Client):
    village = make_village(keeper())
    client.cookies["django_language"] = "en"
    page = client.get(village.public_url).content.decode()
    assert (
        "Craft village ·" in page and "Not recognised yet" in page and "OCOP products of the village" in page
    )


def test_a_village_through_the_pages():
    by = keeper()
    client = signed_in(by)
    data = {
        "kind": "traditional",
        "name": "Làng trang",
        "trade": "Gốm",
        "unit": "09556",
        "households": "1.200",
    }
    assert client.post("/lam-viec/lang-nghe/moi/", data).status_code == 302
    village = Village.objects.get()
    assert village.households == 1200
    url = village.get_absolute_url()
    assert client.post(f"{url}sua/", {**data, "name": "Làng trang mới"}).status_code == 302
    refused = client.post(f"{url}buoc/recognise/", {"decision": "QĐ", "recognised_on": "01/01/2099"})
    assert "sau hôm nay" in refused.content.decode()
    assert (
        client.post(f"{url}buoc/recognise/", {"decision": "QĐ 9", "recognised_on": "01/02/2020"}).status_code
        == 302
    )
    producer = make_producer()
    link = {"producer": producer.code, "from_on": "01/02/2024"}
    assert "Không có đúng một" in client.post(f"{url}chu-the/", {**link, "producer": "x"}).content.decode()
    assert client.post(f"{url}chu-the/", link).status_code == 302
    assert client.post(f"{url}nghe-nhan/", {"name": "Bà Thử"}).status_code == 302
    page = client.get(url).content.decode()
    assert producer.name in page and "không hiện công khai" in page and "QĐ 9" in page
    assert "1/1" in client.get("/lam-viec/lang-nghe/").content.decode()
    assert client.post(f"{url}chu-the/{producer.code}/go/").status_code == 302
    assert client.post(f"{url}buoc/withdraw/", {"on": "01/03/2024", "reason": "QĐ 10"}).status_code == 302


def test_marks_and_points_through_the_pages():
    by = keeper("09556")
    client = signed_in(by)
    mark = {"kind": "gi", "name": "Cốm thử", "territory": "09556"}
    assert client.post("/lam-viec/nhan-hieu/moi/", mark).status_code == 302
    made = Mark.objects.get()
    from tests.factories.products import make_product

    product = make_product(photo=False)
    use = {"product": product.code, "from_on": "01/02/2026"}
    assert client.post(f"{made.get_absolute_url()}san-pham/", use).status_code == 302
    assert product.name in client.get(made.get_absolute_url()).content.decode()
    assert client.post(f"{made.get_absolute_url()}san-pham/{product.code}/thoi/").status_code == 302
    point = {"name": "Điểm thử", "unit": "09556", "opened_on": "01/02/2024"}
    for name in ("Điểm thử", "Điểm hai"):
        assert client.post("/lam-viec/du-lich/moi/", {**point, "name": name}).status_code == 302
    codes = list(TourismPoint.objects.values_list("code", flat=True))
    route = {"name": "Tuyến thử", "stops": "\n".join(codes)}
    assert client.post("/lam-viec/du-lich/tuyen/", route).status_code == 302
    assert (
        client.post(f"/lam-viec/du-lich/{codes[0]}/", {**point, "closed_on": "01/02/2025"}).status_code == 302
    )
    assert "Tuyến thử" in client.get("/lam-viec/du-lich/").content.decode()


def test_a_chain_through_the_producers_pages_into_its_vault():
    lead = make_producer()
    client = signed_in(acting_for(lead))
    assert (
        client.post("/lam-viec/chuoi/moi/", {"name": "Chuỗi trang", "started_on": "01/01/2024"}).status_code
        == 302
    )
    chain = Chain.objects.get()
    url = chain.get_absolute_url()
    terms = {"part": "grower", "contract": "01", "from_on": "15/01/2024", "share": "40,5"}
    assert "Hãy ghi mã chủ thể" in client.post(f"{url}hop-dong/", terms).content.decode()
    assert client.post(f"{url}hop-dong/", {**terms, "name": "Trang trại A"}).status_code == 302
    assert "40,5 %" in client.get(url).content.decode()
    assert client.post(f"{url}minh-chung/").status_code == 302
    assert lead.evidence.get().title == "Bảng kê hợp đồng chuỗi: Chuỗi trang"
    member = chain.members.get()
    assert client.post(f"{url}hop-dong/{member.pk}/thoi/", {"on": "01/06/2026"}).status_code == 302
    assert client.post(f"{url}ket-thuc/", {"on": "01/07/2026"}).status_code == 302
    assert signed_in(acting_for(make_producer())).get(url).status_code == 404
    assert signed_in(keeper()).get(f"{url}minh-chung/").status_code == 403


def test_out_of_scope_is_not_there_and_other_roles_may_not():
    by = keeper()
    village, mark = make_village(by), make_mark(by)
    chain = make_chain(make_producer(), by)
    point = make_point(by)
    client = signed_in(keeper("01290"))
    for url in (
        village.get_absolute_url(),
        f"{village.get_absolute_url()}sua/",
        mark.get_absolute_url(),
        chain.get_absolute_url(),
        f"/lam-viec/du-lich/{point.code}/",
    ):
        assert client.get(url).status_code == 404, url
    member = signed_in(act(Role.MEMBER, make_units()["01"]))
    assert member.get("/lam-viec/lang-nghe/").status_code == 403


def test_lists_cost_the_same_for_3_and_300(client: Client, django_assert_max_num_queries):
    by = keeper()
    office = signed_in(by)
    make_village(by)
    make_contract(make_chain(make_producer(), by), by)
    pages = (
        (client, "/lang-nghe/"),
        (office, "/lam-viec/lang-nghe/"),
        (office, "/lam-viec/chuoi/"),
        (office, "/lam-viec/nhan-hieu/"),
        (office, "/lam-viec/du-lich/"),
    )

    def cost() -> list[int]:
        numbers = []
        for who, url in pages:
            with django_assert_max_num_queries(12) as counted:
                assert who.get(url).status_code == 200
            numbers.append(len(counted))
        return numbers

    make_mark(by)
    make_point(by)
    few = cost()
    unit, now = make_units()["09556"], timezone.now()
    where = {"now_province": "01", "now_unit": "09556", "unit": unit}
    names = [f"Tên {number}" for number in range(300)]
    Village.objects.bulk_create(
        Village(
            code=f"LN-{number}",
            kind="village",
            name=n,
            sort_key=sort_key(n),
            since_on=AT.date(),
            created_at=now,
            state_at=now,
            **where,
        )
        for number, n in enumerate(names)
    )
    lead = make_producer()
    Chain.objects.bulk_create(
        Chain(
            code=f"CG-{number}",
            name=n,
            lead=lead,
            sort_key=sort_key(n),
            started_on=AT.date(),
            created_at=now,
            now_province="01",
        )
        for number, n in enumerate(names)
    )
    TourismPoint.objects.bulk_create(
        TourismPoint(code=f"DL-{number}", name=n, sort_key=sort_key(n), opened_on=AT.date(), **where)
        for number, n in enumerate(names)
    )
    assert cost() == few


def test_sheets_hold_what_the_screen_shows():
    by = keeper()
    village = make_village(by)
    chain = make_chain(make_producer(), by)
    make_contract(chain, by)
    client = signed_in(by)
    for url, word in (
        ("/lam-viec/lang-nghe/xuat/?q=thu", village.name),
        ("/lam-viec/chuoi/xuat/", chain.name),
    ):
        book = CalamineWorkbook.from_filelike(BytesIO(client.get(url).content))
        assert word in [cell for row in book.get_sheet_by_index(0).to_python() for cell in row]
