from django.db.models import TextChoices


class Opinion(TextChoices):
    """What the person who looked says. It is a note: no dossier, score or star follows from it."""

    DIFFERENT = "different", "Khác nhau thật"
    ASK = "ask", "Cần hỏi chủ thể"
    SAME_SOURCE = "same_source", "Cùng nguồn hợp lệ (hợp tác xã và thành viên, gia công)"
    COPIED = "copied", "Có dấu hiệu chép của nhau"
