"""Names of the dossier's parts."""

from django.db.models import TextChoices


class DossierKind(TextChoices):
    """Mẫu 01: lần đầu / nâng hạng / đánh giá lại."""

    FIRST = "first", "Đánh giá lần đầu"
    UPGRADE = "upgrade", "Nâng hạng sao"
    RE_EVALUATION = "re_evaluation", "Đánh giá lại"


class ReturnReason(TextChoices):
    MISSING = "missing", "Thiếu giấy tờ"
    EXPIRED = "expired", "Giấy tờ hết hạn"
    UNREADABLE = "unreadable", "Ảnh, tệp không đọc được"
    MISMATCH = "mismatch", "Thông tin không khớp"
    WRONG_PLACE = "wrong_place", "Minh chứng không đúng tiêu chí"
    INCOMPLETE = "incomplete", "Kê khai chưa đủ"
    OTHER = "other", "Lý do khác"


class LocalContent(TextChoices):
    """The four contents the commune assesses (Mẫu 03; Điều 7 khoản 2)."""

    ORIGIN = "origin", "Nguồn gốc sản phẩm, nguyên liệu địa phương"
    LABOUR = "labour", "Sử dụng lao động địa phương"
    IDEA = "idea", "Nguồn gốc ý tưởng sản phẩm"
    IDENTITY = "identity", "Bản sắc, trí tuệ địa phương"


class Finding(TextChoices):
    CONFIRMED = "confirmed", "Đúng như hồ sơ"
    PARTLY = "partly", "Đúng một phần"
    NOT_CONFIRMED = "not_confirmed", "Chưa xác nhận được"
