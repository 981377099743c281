"""What may be written about a deal, and by whom."""

from datetime import date, datetime
from typing import Any

from ocop.audit.moves import check_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.products.models import Product
from ocop.recognition.queries.selling import sellable_on
from ocop.trade.enums import Side
from ocop.trade.models import Buyer, Deal
from ocop.trade.policies.sides import check_buyer_active, check_of_producer, side_of

SIGNED = ("agree", "sign")


def check_open(buyer: Buyer, producer_id: int, products: list[Product], *, by: Acting, at: datetime) -> str:
    """Either side begins, or an office logs a meeting. Products have to be in force on the day."""
    check_buyer_active(buyer)
    side = _office(by) if by.unit else side_of(Deal(buyer=buyer, producer_id=producer_id), by)
    if not products:
        raise RuleBroken("Hãy chọn ít nhất một sản phẩm.", code="deal.none", field="products")
    check_of_producer(products, producer_id)
    check_in_force(products, local_date(at))
    return side


def _office(by: Acting) -> str:
    check_permission(by, Permission.TRADE_MANAGE)
    return Side.OFFICE


def check_in_force(products: list[Product], on: date) -> None:
    fine = set(
        sellable_on(on, Product.objects.filter(pk__in=[one.pk for one in products])).values_list(
            "pk", flat=True
        )
    )
    lapsed = [one.name for one in products if one.pk not in fine]
    if lapsed:
        raise RuleBroken(
            f"{', '.join(lapsed)} hiện không còn hiệu lực công nhận OCOP nên không đưa vào giao dịch mới được.",
            code="deal.lapsed",
            field="products",
        )


def check_can_move(deal: Deal, name: str, *, by: Acting) -> str:
    side = side_of(deal, by)
    check_move(deal, name, by=by)
    if name in SIGNED:
        check_buyer_active(deal.buyer)
    return side


def check_terms(name: str, data: dict[str, Any], *, at: datetime) -> None:
    """A memorandum has its day; a contract also its value and how long it runs."""
    if not data.get("signed_on"):
        raise RuleBroken("Hãy ghi ngày ký.", code="deal.signed_on", field="signed_on")
    if data["signed_on"] > local_date(at):
        raise RuleBroken("Ngày ký không thể ở sau hôm nay.", code="deal.signed_on", field="signed_on")
    if name == "sign" and not data.get("value"):
        raise RuleBroken("Hãy ghi giá trị hợp đồng (đồng).", code="deal.value", field="value")
    if name == "sign" and not data.get("until_on"):
        raise RuleBroken("Hãy ghi thời hạn của hợp đồng.", code="deal.until", field="until_on")
    if data.get("until_on") and data["until_on"] < data["signed_on"]:
        raise RuleBroken("Thời hạn phải sau ngày ký.", code="deal.until", field="until_on")


def check_can_confirm(deal: Deal, *, by: Acting) -> str:
    """The side that did not record it."""
    side = side_of(deal, by)
    if deal.state not in ("memorandum", "contract"):
        raise RuleBroken("Chỉ xác nhận được bản ghi nhớ hoặc hợp đồng đang có.", code="deal.confirm.state")
    waiting = {Side.BUYER: deal.buyer_confirmed_at is None, Side.PRODUCER: deal.producer_confirmed_at is None}
    if side == Side.OFFICE or not waiting[Side(side)]:
        raise RuleBroken(
            "Bên của ông/bà đã ghi nhận việc ký này; đang chờ bên kia.", code="deal.confirm.side"
        )
    return side


def check_can_plan(deal: Deal, on: date | None, *, by: Acting, at: datetime) -> None:
    side_of(deal, by)
    if on is not None and on < local_date(at):
        raise RuleBroken("Ngày hẹn xem lại phải từ hôm nay.", code="deal.follow_up", field="follow_up_on")
