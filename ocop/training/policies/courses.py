"""Who may run a course, and what it needs for each step."""

from typing import Any

from ocop.audit.moves import check_move
from ocop.core.acting import Acting
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.training.models import Course, Session

PLANNING = ("planned", "open", "running")


def check_can_plan(*, by: Acting) -> None:
    check_permission(by, Permission.TRAINING_MANAGE)


def check_is_organiser(course: Course, *, by: Acting) -> None:
    check_permission(by, Permission.TRAINING_MANAGE)
    if by.unit is None or by.unit.pk != course.unit_id:
        raise PermissionRefused(
            f"{course.get_kind_display()} này do {course.unit.full_name} tổ chức; ông/bà chỉ xem và ghi danh được.",
            code="training.unit",
        )


def check_data(data: dict[str, Any]) -> None:
    if data["ends_on"] < data["starts_on"]:
        raise RuleBroken("Ngày kết thúc đang ở trước ngày bắt đầu.", code="training.days", field="ends_on")


def check_can_edit(course: Course, *, by: Acting) -> None:
    check_is_organiser(course, by=by)
    if course.state not in PLANNING:
        raise RuleBroken(
            f"Lớp đã ở trạng thái “{course.state_label}” nên không sửa được nữa.", code="training.edit.state"
        )


def check_capacity(course: Course, capacity: int | None) -> None:
    going = course.enrolments.going().count()  # type: ignore[attr-defined]
    if capacity is not None and capacity < going:
        raise RuleBroken(
            f"Đã có {going} người có chỗ; không giảm số chỗ xuống dưới con số ấy.",
            code="training.capacity",
            field="capacity",
        )


def check_session(course: Course, data: dict[str, Any], day: Any) -> None:
    if not course.starts_on <= day <= course.ends_on:
        raise RuleBroken(
            f"Buổi học phải nằm trong thời gian của lớp: {course.starts_on:%d/%m/%Y} – {course.ends_on:%d/%m/%Y}.",
            code="training.session.day",
            field="starts_at",
        )
    if data["hours"] <= 0 or data["hours"] > 12:
        raise RuleBroken("Một buổi có từ 0,5 đến 12 giờ.", code="training.session.hours", field="hours")


def check_can_remove_session(session: Session, *, by: Acting) -> None:
    check_can_edit(session.course, by=by)
    if session.attendances.exists():
        raise RuleBroken(
            "Buổi này đã có người được ghi có mặt nên không bỏ được.", code="training.session.attended"
        )


def check_can_move(course: Course, move: str, *, by: Acting) -> None:
    check_is_organiser(course, by=by)
    check_move(course, move, by=by)
    need = NEEDS.get(move)
    if need:
        need(course)


def _has_sessions(course: Course) -> None:
    if not course.sessions.exists():
        raise RuleBroken(
            "Chưa có buổi nào. Hãy thêm ít nhất một buổi rồi mở ghi danh.", code="training.open.sessions"
        )


def _has_people(course: Course) -> None:
    if not course.enrolments.going().exists():  # type: ignore[attr-defined]
        raise RuleBroken(
            "Chưa có ai ghi danh. Hãy ghi danh ít nhất một người rồi bắt đầu.", code="training.start.people"
        )


def _attended(course: Course) -> None:
    empty = course.sessions.filter(attendances=None).values_list("title", flat=True)
    if empty:
        raise RuleBroken(
            "Có buổi chưa ghi ai có mặt. Hãy ghi danh sách có mặt, hoặc bỏ buổi không tổ chức.",
            code="training.finish.attendance",
            details=list(empty),
        )


NEEDS = {"open": _has_sessions, "start": _has_people, "finish": _attended}
