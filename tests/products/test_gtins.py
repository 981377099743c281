"""Barcodes of a product: several packs, one product per number."""

import pytest
from django.db import IntegrityError, transaction

from ocop.core.errors import RuleBroken
from ocop.products import actions
from ocop.products.models import ProductGtin
from tests.factories.accounts import AT
from tests.factories.producers import acting_for, make_producer
from tests.factories.products import make_product

pytestmark = pytest.mark.django_db
BOTTLE, CASE, OTHER = "8934567890120", "18934567890127", "96385074"


def write(product, text: str) -> None:
    actions.edit_product(product=product, data={"gtin": text}, by=acting_for(product.producer), at=AT)


def test_each_pack_has_its_number() -> None:
    product = make_product(photo=False, gtin=f"{BOTTLE} chai 500 ml\n\n{CASE}   thùng 12 chai")

    assert product.gtin == f"{BOTTLE} chai 500 ml\n{CASE} thùng 12 chai"
    assert list(product.gtins.values_list("gtin", flat=True)) == [BOTTLE.zfill(14), CASE]


def test_digits_may_be_grouped_as_printed() -> None:
    product = make_product(photo=False, gtin="8 934567 890120 500 ml")

    assert product.gtin == f"{BOTTLE} 500 ml"


def test_a_number_taken_off_stays_as_a_row_and_is_free_again() -> None:
    first, second = make_product(photo=False, gtin=BOTTLE), make_product(photo=False)

    write(first, OTHER)
    write(second, BOTTLE)

    assert (first.gtin, second.gtin) == (OTHER, BOTTLE)
    assert ProductGtin.objects.filter(gtin=BOTTLE.zfill(14)).count() == 2


def test_a_number_of_another_product_is_refused_without_naming_it() -> None:
    make_product(make_producer(name="Hợp tác xã Bí Mật"), photo=False, gtin=BOTTLE)
    second = make_product(photo=False)

    with pytest.raises(RuleBroken, match="đã được khai cho một sản phẩm khác") as refusal:
        write(second, f"0{BOTTLE}")
    assert refusal.value.field == "gtin"
    assert "Bí Mật" not in refusal.value.sentence


def test_the_database_itself_keeps_a_number_on_one_product() -> None:
    first, second = make_product(photo=False, gtin=BOTTLE), make_product(photo=False)
    number = first.gtins.get().gtin

    with pytest.raises(IntegrityError), transaction.atomic():
        ProductGtin.objects.create(product=second, gtin=number, written=BOTTLE, added_at=AT)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{BOTTLE}\n{BOTTLE} chai", "ghi hai lần"),
        ("893456789012A", "chữ số"),
        ("chai 500 ml", "chữ số"),
        (f"{BOTTLE} " + "a" * 81, "dài quá"),
        ("8934567890123", "số cuối phải là 0"),
    ],
)
def test_wrong_lines_are_refused_with_their_reason(text: str, words: str) -> None:
    product = make_product(photo=False)
    with pytest.raises(RuleBroken, match=words):
        write(product, text)
    assert product.gtin == ""


def test_the_same_text_again_changes_nothing() -> None:
    product = make_product(photo=False, gtin=f"{BOTTLE} chai")
    before = list(product.gtins.values_list("pk", "removed_at"))

    write(product, f"{BOTTLE} chai")

    assert list(product.gtins.values_list("pk", "removed_at")) == before
