"""Names of the producer's records."""

from django.db.models import TextChoices


class LegalForm(TextChoices):
    """Chủ thể OCOP: 26/2026/QĐ-TTg Điều 2 khoản 3."""

    COOPERATIVE = "htx", "Hợp tác xã"
    COOPERATIVE_GROUP = "tht", "Tổ hợp tác"
    ENTERPRISE = "dn", "Doanh nghiệp nhỏ và vừa"
    FARM = "trang_trai", "Trang trại"
    HOUSEHOLD = "ho", "Hộ sản xuất, hộ gia đình có đăng ký kinh doanh"
    ASSOCIATION = "hoi", "Hội, hiệp hội (chỉ du lịch)"
    TOURISM_CENTRE = "trung_tam", "Trung tâm điều hành du lịch hoặc tương đương"
    UNKNOWN = "khac", "Không rõ (dữ liệu cũ)"


class Origin(TextChoices):
    REGISTERED = "registered", "Đăng ký trên hệ thống"
    IMPORTED = "imported", "Nhập từ nguồn đã công bố"


class MembershipKind(TextChoices):
    OWNER = "owner", "Người đại diện của chủ thể"
    DELEGATE = "delegate", "Người được ủy quyền"
