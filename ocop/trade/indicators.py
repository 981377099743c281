"""Figures of trade, counted from records (docs/figures.md)."""

from django.db.models import Q

from ocop.core.indicators import Indicator, Places, Scope, Source, register, register_source
from ocop.products.models import Product
from ocop.trade.enums import ChannelKind
from ocop.trade.models import Buyer, Deal, Listing, Need

MARKET = "market"
ONLINE = (ChannelKind.ECOMMERCE, ChannelKind.SOCIAL)


def _placed(province: str, commune: str) -> Places:
    """These records began under today's map."""
    return {map_: {"province": province, "commune": commune} for map_ in ("now", "then")}


SOURCES = (
    Source(
        "trade_buyers",
        Buyer,
        "nhà phân phối",
        _placed("unit__key", "unit__key"),
        (("Nhà phân phối", "name"), ("Loại", "get_kind_display"), ("Nơi xác minh", "unit.full_name")),
        ("sort_key", "pk"),
        ("unit",),
    ),
    Source(
        "trade_needs",
        Need,
        "nhu cầu mua",
        _placed("buyer__unit__key", "buyer__unit__key"),
        (("Cần mua", "title"), ("Nhà phân phối", "buyer.name"), ("Đến hết", "until_on")),
        ("pk",),
        ("buyer",),
    ),
    Source(
        "trade_deals",
        Deal,
        "giao dịch",
        _placed("producer__unit__province_key", "producer__unit__key"),
        (
            ("Nội dung", "subject"),
            ("Nhà phân phối", "buyer.name"),
            ("Chủ thể", "producer.name"),
            ("Ngày ký", "signed_on"),
            ("Giá trị (đồng)", "value"),
        ),
        ("pk",),
        ("buyer", "producer"),
    ),
    Source(
        "trade_products",
        Product,
        "sản phẩm",
        _placed("unit__province_key", "unit__key"),
        (("Sản phẩm", "name"), ("Chủ thể", "producer.name")),
        ("sort_key", "pk"),
        ("producer",),
    ),
)


def _both(scope: Scope) -> Q:
    """Signed in the period and confirmed by both sides."""
    both = Q(buyer_confirmed_at__isnull=False, producer_confirmed_at__isnull=False)
    return both & Q(signed_on__gte=scope.start, signed_on__lte=scope.on)


def _sold(scope: Scope, *kinds: str) -> Q:
    """Products with a listing of these kinds on that day."""
    running = Q(ended_at=None) | Q(ended_at__date__gt=scope.on)
    found = Listing.objects.filter(running, kind__in=kinds, listed_on__lte=scope.on)
    return Q(pk__in=found.values("product"))


def _flow(key: str, words: str, formula: str, states: tuple[str, ...]) -> Indicator:
    return Indicator(
        key,
        words,
        formula,
        "giao dịch",
        MARKET,
        "trade_deals",
        lambda s: _both(s) & Q(state__in=states),
        flow=True,
    )


def install() -> None:
    for source in SOURCES:
        register_source(source)
    register(
        Indicator(
            "buyers_verified",
            "Nhà phân phối đã xác minh",
            "Nhà phân phối đang ở trạng thái đã xác minh, đăng ký đến ngày tính",
            "nhà phân phối",
            MARKET,
            "trade_buyers",
            lambda s: Q(state="verified", created_at__date__lte=s.on),
        ),
        Indicator(
            "needs_open",
            "Nhu cầu mua đang tìm nguồn hàng",
            "Nhu cầu của nhà phân phối đã xác minh, đang tìm và còn hạn nhận chào hàng ở ngày tính",
            "nhu cầu",
            MARKET,
            "trade_needs",
            lambda s: Q(
                state="open", buyer__state="verified", created_at__date__lte=s.on, until_on__gte=s.on
            ),
        ),
        _flow(
            "memoranda_signed",
            "Bản ghi nhớ đã ký trong kỳ",
            "Bản ghi nhớ có ngày ký trong kỳ, cả hai bên xác nhận, chưa thành hợp đồng",
            ("memorandum",),
        ),
        _flow(
            "contracts_signed",
            "Hợp đồng tiêu thụ đã ký trong kỳ",
            "Hợp đồng có ngày ký trong kỳ, cả hai bên xác nhận; giá trị từng hợp đồng ở danh sách",
            ("contract", "delivered"),
        ),
        Indicator(
            "contract_value",
            "Giá trị hợp đồng tiêu thụ đã ký trong kỳ",
            "Cộng giá trị các hợp đồng có ngày ký trong kỳ mà cả hai bên xác nhận",
            "đồng",
            MARKET,
            "trade_deals",
            lambda s: _both(s) & Q(state__in=("contract", "delivered")),
            flow=True,
            adds="value",
        ),
    )
    register(*_products())


def _products() -> tuple[Indicator, ...]:
    return (
        Indicator(
            "products_online",
            "Sản phẩm có gian hàng trên sàn, mạng xã hội",
            "Sản phẩm có ít nhất một kênh bán trên mạng đang mở ở ngày tính",
            "sản phẩm",
            MARKET,
            "trade_products",
            lambda s: _sold(s, *ONLINE),
        ),
        Indicator(
            "products_exported",
            "Sản phẩm xuất khẩu",
            "Sản phẩm có ít nhất một kênh xuất khẩu đang mở ở ngày tính",
            "sản phẩm",
            MARKET,
            "trade_products",
            lambda s: _sold(s, ChannelKind.EXPORT),
        ),
    )
