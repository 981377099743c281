"""The public page of a producer: what may carry stars, what not, and nothing private."""

import pytest
from django.test import Client

from ocop.producers.models import Producer
from ocop.products.actions import show_uncertified
from ocop.registry.models import Entry
from tests.factories.accounts import AT
from tests.factories.producers import acting_for, make_producer
from tests.factories.products import make_product
from tests.factories.recognition import make_office, make_published, make_rated
from tests.factories.register import bring_in, published
from tests.web.registry.test_product_page import count, structured, tell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_keys")]
PRIVATE = {
    "phone": "0912999888",
    "email": "rieng-tu@vidu.vn",
    "representative": "Nguyễn Thị Kín",
    "tax_code": "0101234567",
    "registration_no": "01B77777",
    "address": "Số 9 ngõ Sâu",
    "website": "https://htx.vidu.vn/",
}


def url_of(producer: Producer) -> str:
    return f"/chu-the/{producer.code}/"


def test_each_item_stands_under_what_may_be_done_with_it(client: Client) -> None:
    bring_in(
        published("Mật ong"),
        published("Chè cũ", decision_date="2019-01-01", year="2019"),
        published("Lụa", decision_date="", year="2024"),
    )
    producer = Producer.objects.get()
    page = client.get(url_of(producer)).context["page"]

    assert [one.name for one, _ in page.may] == ["Mật ong"]
    assert [one.name for one, _ in page.may_not] == ["Chè cũ", "Lụa"]
    assert page.never == []


def test_only_what_the_whitelist_names_is_shown(client: Client) -> None:
    office, producer = make_office(), make_producer(**PRIVATE)
    product = make_product(producer, photo=False, name="Nước mắm riêng")
    result = make_rated(office, product=product)
    make_published(office, result)
    tell(product)
    html = client.get(url_of(producer)).content.decode()

    assert producer.name in html and "https://htx.vidu.vn/" in html
    for field, value in PRIVATE.items():
        assert field == "website" or value not in html, field
    assert structured(html)["name"] == producer.name
    page = client.get(f"/san-pham/{product.code}/").content.decode()
    for field, value in PRIVATE.items():
        assert value not in page, field


def test_dossiers_under_way_and_failed_ones_are_not_told(client: Client) -> None:
    bring_in(published("Mật ong"))
    producer, office = Producer.objects.get(), make_office()
    waiting = make_product(producer_with_owner(producer), photo=False, name="Đang chờ chấm")
    make_rated(office, product=waiting, mean="35", stars=2)
    assert "Đang chờ chấm" not in client.get(url_of(producer)).content.decode()

    show_uncertified(product=waiting, shown=True, by=acting_for(producer), at=AT)
    page = client.get(url_of(producer))
    assert page.context["page"].never == ["Đang chờ chấm"]


def producer_with_owner(producer: Producer) -> Producer:
    acting_for(producer)
    return producer


def test_a_producer_without_a_line_in_the_register_has_no_page(client: Client) -> None:
    product = make_product(photo=False)
    show_uncertified(product=product, shown=True, by=acting_for(product.producer), at=AT)

    assert client.get(url_of(product.producer)).status_code == 404
    assert client.get("/chu-the/CT-KHONGCO/").status_code == 404


def test_an_address_that_may_not_be_shown_is_not(client: Client) -> None:
    bring_in(published("Mật ong"))
    producer = Producer.objects.get()
    producer.website = "http://javascript:alert(1)"
    producer.save()

    assert "alert" not in client.get(url_of(producer)).content.decode()


@pytest.mark.parametrize("more", [2, 60])
def test_the_page_costs_three_statements(client: Client, more: int) -> None:
    bring_in(*(published(f"Sản phẩm {n:03}") for n in range(more)))
    producer = Entry.objects.first().product.producer  # type: ignore[union-attr]

    assert count(client, url_of(producer)) == 3
