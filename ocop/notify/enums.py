"""Names used by notices."""

from django.db.models import TextChoices


class Channel(TextChoices):
    EMAIL = "email", "Thư điện tử"
    SMS = "sms", "Tin nhắn SMS"
    ZALO = "zalo", "Zalo"


PHONE = (Channel.SMS, Channel.ZALO)


class DeliveryState(TextChoices):
    WAITING = "waiting", "Chờ gửi"
    SENT = "sent", "Đã gửi"
    FAILED = "failed", "Không gửi được"
