"""Products: described, pictured, put under a criteria set that is found in plain words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.products import actions
from ocop.products.queries import photos_of
from tests.factories.accounts import AT, signed_in
from tests.factories.dossiers import draft_dossier
from tests.factories.producers import acting_for, make_file, make_producer, png_bytes
from tests.factories.products import make_product, product_data

pytestmark = pytest.mark.django_db


def test_product_stands_in_the_producers_commune():
    product = make_product()

    assert product.unit == product.producer.unit
    assert product.search_key == "nuoc mam thu"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"criteria_set_number": 99}, "Không có bộ tiêu chí"),
        ({"price": -1}, "không thể âm"),
        ({"gtin": "8934567890123"}, "số kiểm tra"),
    ],
)
def test_impossible_data_is_refused(changes, words):
    producer = make_producer()
    with pytest.raises(RuleBroken, match=words):
        actions.create_product(
            producer=producer, data=product_data(**changes), by=acting_for(producer), at=AT
        )


def test_stranger_may_not_describe_it():
    with pytest.raises(PermissionRefused):
        actions.edit_product(
            product=make_product(), data={"name": "x"}, by=acting_for(make_producer()), at=AT
        )


def test_criteria_set_is_fixed_while_a_dossier_is_open():
    dossier = draft_dossier()
    by = acting_for(dossier.producer)
    with pytest.raises(RuleBroken, match="đang có hồ sơ"):
        actions.edit_product(product=dossier.product, data={"criteria_set_number": 4}, by=by, at=AT)


def test_first_photo_is_the_one_chosen():
    product = make_product()
    by = acting_for(product.producer)
    second = actions.add_photo(product=product, file=make_file(), by=by, at=AT)

    actions.show_first(photo=second, by=by, at=AT)

    assert photos_of(product).first() == second


def test_removed_photo_is_not_shown():
    product = make_product()
    actions.remove_photo(photo=product.photos.get(), by=acting_for(product.producer), at=AT)

    assert list(photos_of(product)) == []


def test_photo_page_takes_a_picture_and_refuses_a_pdf():
    product = make_product(photo=False)
    client = signed_in(acting_for(product.producer))
    url = reverse("products:photos", args=[product.code])

    taken = client.post(url, {"files": SimpleUploadedFile("a.png", png_bytes(), "image/png")})
    refused = client.post(url, {"files": SimpleUploadedFile("a.pdf", b"%PDF-1.4 x", "application/pdf")})

    assert (taken.status_code, refused.status_code) == (302, 200)
    assert product.photos.count() == 1


@pytest.mark.parametrize(("words", "number"), [("mật ong", 4), ("nuoc mam", 9), ("homestay", 26)])
def test_criteria_set_is_found_in_plain_words(words, number):
    client = signed_in(acting_for(make_producer()))

    page = client.get(reverse("products:find-set"), {"q": words}).content.decode()

    assert f"Thêm sản phẩm thuộc bộ {number}" in page


def test_found_set_is_taken_for_the_product():
    product = make_product(criteria_set_number=None)
    client = signed_in(acting_for(product.producer))

    client.post(reverse("products:choose-set", args=[product.code]), {"bo": "9"})

    product.refresh_from_db()
    assert product.criteria_set_number == 9


def test_product_page_shows_prices_the_vietnamese_way():
    product = make_product()

    page = (
        signed_in(acting_for(product.producer))
        .get(reverse("products:product", args=[product.code]))
        .content.decode()
    )

    assert "85.000 đồng/chai" in page


def test_product_of_another_producer_is_not_found():
    product = make_product()
    client = signed_in(acting_for(make_producer()))

    for name in ("product", "edit", "photos"):
        assert client.get(reverse(f"products:{name}", args=[product.code])).status_code == 404
