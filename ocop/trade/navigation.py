"""Where each side finds its pages, and what waits."""

from django.urls import reverse

from ocop.core import nav
from ocop.core.acting import Acting
from ocop.core.permissions import Permission as P
from ocop.trade.models import Buyer, Deal

BOTH = (P.TRADE_BUY, P.TRADE_OFFER, P.TRADE_VIEW)


def install() -> None:
    for label, name, icon, order, permissions in (
        ("Tìm sản phẩm", "trade:portfolio", "search", 20, (P.TRADE_BUY,)),
        ("Chào hàng", "trade:offers", "tag", 22, (P.TRADE_OFFER,)),
        ("Nhu cầu mua", "trade:needs", "megaphone", 76, BOTH),
        ("Giao dịch", "trade:deals", "file-earmark-text", 77, BOTH),
        ("Kênh bán", "trade:listings", "shop", 78, (P.TRADE_OFFER, P.TRADE_VIEW)),
        ("Hội nghị kết nối", "trade:conferences", "people", 79, BOTH),
        ("Nhà phân phối", "trade:buyers", "building", 79, (P.TRADE_MANAGE,)),
    ):
        nav.register(nav.NavItem(label, name, icon, order, permissions))
    nav.register_work(waiting)


def waiting(acting: Acting) -> list[nav.WorkItem]:
    """Applications of the office; signed papers that this side has not confirmed."""
    if acting.may(P.TRADE_MANAGE):
        count = Buyer.objects.visible_to(acting).filter(state="applied").count()
        url = f"{reverse('trade:buyers')}?tinh_trang=applied"
        return [nav.WorkItem("Nhà phân phối chờ xác minh", count, url)] if count else []
    side = "buyer" if acting.buyer_id else "producer" if acting.may(P.TRADE_OFFER) else ""
    if not side:
        return []
    mine = Deal.objects.visible_to(acting).filter(state__in=("memorandum", "contract"))
    count = mine.filter(**{f"{side}_confirmed_at": None}).count()
    return [nav.WorkItem("Văn bản đã ký chờ xác nhận", count, reverse("trade:deals"))] if count else []
