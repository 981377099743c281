"""Who may enrol whom, when presence counts, who gets a certificate."""

from datetime import date, datetime, timedelta

from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.places.models import Unit
from ocop.places.queries.scope import in_scope
from ocop.producers.models import Producer
from ocop.training.enums import Audience, Role, Standing
from ocop.training.models import Course, Enrolment, Session
from ocop.training.policies.courses import check_is_organiser

ENROLLING = ("open", "running")
EARLY, LATE = (
    timedelta(minutes=60),
    timedelta(hours=12),
)  # around the session, for scans; a list may be noted later
OLDEST, YOUNGEST = 100, 15


def check_may_enrol_for(producer: Producer | None, unit: Unit | None, course: Course, *, by: Acting) -> None:
    """A producer its own people; an office people of its own area, and the organiser anybody."""
    if by.party_id:
        check_permission(by, Permission.PRODUCER_EDIT)
        if producer is None or producer.pk != by.party_id:
            raise PermissionRefused(
                "Chủ thể chỉ ghi danh cho người của mình.", code="training.enrol.producer"
            )
        return
    check_permission(by, Permission.TRAINING_MANAGE)
    organiser = by.unit is not None and by.unit.pk == course.unit_id
    if not organiser and not in_scope(producer.unit if producer else unit, by):
        raise PermissionRefused(
            f"Người này thuộc địa bàn khác; {by.office} chỉ ghi danh cho người trên địa bàn mình.",
            code="training.enrol.place",
        )


def check_can_enrol(course: Course) -> None:
    if course.state not in ENROLLING:
        raise RuleBroken(
            f"Lớp đang ở trạng thái “{course.state_label}” nên không nhận ghi danh.",
            code="training.enrol.state",
        )


def check_person(course: Course, *, role: str, born: int, producer: Producer | None, on: date) -> None:
    if course.audience != Audience.ALL and role != course.audience:
        raise RuleBroken(
            f"Lớp này dành cho: {course.get_audience_display().lower()}.",
            code="training.enrol.audience",
            field="role",
        )
    if (role == Role.OFFICER) == (producer is not None):
        raise RuleBroken(
            "Cán bộ ghi theo đơn vị; lãnh đạo và người lao động ghi theo chủ thể.",
            code="training.enrol.of",
            field="role",
        )
    if born and not on.year - OLDEST <= born <= on.year - YOUNGEST:
        raise RuleBroken(
            f"Năm sinh phải từ {on.year - OLDEST} đến {on.year - YOUNGEST}.",
            code="training.enrol.born",
            field="born",
        )


def check_can_withdraw(enrolment: Enrolment, *, by: Acting) -> None:
    trainee = enrolment.trainee
    check_may_enrol_for(trainee.producer, trainee.unit, enrolment.course, by=by)
    if enrolment.standing == Standing.WITHDRAWN:
        raise RuleBroken("Người này đã rút khỏi lớp.", code="training.withdraw.again")
    if enrolment.course.state not in ENROLLING:
        raise RuleBroken("Lớp đã kết thúc nên không rút được nữa.", code="training.withdraw.state")
    if enrolment.attendances.exists():
        raise RuleBroken(
            "Người này đã dự ít nhất một buổi nên không rút được; những buổi sau cứ để trống.",
            code="training.withdraw.attended",
        )


def check_presence(session: Session, enrolment: Enrolment) -> None:
    """A place in this very course, while it runs."""
    if enrolment.course_id != session.course_id:
        raise RuleBroken("Mã ghi danh này của lớp khác.", code="training.attend.other", field="code")
    if session.course.state != "running":
        raise RuleBroken(
            f"Lớp đang ở trạng thái “{session.course.state_label}”; chỉ điểm danh khi lớp đang diễn ra.",
            code="training.attend.state",
        )
    if enrolment.standing != Standing.GOING:
        raise RuleBroken(
            f"{enrolment.trainee} chưa có chỗ trong lớp ({enrolment.get_standing_display().lower()}).",
            code="training.attend.place",
        )


def check_scan_time(session: Session, *, at: datetime) -> None:
    if not session.starts_at - EARLY <= at <= session.starts_at + LATE:
        raise RuleBroken(
            "Chưa đến giờ hoặc đã quá giờ điểm danh bằng mã của buổi này. Hãy nhờ người tổ chức ghi vào danh sách.",
            code="training.attend.time",
        )


def check_can_certify(course: Course, *, by: Acting, at: datetime) -> None:
    check_is_organiser(course, by=by)
    if course.state not in ("finished", "closed"):
        raise RuleBroken("Chỉ cấp giấy chứng nhận sau khi lớp kết thúc.", code="training.certify.state")
    if not course.enrolments.filter(completed_on__isnull=False, certified_on=None).exists():
        raise RuleBroken(
            "Không còn ai đã dự đủ giờ mà chưa có giấy chứng nhận.", code="training.certify.nobody"
        )


def check_feedback(enrolment: Enrolment, *, at: datetime) -> None:
    if enrolment.standing != Standing.GOING or enrolment.course.starts_on > local_date(at):
        raise RuleBroken("Lớp chưa bắt đầu nên chưa nhận góp ý.", code="training.feedback.early")
    if hasattr(enrolment, "feedback"):
        raise RuleBroken("Ông/bà đã gửi góp ý cho lớp này. Xin cảm ơn.", code="training.feedback.again")
