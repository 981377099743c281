"""What supervision does by itself."""

from datetime import datetime

from ocop.core.timetable import daily
from ocop.supervision import limits
from ocop.supervision.actions import findings, periodic
from ocop.supervision.actions.misuse import erase_contacts


def tidy(*, at: datetime) -> str:
    """Erase contacts whose day is over and traces older than a day. Safe to run again."""
    contacts, traces = erase_contacts(at=at), limits.forget(at=at)
    return f"Đã xóa cách liên hệ của {contacts} tin báo và {traces} dấu gửi tin."


def remind(*, at: datetime) -> str:
    """Clocks of corrective actions and of periodic reports. Safe to run again."""
    faults, reports = findings.remind(at=at), periodic.remind(at=at)
    return f"Đã nhắc {faults} lỗi cần khắc phục và {reports} chủ thể chưa báo cáo."


def install() -> None:
    daily("supervision.remind", at="07:30", run=remind, words="Nhắc hạn khắc phục lỗi và hạn báo cáo định kỳ")
    daily("misuse.tidy", at="03:20", run=tidy, words="Xóa cách liên hệ quá hạn của người báo vi phạm")
