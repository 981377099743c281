"""Where a product is sold: what is taken, what is refused with a sentence, who may declare it."""

import pytest
from django.urls import reverse

from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.products import actions
from ocop.products.links import link_complaint
from ocop.products.models import Product
from ocop.products.queries import outlets_of
from ocop.products.signals import product_changed
from tests.factories.accounts import AT, signed_in
from tests.factories.producers import acting_for, make_producer
from tests.factories.products import make_product

pytestmark = pytest.mark.django_db

SHOP = {"kind": "shop", "name": "Cửa hàng Quê", "address": "12 phố Chợ, Hà Đông"}
STALL = {"kind": "marketplace", "name": "Gian hàng sen", "link": "https://san.vidu.vn/sen"}


def add(product: Product, **data: str):
    return actions.add_outlet(product=product, data=data, by=acting_for(product.producer), at=AT)


def test_shops_and_stalls_are_listed_and_the_register_is_told():
    product, told = make_product(photo=False), []
    product_changed.connect(
        lambda sender, **news: told.append(news["product"].pk), weak=False, dispatch_uid="t"
    )
    try:
        first = add(product, **SHOP)
        add(product, **STALL)
        actions.remove_outlet(outlet=first, by=acting_for(product.producer), at=AT)
    finally:
        product_changed.disconnect(dispatch_uid="t")

    assert [one.name for one in outlets_of(product)] == ["Gian hàng sen"]
    assert told == [product.pk] * 3


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({**SHOP, "address": ""}, "Hãy ghi địa chỉ để người mua tìm đến"),
        ({**STALL, "link": ""}, "Hãy ghi địa chỉ trang bán hàng"),
        ({**STALL, "link": "http://san.vidu.vn/sen"}, "phải bắt đầu bằng https://"),
        ({**SHOP, "link": "javascript:alert(1)"}, "phải bắt đầu bằng https://"),
        ({**STALL, "link": "https://ten@san.vidu.vn/"}, "tên đăng nhập"),
        ({**STALL, "link": "https://10.0.0.1/"}, "Tên miền chưa đúng"),
    ],
)
def test_a_place_nobody_could_find_or_trust_is_refused(data, words):
    with pytest.raises(RuleBroken, match=words):
        add(make_product(photo=False), **data)


@pytest.mark.parametrize(
    ("link", "ok"),
    [
        ("https://vidu.vn/a?b=1#c", True),
        ("https://vidu.vn:443/", True),
        ("https://vidu.vn:8443/", False),
        ("https://localhost/", False),
        ('https://vidu.vn/" onclick=x', False),
        ("https://[::1]/", False),
        ("https://vidu.vn/" + "a" * 300, False),
    ],
)
def test_addresses_of_shops(link, ok):
    assert (link_complaint(link) == "") is ok


def test_the_same_place_stands_once():
    product = make_product(photo=False)
    add(product, **SHOP)
    with pytest.raises(RuleBroken, match="đã có trong danh sách"):
        add(product, **SHOP)


def test_a_stranger_declares_nothing():
    with pytest.raises(PermissionRefused):
        actions.add_outlet(
            product=make_product(photo=False), data=SHOP, by=acting_for(make_producer()), at=AT
        )


def test_the_page_keeps_what_was_typed_and_shows_the_sentence():
    product = make_product(photo=False)
    client = signed_in(acting_for(product.producer))
    url = reverse("products:outlets", args=[product.code])
    page = client.post(url, {**STALL, "link": "http://x.vn"}).content.decode()
    assert "phải bắt đầu bằng https://" in page and "Gian hàng sen" in page

    client.post(url, STALL)
    assert "https://san.vidu.vn/sen" in client.get(url).content.decode()
    outlet = outlets_of(product).get()
    client.post(reverse("products:outlet-remove", args=[product.code, outlet.pk]))
    assert not outlets_of(product).exists()


def test_showing_an_uncertified_product_is_the_producers_choice():
    product = make_product(photo=False)
    client = signed_in(acting_for(product.producer))
    url = reverse("products:show-uncertified", args=[product.code])
    assert product.shown_uncertified is False

    client.post(url, {"hien": "1"})
    product.refresh_from_db()
    assert product.shown_uncertified is True
