"""Names of the products' records."""

from django.db.models import TextChoices


class OutletKind(TextChoices):
    """Where a product can be bought: places one walks into, and places on the net."""

    MAKER = "maker", "Tại nơi sản xuất"
    OCOP_POINT = "ocop_point", "Điểm giới thiệu và bán sản phẩm OCOP"
    SHOP = "shop", "Cửa hàng, chợ"
    SUPERMARKET = "supermarket", "Siêu thị"
    MARKETPLACE = "marketplace", "Sàn thương mại điện tử"
    WEBSITE = "website", "Trang web của chủ thể"
    SOCIAL = "social", "Trang mạng xã hội"

    @property
    def is_online(self) -> bool:
        return self in ONLINE


ONLINE = (OutletKind.MARKETPLACE, OutletKind.WEBSITE, OutletKind.SOCIAL)
