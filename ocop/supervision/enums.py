"""Names of the records of supervision."""

from django.db.models import TextChoices


class Misuse(TextChoices):
    """What is wrong, in words of a buyer."""

    EXPIRED = "expired", "Vẫn gắn sao dù đã hết hạn hoặc bị thu hồi"
    NOT_CERTIFIED = "not_certified", "Gắn sao cho sản phẩm không có trong sổ"
    MORE_STARS = "more_stars", "Ghi nhiều sao hơn được công nhận"
    FAKE = "fake", "Hàng giả, nhái tên hoặc nhãn"
    FAKE_QR = "fake_qr", "Mã QR giả hoặc dẫn tới trang khác"
    QUALITY = "quality", "Chất lượng khác hẳn với điều đã công bố"
    OTHER = "other", "Việc khác"


class VisitKind(TextChoices):
    PLANNED = "planned", "Theo kế hoạch"
    SUDDEN = "sudden", "Đột xuất"
    REPORT = "report", "Từ tin báo vi phạm"
    MARK = "mark", "Chỉ kiểm tra việc dùng biểu trưng, số sao"


class Answer(TextChoices):
    GOOD = "good", "Đạt"
    BAD = "bad", "Không đạt"
    NONE = "none", "Không xem được"


class LabVerdict(TextChoices):
    PASS = "pass", "Đạt"
    FAIL = "fail", "Không đạt"


class AdviceKind(TextChoices):
    SUSPEND = "suspend", "Tạm dừng giấy chứng nhận"
    REVOKE = "revoke", "Thu hồi công nhận"
