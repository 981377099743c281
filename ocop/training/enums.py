"""Names of the records of training."""

from django.db.models import TextChoices


class Kind(TextChoices):
    CLASS = "class", "Lớp đào tạo, tập huấn"
    CONFERENCE = "conference", "Hội nghị"
    TRIP = "trip", "Đoàn học tập kinh nghiệm"


class Role(TextChoices):
    """As what somebody takes part; the goals of the programme count leaders and workers apart."""

    LEADER = "leader", "Cán bộ quản lý, lãnh đạo của chủ thể"
    WORKER = "worker", "Người lao động"
    OFFICER = "officer", "Cán bộ làm OCOP"


class Audience(TextChoices):
    ALL = "all", "Mọi đối tượng"
    LEADER = "leader", "Cán bộ quản lý, lãnh đạo của chủ thể"
    WORKER = "worker", "Người lao động"
    OFFICER = "officer", "Cán bộ làm OCOP"


class Standing(TextChoices):
    """Of one enrolment; changed by actions of `actions/enrolling.py` only."""

    GOING = "going", "Có chỗ"
    WAITING = "waiting", "Chờ chỗ"
    WITHDRAWN = "withdrawn", "Đã rút"


class Way(TextChoices):
    """How somebody's presence was noted."""

    OWN_SCAN = "own", "Người học quét mã của buổi"
    TRAINER_SCAN = "trainer", "Giảng viên quét mã người học"
    LIST = "list", "Ghi trên danh sách"
