"""What an official list does to a unit."""

from django.db.models import TextChoices


class ChangeKind(TextChoices):
    MERGE = "merge", "Sáp nhập"
    SPLIT = "split", "Chia tách"
    RENAME = "rename", "Đổi tên"
    REPARENT = "reparent", "Chuyển cấp trên"
