"""Names used by the timetable and by long work."""

from django.db.models import TextChoices


class RunStatus(TextChoices):
    WAITING = "waiting", "Chờ chạy"
    RUNNING = "running", "Đang chạy"
    DONE = "done", "Đã xong"
    FAILED = "failed", "Không xong"
    CANCELLED = "cancelled", "Đã dừng"


OPEN = (RunStatus.WAITING, RunStatus.RUNNING)
