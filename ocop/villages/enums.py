"""Names of the records of villages, marks, tourism and chains."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """NĐ 52/2018/NĐ-CP knows the last three titles; "làng có nghề" is a village with a trade and no title."""

    HAS_TRADE = "has_trade", "Làng có nghề"
    VILLAGE = "village", "Làng nghề"
    TRADITIONAL = "traditional", "Làng nghề truyền thống"
    TRADE = "trade", "Nghề truyền thống"


VILLAGES = (Kind.HAS_TRADE, Kind.VILLAGE, Kind.TRADITIONAL)


class MarkKind(TextChoices):
    GI = "gi", "Chỉ dẫn địa lý"
    COLLECTIVE = "collective", "Nhãn hiệu tập thể"
    CERTIFICATION = "certification", "Nhãn hiệu chứng nhận"


class Part(TextChoices):
    """What a member does in the chain."""

    LEAD = "lead", "Chủ trì chuỗi"
    GROWER = "grower", "Trồng, nuôi, cung ứng nguyên liệu"
    PROCESSOR = "processor", "Sơ chế, chế biến"
    SELLER = "seller", "Phân phối, tiêu thụ"
    SERVICE = "service", "Dịch vụ, vật tư"
