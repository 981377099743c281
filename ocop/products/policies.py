"""Who may write about a product, and what its data must satisfy."""

from typing import Any

from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.permissions import Permission
from ocop.producers.models import Producer
from ocop.producers.policies import check_acts_for
from ocop.products.models import Product
from ocop.rulebook.criteria import load_sets

MOST_PHOTOS = 12


def check_can_create(producer: Producer, *, by: Acting) -> None:
    check_acts_for(producer, Permission.PRODUCT_EDIT, by=by)
    if producer.unit_id is None:
        raise RuleBroken(
            "Chủ thể chưa ghi xã, phường; hãy bổ sung rồi thêm sản phẩm.", code="product.no_unit"
        )


def check_can_edit(product: Product, *, by: Acting) -> None:
    check_acts_for(product.producer, Permission.PRODUCT_EDIT, by=by)


def check_data(data: dict[str, Any]) -> None:
    number = data.get("criteria_set_number")
    if number is not None and number not in {one.number for one in load_sets()}:
        raise RuleBroken("Không có bộ tiêu chí số này.", code="product.set", field="criteria_set_number")
    price = data.get("price")
    if price is not None and price < 0:
        raise RuleBroken("Giá bán không thể âm.", code="product.price", field="price")
    gtin = data.get("gtin") or ""
    if gtin and not gtin_ok(gtin):
        raise RuleBroken(
            "Mã vạch phải có 8, 12, 13 hoặc 14 chữ số và đúng số kiểm tra; hãy xem lại dãy số dưới vạch.",
            code="product.gtin",
            field="gtin",
        )


def check_set_may_change(product: Product, number: int | None) -> None:
    """While a dossier is open its criteria set is fixed: the answers belong to it."""
    if number == product.criteria_set_number:
        return
    if product.dossiers.exclude(
        state__in=["recognised", "not_recognised", "disqualified", "withdrawn"]
    ).exists():
        raise RuleBroken(
            "Sản phẩm đang có hồ sơ nên chưa đổi được bộ tiêu chí. Hãy rút hồ sơ đó trước.",
            code="product.set.open_dossier",
            field="criteria_set_number",
        )


def check_can_add_photo(product: Product, *, by: Acting) -> None:
    check_can_edit(product, by=by)
    if product.photos.filter(removed_at=None).count() >= MOST_PHOTOS:
        raise RuleBroken(
            f"Mỗi sản phẩm có tối đa {MOST_PHOTOS} ảnh; hãy bỏ bớt một ảnh cũ.", code="product.photos"
        )


def gtin_ok(gtin: str) -> bool:
    """GS1 check digit: weights 3 and 1 from the right."""
    if not gtin.isdecimal() or len(gtin) not in (8, 12, 13, 14):
        return False
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(gtin)))
    return total % 10 == 0
