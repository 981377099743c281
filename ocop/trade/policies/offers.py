"""What a commercial sheet and a need must hold."""

from datetime import datetime, timedelta
from typing import Any

from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.products.models import Product
from ocop.rulebook.matching import Part
from ocop.trade.models import Buyer, Need
from ocop.trade.policies.sides import check_acts_for_buyer

MOST_OPEN_NEEDS = 50
LONGEST = timedelta(days=366)


def check_can_offer(product: Product, *, by: Acting) -> None:
    check_permission(by, Permission.TRADE_OFFER)
    if by.party_id != product.producer_id:
        raise PermissionRefused("Chỉ chủ thể của sản phẩm ghi được phiếu chào hàng.", code="offer.other")


def check_offer(data: dict[str, Any]) -> None:
    if not data.get("unit"):
        raise RuleBroken("Hãy chọn đơn vị tính của sản lượng và giá.", code="offer.unit", field="unit")
    capacity, least = data.get("capacity"), data.get("min_order")
    if capacity is not None and least is not None and least > capacity:
        raise RuleBroken(
            "Đặt hàng tối thiểu lớn hơn sản lượng mỗi tháng, nên không đơn nào giao được. Hãy xem lại hai số.",
            code="offer.min_order",
            field="min_order",
        )


def check_can_post(buyer: Buyer, *, by: Acting) -> None:
    check_acts_for_buyer(buyer, by=by)
    if buyer.needs.filter(state="open").count() >= MOST_OPEN_NEEDS:
        raise RuleBroken(
            f"Mỗi nhà phân phối có tối đa {MOST_OPEN_NEEDS} nhu cầu đang tìm; hãy kết thúc bớt nhu cầu cũ.",
            code="need.many",
        )


def check_need(data: dict[str, Any], *, at: datetime) -> None:
    """Something is asked, every requirement is about something asked, volume and price have their unit, the end is near."""
    on = local_date(at)
    need = Need(**{name: value for name, value in data.items() if name != "buyer"})
    if not need.demand.asked:
        raise RuleBroken(
            "Hãy ghi ít nhất một điều cần: ngành hàng, từ khóa, sản lượng, giấy tờ…", code="need.empty"
        )
    if (data.get("volume") or data.get("price")) and not data.get("unit"):
        raise RuleBroken("Hãy chọn đơn vị tính cho sản lượng và giá.", code="need.unit", field="unit")
    idle = [part for part in need.demand.hard if part not in need.demand.asked]
    if idle:
        raise RuleBroken(
            "Có điều đánh dấu bắt buộc nhưng chưa ghi nội dung; hãy ghi hoặc bỏ dấu.",
            code="need.hard",
            field="hard",
        )
    if not on <= data["until_on"] <= on + LONGEST:
        raise RuleBroken(
            "Ngày cuối nhận chào hàng phải từ hôm nay đến một năm sau.", code="need.until", field="until_on"
        )


def check_can_end_need(need: Need, *, by: Acting) -> None:
    check_acts_for_buyer(need.buyer, by=by)


PARTS = tuple(part.value for part in Part)
