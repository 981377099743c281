"""Names of the market's records."""

from django.db.models import TextChoices


class PointKind(TextChoices):
    """What stands there. A showroom only displays, a point sells, a centre does both and helps with design."""

    POINT = "point", "Điểm giới thiệu và bán sản phẩm OCOP"
    SHOWROOM = "showroom", "Khu trưng bày sản phẩm OCOP"
    CENTRE = "centre", "Trung tâm thiết kế sáng tạo, giới thiệu, quảng bá và bán sản phẩm OCOP"


class EventKind(TextChoices):
    FAIR = "fair", "Hội chợ"
    FESTIVAL = "festival", "Lễ hội, ngày hội"
    CULTURE = "culture", "Tuần văn hóa, giới thiệu gắn với văn hóa"
    CONNECTION = "connection", "Hội nghị, hội thảo kết nối giao thương"
    LIVESTREAM = "livestream", "Phiên bán hàng trực tiếp trên mạng"
    PLATFORM = "platform", "Ngày bán hàng trên sàn thương mại điện tử"
    DISPLAY = "display", "Không gian trưng bày, phiên chợ"

    @property
    def is_online(self) -> bool:
        return self in (EventKind.LIVESTREAM, EventKind.PLATFORM)


class Money(TextChoices):
    """Where the money for an event comes from."""

    STATE = "state", "Ngân sách nhà nước"
    PROGRAMME = "programme", "Lồng ghép chương trình khác"
    PRODUCERS = "producers", "Chủ thể đóng góp"
    SPONSORS = "sponsors", "Tài trợ, xã hội hóa"
