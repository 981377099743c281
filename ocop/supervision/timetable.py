"""What supervision does by itself."""

from datetime import datetime

from ocop.core.timetable import daily
from ocop.supervision import limits
from ocop.supervision.actions.misuse import erase_contacts


def tidy(*, at: datetime) -> str:
    """Erase contacts whose day is over and traces older than a day. Safe to run again."""
    contacts, traces = erase_contacts(at=at), limits.forget(at=at)
    return f"Đã xóa cách liên hệ của {contacts} tin báo và {traces} dấu gửi tin."


def install() -> None:
    daily("misuse.tidy", at="03:20", run=tidy, words="Xóa cách liên hệ quá hạn của người báo vi phạm")
