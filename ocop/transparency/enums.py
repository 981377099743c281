"""Names used by the public log."""

from django.db.models import TextChoices

LEAF = "ocop-log/1"  # stands in every leaf, so that it can be taken for nothing else
COMMITMENT = "ocop-commit/1"
TILE = 256


class Kind(TextChoices):
    """What an entry tells. `KEY` and `AUDIT` are the log's own: its signing key, and where the audit chain stands."""

    DECISION = "decision", "Công bố quyết định"
    CERTIFICATE = "certificate", "Cấp giấy chứng nhận"
    SUSPENSION = "suspension", "Tạm dừng giấy chứng nhận"
    LIFT = "lift", "Bỏ tạm dừng"
    REVOCATION = "revocation", "Thu hồi giấy chứng nhận"
    KEY = "key", "Khóa ký nhật ký"
    AUDIT = "audit", "Đầu chuỗi nhật ký nội bộ"
