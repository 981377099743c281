"""Names of the programme's own records."""

from django.db.models import TextChoices


class RoundLevel(TextChoices):
    PROVINCE = "province", "Cấp tỉnh"
    CENTRAL = "central", "Cấp trung ương"


class DayKind(TextChoices):
    OFF = "off", "Nghỉ"
    WORK = "work", "Làm bù"
