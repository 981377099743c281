"""What can happen to a product in the public register."""

from django.db.models import TextChoices


class ChangeKind(TextChoices):
    LISTED = "listed", "Đưa vào sổ từ danh sách đã công bố"
    ISSUED = "issued", "Cấp giấy chứng nhận"
    CORRECTED = "corrected", "Cấp lại theo quyết định thay thế"
    SUPERSEDED = "superseded", "Giấy được thay bằng giấy khác"
    SUSPENDED = "suspended", "Tạm dừng sử dụng"
    LIFTED = "lifted", "Hết tạm dừng"
    REVOKED = "revoked", "Thu hồi"
    EXPIRED = "expired", "Hết hạn"
    CHANGED = "changed", "Đổi tên, chủ thể, nơi sản xuất, nhóm, hạng hoặc mã vạch"
