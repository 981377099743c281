"""Declaring, reporting and judging conflicts of interest."""

from datetime import datetime

from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.evaluation.models import Conflict, Declaration, Item, Seat, Session
from ocop.evaluation.policies.common import check_runs, check_seated, check_state


def check_can_declare(session: Session, *, by: Acting, at: datetime) -> Seat:
    """Once per session, before any scoring of one's own. A member who comes late declares late."""
    seat = check_seated(session, by=by)
    check_state(session, "declaring", "scoring")
    if Declaration.objects.filter(session=session, seat=seat).exists():
        raise RuleBroken(
            "Ông/bà đã khai xong cho phiên này. Nếu phát hiện thêm, hãy dùng “Khai thêm xung đột” ở trang sản phẩm.",
            code="declaration.done",
        )
    return seat


def check_can_add_late(item: Item, *, by: Acting, at: datetime) -> Seat:
    """A member who finds out while scoring. Once marks are open, only the secretary may take the sheet out."""
    seat = check_seated(item.session, by=by)
    check_state(item.session, "declaring", "scoring")
    if item.state not in ("waiting", "scoring"):
        raise RuleBroken(
            "Điểm của sản phẩm này đã mở cho hội đồng. Hãy báo thư ký để ghi nhận xung đột và tính lại.",
            code="conflict.revealed",
        )
    return seat


def check_can_report(item: Item, seat: Seat, *, by: Acting, at: datetime) -> None:
    """The secretary or chair notes what somebody reported; after locking it calls for an amendment."""
    check_runs(item.session, by=by)
    check_state(item.session, "declaring", "scoring", "locked")
    if seat.pk not in item.session.roster:
        raise RuleBroken("Người này không chấm điểm trong phiên.", code="seat.none", field="seat")
    if by.person is not None and seat.person_id == by.person.pk:
        raise RuleBroken(
            "Việc của chính mình thì khai ở trang của thành viên.", code="conflict.self", field="seat"
        )
    if Conflict.objects.counting().filter(item=item, seat=seat).exists():
        raise RuleBroken("Xung đột này đã được ghi.", code="conflict.known", field="seat")


def check_can_judge(conflict: Conflict, *, by: Acting, at: datetime) -> None:
    """The secretary or chair answers a hint, never about oneself, and only once."""
    check_runs(conflict.item.session, by=by)
    check_state(conflict.item.session, "declaring", "scoring")
    if conflict.confirmed_at or conflict.dismissed_at:
        raise RuleBroken("Gợi ý này đã được kết luận.", code="conflict.answered")
    if by.person is not None and conflict.seat.person_id == by.person.pk:
        raise RuleBroken(
            "Không tự kết luận về xung đột của chính mình; hãy để thư ký làm.", code="conflict.self"
        )
