"""Names of the records of trade."""

from django.db.models import TextChoices

from ocop.rulebook.matching import PAPERS, REGIONS, UNITS

UNIT_CHOICES = tuple(UNITS.items())
REGION_CHOICES = tuple(REGIONS.items())
PAPER_CHOICES = tuple(PAPERS.items())


class BuyerKind(TextChoices):
    SUPERMARKET = "supermarket", "Siêu thị"
    CHAIN = "chain", "Chuỗi cửa hàng"
    PLATFORM = "platform", "Sàn thương mại điện tử"
    EXPORTER = "exporter", "Doanh nghiệp xuất khẩu"
    HORECA = "horeca", "Khách sạn, nhà hàng, bếp ăn"


class Side(TextChoices):
    """Who of a deal did something; the office may stand in for either."""

    BUYER = "buyer", "Nhà phân phối"
    PRODUCER = "producer", "Chủ thể"
    OFFICE = "office", "Cơ quan"


class ChannelKind(TextChoices):
    SUPERMARKET = "supermarket", "Siêu thị"
    ECOMMERCE = "ecommerce", "Sàn thương mại điện tử"
    SOCIAL = "social", "Bán hàng trên mạng xã hội"
    EXPORT = "export", "Xuất khẩu"


class Outcome(TextChoices):
    """What a meeting led to, as both told the organiser."""

    NONE = "", "Chưa ghi"
    TALK = "talk", "Tiếp tục trao đổi"
    NOTHING = "nothing", "Không có kết quả"
    ABSENT = "absent", "Một bên vắng mặt"
