"""Who keeps the programme's frame."""

from datetime import date

from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.programme.enums import DayKind


def check_can_keep_calendar(*, by: Acting) -> None:
    check_permission(by, Permission.CALENDAR_MANAGE)


def check_can_set_day(day: date, kind: str, *, by: Acting) -> None:
    """A day off falls on Monday to Friday, a make-up day on a weekend: anything else changes no count."""
    check_can_keep_calendar(by=by)
    weekend = day.weekday() > 4
    if kind == DayKind.OFF and weekend:
        raise RuleBroken(
            f"{day:%d/%m/%Y} là thứ Bảy hoặc Chủ nhật, vốn đã nghỉ; không cần ghi.",
            code="calendar.weekend",
            field="day",
        )
    if kind == DayKind.WORK and not weekend:
        raise RuleBroken(
            f"{day:%d/%m/%Y} là ngày làm việc trong tuần; ngày làm bù phải là thứ Bảy hoặc Chủ nhật.",
            code="calendar.weekday",
            field="day",
        )
