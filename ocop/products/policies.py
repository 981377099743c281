"""Who may write about a product, and what its data must satisfy."""

import re
from collections.abc import Iterable
from typing import Any

from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.permissions import Permission
from ocop.core.text import clean_line
from ocop.producers.models import Producer
from ocop.producers.policies import check_acts_for
from ocop.products.enums import OutletKind
from ocop.products.links import link_complaint
from ocop.products.models import Product, ProductGtin
from ocop.rulebook.criteria import load_sets
from ocop.rulebook.gtin import LENGTHS, Gtin, parse_gtin
from ocop.rulebook.refusals import Refused

MOST_PHOTOS = 12
MOST_OUTLETS = 30
MOST_GTINS = 30
LONGEST_PACK = 80
NUMBER = re.compile(r"([0-9](?:[ -]?[0-9]){7,13})(?![0-9A-Za-z])\s*(.*)")


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
    read_gtins(data.get("gtin") or "")


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


def check_can_add_outlet(product: Product, data: dict[str, Any], *, by: Acting) -> None:
    """A shop has an address to walk to, a channel on the net an https address; the same one stands once."""
    check_can_edit(product, by=by)
    kind, address, link = OutletKind(data["kind"]), data.get("address", ""), data.get("link", "")
    if kind.is_online and not link:
        raise RuleBroken(
            "Hãy ghi địa chỉ trang bán hàng, bắt đầu bằng https://", code="outlet.link", field="link"
        )
    if not kind.is_online and not address:
        raise RuleBroken("Hãy ghi địa chỉ để người mua tìm đến.", code="outlet.address", field="address")
    if link and (complaint := link_complaint(link)):
        raise RuleBroken(complaint, code="outlet.link", field="link")
    standing = product.outlets.filter(removed_at=None)
    if standing.filter(kind=kind, name=data["name"], address=address, link=link).exists():
        raise RuleBroken("Nơi bán này đã có trong danh sách.", code="outlet.twice", field="name")
    if standing.count() >= MOST_OUTLETS:
        raise RuleBroken(
            f"Mỗi sản phẩm có tối đa {MOST_OUTLETS} nơi bán; hãy bỏ bớt một nơi cũ.", code="outlet.many"
        )


def read_gtins(text: str) -> dict[str, tuple[Gtin, str]]:
    """“8934567890124 chai 500 ml”, one a line → 14 digits: (number, pack). The refusal says which line is wrong."""
    found: dict[str, tuple[Gtin, str]] = {}
    for line in filter(None, (clean_line(line) for line in text.splitlines())):
        number, pack = _number_and_pack(line)
        try:
            gtin = parse_gtin(number)
        except Refused as refusal:
            raise RuleBroken(str(refusal), code="product.gtin", field="gtin") from None
        if gtin.key in found:
            raise RuleBroken(
                f"Mã vạch {gtin} ghi hai lần; mỗi mã một dòng.", code="product.gtin.twice", field="gtin"
            )
        if len(pack) > LONGEST_PACK:
            raise RuleBroken(
                f"Quy cách sau mã vạch {gtin} dài quá {LONGEST_PACK} chữ.", code="product.gtin", field="gtin"
            )
        found[gtin.key] = (gtin, pack)
    if len(found) > MOST_GTINS:
        raise RuleBroken(
            f"Mỗi sản phẩm khai tối đa {MOST_GTINS} mã vạch.", code="product.gtin.many", field="gtin"
        )
    return found


def _number_and_pack(line: str) -> tuple[str, str]:
    """Digits may be printed in groups (“8 934567 890124”); what follows them is the pack."""
    first, _, rest = line.partition(" ")
    if first.isdecimal() and len(first) in LENGTHS:
        return first, rest
    match = NUMBER.match(line)
    return (match[1], match[2]) if match else (first, rest)


def check_gtins_free(product: Product, gtins: Iterable[str]) -> None:
    """The other product is not named: it may belong to somebody else and not be public."""
    taken = ProductGtin.objects.filter(gtin__in=list(gtins), removed_at=None).exclude(product=product).first()
    if taken:
        raise gtin_taken(taken.written)


def gtin_taken(number: str) -> RuleBroken:
    return RuleBroken(
        f"Mã vạch {number} đã được khai cho một sản phẩm khác. Mỗi mã chỉ thuộc một sản phẩm; hãy xem lại dãy số, "
        "hoặc báo xã nếu mã được cấp cho bạn.",
        code="product.gtin.taken",
        field="gtin",
    )
