"""The list of the register as a visitor meets it: whole addresses, 304, ways on, suggestions."""

import pytest
from django.conf import settings
from django.test import Client

from ocop.registry.actions import update_entries
from tests.factories.accounts import AT
from tests.factories.search import make_lines

pytestmark = pytest.mark.django_db


def text(client: Client, query: str = "") -> str:
    return client.get(f"/san-pham/?{query}").content.decode()


def test_an_unchanged_list_is_not_sent_again_and_a_changed_one_is(client: Client) -> None:
    (product, *_) = make_lines("Mật ong", "Gạo")
    first = client.get("/san-pham/")
    again = client.get("/san-pham/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])

    product.name = "Mật ong rừng"
    product.save()
    update_entries([product.pk], at=AT)
    changed = client.get("/san-pham/", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200 and "Mật ong rừng" in changed.content.decode()


def test_questions_and_languages_have_pages_of_their_own(client: Client) -> None:
    make_lines("Mật ong", "Gạo")
    tags = {
        client.get(f"/san-pham/?{query}")["ETag"]
        for query in ("", "q=gao", "sao=4", "q=gao&sao=4", "sau=0~12~1")
    }
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    tags.add(client.get("/san-pham/")["ETag"])

    assert len(tags) == 6


def test_who_has_a_session_gets_a_page_that_nobody_else_gets(client: Client) -> None:
    make_lines("Mật ong")
    client.cookies[settings.SESSION_COOKIE_NAME] = "x"

    assert "ETag" not in client.get("/san-pham/")


def test_all_filters_stand_on_the_page_and_in_its_address(client: Client) -> None:
    make_lines({"name": "Mật ong", "unit": "09556"})
    page = text(client, "q=mat&tinh=01&xa=09556&nam=2025&loai_hinh=htx&sao=4&tinh_trang=con-hieu-luc")

    for chosen in (
        'value="01" selected',
        'value="09556" selected',
        'value="2025" selected',
        'value="htx" selected',
    ):
        assert chosen in page
    assert 'name="xa"' not in text(client) and 'name="xa"' in text(client, "tinh=01")


def test_nothing_found_offers_near_names_and_each_filter_to_drop(client: Client) -> None:
    make_lines("Mật ong bạc hà")
    page = text(client, "q=mat+ong+zzzz&sao=5&tinh=04")

    assert "Có phải ông/bà tìm" in page and ">Mật ong bạc hà</a>" in page
    assert 'href="/san-pham/?q=mat+ong+zzzz&amp;tinh=04"' in page
    assert 'href="/san-pham/?q=mat+ong+zzzz&amp;sao=5"' in page
    assert "Tỉnh Cao Bằng" in page


def test_a_forgiven_slip_is_said(client: Client) -> None:
    make_lines("Mật ong")

    assert "chữ gần giống" in text(client, "q=mat+omg") and "chữ gần giống" not in text(client, "q=mat+ong")


def test_suggestions_name_products_producers_and_places(client: Client) -> None:
    make_lines({"name": "Hà thủ ô", "producer": "Tổ hợp tác Bông Lau"})
    items = client.get("/san-pham/goi-y/?q=ha").json()["items"]
    assert ("Sản phẩm", "Hà thủ ô") in [(one["kind"], one["text"]) for one in items]
    assert {"kind": "Nơi sản xuất", "text": "Thành phố Hà Nội", "url": "/san-pham/?tinh=01"} in items

    (one,) = client.get("/san-pham/goi-y/?q=bong+l").json()["items"]
    assert (one["kind"], one["text"]) == ("Chủ thể", "Tổ hợp tác Bông Lau")
    assert client.get("/san-pham/goi-y/?q=h").json() == {"items": []}
