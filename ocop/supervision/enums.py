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
