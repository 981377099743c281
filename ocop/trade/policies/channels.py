"""What a listing and its monthly numbers must hold, and who may say that its page was seen."""

from datetime import date, datetime
from typing import Any

from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.products.links import link_complaint
from ocop.products.models import Product
from ocop.rulebook.export_markets import markets
from ocop.trade.enums import ChannelKind
from ocop.trade.models import Listing
from ocop.trade.policies.offers import check_can_offer

ONLINE = (ChannelKind.ECOMMERCE, ChannelKind.SOCIAL)


def check_can_add(product: Product, data: dict[str, Any], *, by: Acting, at: datetime) -> None:
    check_can_offer(product, by=by)
    kind, link = ChannelKind(data["kind"]), data.get("link", "")
    if kind in ONLINE and not link:
        raise RuleBroken(
            "Hãy ghi địa chỉ gian hàng, bắt đầu bằng https://", code="listing.link", field="link"
        )
    if link and (complaint := link_complaint(link)):
        raise RuleBroken(complaint, code="listing.link", field="link")
    if kind == ChannelKind.EXPORT and data.get("market") not in markets():
        raise RuleBroken("Hãy chọn thị trường xuất khẩu.", code="listing.market", field="market")
    if data["listed_on"] > local_date(at):
        raise RuleBroken("Ngày bắt đầu bán không thể ở sau hôm nay.", code="listing.day", field="listed_on")
    same = product.listings.filter(kind=kind, name=data["name"], market=data.get("market", ""), ended_at=None)
    if same.exists():
        raise RuleBroken("Kênh bán này đã có trong danh sách.", code="listing.twice", field="name")


def check_can_change(listing: Listing, *, by: Acting) -> None:
    check_can_offer(listing.product, by=by)
    if listing.ended_at is not None:
        raise RuleBroken("Kênh bán này đã thôi; hãy khai lại nếu bán tiếp.", code="listing.ended")


def check_can_verify(listing: Listing, *, by: Acting) -> None:
    """An office opens the page and sees the product there."""
    check_permission(by, Permission.TRADE_VIEW)
    if listing.ended_at is not None:
        raise RuleBroken("Kênh bán này đã thôi nên không xác nhận được.", code="listing.ended")
    if not listing.link:
        raise RuleBroken("Kênh này không có địa chỉ trang để mở xem.", code="listing.no_link")


def check_report(listing: Listing, month: date, numbers: dict[str, int], *, at: datetime) -> None:
    """A month that has begun and in which it was sold; quantity and money belong together."""
    if month > local_date(at):
        raise RuleBroken("Tháng này chưa đến.", code="listing.month", field="month")
    if (month.year, month.month) < (listing.listed_on.year, listing.listed_on.month):
        raise RuleBroken(
            f"Kênh này bán từ {listing.listed_on:%d/%m/%Y}, nên không có số của tháng trước đó.",
            code="listing.month",
            field="month",
        )
    if numbers["revenue"] and not numbers["quantity"]:
        raise RuleBroken("Có doanh thu thì phải có số lượng bán.", code="listing.numbers", field="quantity")
    if numbers["quantity"] and not numbers["orders"]:
        raise RuleBroken("Có hàng bán ra thì phải có số đơn.", code="listing.numbers", field="orders")
