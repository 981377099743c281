"""Who stands on which side, and what both sides have to keep to."""

from ocop.core.acting import Acting
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.products.models import Product
from ocop.trade.enums import Side
from ocop.trade.models import Buyer, Conference, Deal


def check_buyer_active(buyer: Buyer) -> None:
    if buyer.state != "verified":
        raise RuleBroken(
            f"{buyer.name} hiện {buyer_words(buyer)}, nên không tham gia giao thương được.",
            code="buyer.inactive",
        )


def buyer_words(buyer: Buyer) -> str:
    return {
        "applied": "chưa được xác minh",
        "suspended": "đang tạm dừng",
        "refused": "không được xác minh",
        "withdrawn": "đã rút",
    }.get(buyer.state, "đã được xác minh")


def check_acts_for_buyer(buyer: Buyer, *, by: Acting) -> None:
    check_permission(by, Permission.TRADE_BUY)
    if by.buyer_id != buyer.pk:
        raise PermissionRefused("Chỉ người của nhà phân phối này làm được việc đó.", code="buyer.other")
    check_buyer_active(buyer)


def check_manages(unit_key: str, *, by: Acting) -> None:
    """The office of that province, or the centre."""
    check_permission(by, Permission.TRADE_MANAGE)
    if by.unit is None or (by.unit.level != "nation" and by.unit.key != unit_key):
        raise PermissionRefused("Việc này do cơ quan tham mưu của tỉnh ấy làm.", code="trade.unit")


def side_of(deal: Deal, by: Acting) -> str:
    """The side of this person in the deal; refuses strangers. An office that manages trade stands in for either."""
    if by.buyer_id and by.buyer_id == deal.buyer_id:
        return Side.BUYER
    if by.party_id and by.party_id == deal.producer_id and by.may(Permission.TRADE_OFFER):
        return Side.PRODUCER
    if (
        by.may(Permission.TRADE_MANAGE)
        and by.unit
        and Deal.objects.visible_to(by).filter(pk=deal.pk).exists()
    ):
        return Side.OFFICE
    raise PermissionRefused(
        "Chỉ hai bên của giao dịch và cơ quan tham mưu ghi được vào đây.", code="deal.side"
    )


def check_of_producer(products: list[Product], producer_id: int) -> None:
    strange = [one.name for one in products if one.producer_id != producer_id]
    if strange:
        raise RuleBroken(
            f"{', '.join(strange)} không phải sản phẩm của chủ thể này.",
            code="deal.products",
            field="products",
        )


def check_planning(conference: Conference, *, by: Acting) -> None:
    check_manages(conference.unit.key, by=by)
    if conference.state not in ("planning", "published"):
        raise RuleBroken("Hội nghị đã xong nên lịch gặp không đổi được nữa.", code="conference.over")
