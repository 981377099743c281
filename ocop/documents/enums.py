"""Names used by the documents app."""

from django.db import models

from .inspect.sniff import DOCX, JPEG, PDF, PNG, WEBP, XLSX

PHOTOS = frozenset({JPEG, PNG, WEBP})
PDF_ONLY = frozenset({PDF})
WORD = frozenset({DOCX})
SHEETS = frozenset({XLSX})
SCANS = PHOTOS | PDF_ONLY
EVIDENCE = SCANS | WORD | SHEETS


class FileKind(models.TextChoices):
    """What the file is for; the owning app registers who may read each kind (`documents.access`)."""

    EVIDENCE = "evidence", "Minh chứng"
    PHOTO = "photo", "Ảnh"
    SCAN = "scan", "Bản chụp văn bản giấy"
    SIGNED_DECISION = "signed_decision", "Quyết định đã ký"
    SIGNED_MINUTES = "signed_minutes", "Biên bản đã ký"
    CERTIFICATE = "certificate", "Giấy chứng nhận"
    GENERATED = "generated", "Văn bản do hệ thống lập"
    TEMPLATE = "template", "Mẫu văn bản"
    IMPORT = "import", "Bảng dữ liệu nhập"
    REPORT = "report", "Báo cáo"
    MISUSE = "misuse", "Ảnh báo vi phạm"


class FileState(models.TextChoices):
    PENDING = "pending", "Đang chờ kiểm tra"
    CHECKED = "checked", "Đã kiểm tra"
    REFUSED = "refused", "Bị từ chối"


class Variant(models.TextChoices):
    """A picture has two derived copies without metadata; everything else is only an original."""

    ORIGINAL = "original", "Bản gốc"
    WEB = "web", "Ảnh để xem"
    THUMBNAIL = "thumb", "Ảnh nhỏ"
