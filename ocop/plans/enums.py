"""Names of the parts of a plan."""

from django.db.models import TextChoices


class GroupKind(TextChoices):
    """What stands under one heading of a plan."""

    OBJECTIVE = "objective", "Nhóm mục tiêu"
    TASK = "task", "Nhóm nhiệm vụ"
    SOLUTION = "solution", "Nhóm giải pháp"


class Money(TextChoices):
    """Where the money comes from."""

    CENTRAL = "central", "Ngân sách trung ương"
    PROVINCE = "province", "Ngân sách tỉnh"
    COMMUNE = "commune", "Ngân sách xã"
    COMBINED = "combined", "Lồng ghép chương trình, dự án khác"
    CREDIT = "credit", "Tín dụng"
    PRODUCERS = "producers", "Chủ thể đối ứng"
    OTHER = "other", "Nguồn khác"


class MovementKind(TextChoices):
    COMMITTED = "committed", "Cam kết chi"
    SPENT = "spent", "Đã chi"


class TakeOver(TextChoices):
    """Which headings a new plan begins with."""

    COMMON = "common", "Các nhóm chung (3 nhóm mục tiêu, 7 nhóm nhiệm vụ, 8 nhóm giải pháp)"
    UPPER = "upper", "Các nhóm của kế hoạch cấp trên"
    NONE = "none", "Tự ghi từ đầu"
