"""Names used by notices."""

from django.db.models import TextChoices


class Channel(TextChoices):
    EMAIL = "email", "Thư điện tử"


class DeliveryState(TextChoices):
    WAITING = "waiting", "Chờ gửi"
    SENT = "sent", "Đã gửi"
    FAILED = "failed", "Không gửi được"
