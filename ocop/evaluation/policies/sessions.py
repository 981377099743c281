"""When a session may be built, convened, opened; when a product may be put on or off."""

from datetime import datetime

from ocop.audit.moves import check_move
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission, check_unit
from ocop.dossiers.models import Dossier
from ocop.evaluation.models import Conflict, Council, Item, Seat, Session
from ocop.evaluation.policies.common import check_none, check_of_unit, check_runs, check_state
from ocop.evaluation.queries.agenda import candidates
from ocop.evaluation.queries.roster import Roster, scoring_seats
from ocop.programme.models import Round
from ocop.rulebook.refusals import Refusal

BEFORE_SCORING = ("preparing", "declaring")


def check_can_create(council: Council, round_: Round, *, by: Acting, at: datetime) -> None:
    """A council works for a round of its own unit and level."""
    check_runs_for(council, by=by)
    check_unit(by, round_.unit_id, what="đợt đánh giá này")
    if round_.level != council.level:
        raise RuleBroken("Đợt đánh giá và hội đồng không cùng cấp.", code="session.level", field="round")
    if round_.state == "done":
        raise RuleBroken(
            f"{round_} đã kết thúc; hãy chọn đợt khác.", code="session.round_done", field="round"
        )
    if council.dissolved_on:
        raise RuleBroken(
            "Hội đồng đã giải thể; hãy chọn hội đồng khác.", code="council.dissolved", field="council"
        )


def check_runs_for(council: Council, *, by: Acting) -> None:
    check_permission(by, Permission.SESSION_RUN)
    check_of_unit(council, by=by)


def check_can_add(session: Session, dossier: Dossier, *, by: Acting, at: datetime) -> None:
    """Only dossiers of the session's round that no other session has in hand."""
    check_runs(session, by=by)
    check_state(session, *BEFORE_SCORING)
    if not candidates(session).filter(pk=dossier.pk).exists():
        raise RuleBroken(
            f"Hồ sơ {dossier.code} không ở trong {session.round} hoặc đang thuộc phiên họp khác.",
            code="item.candidate",
        )


def check_can_remove(item: Item, *, by: Acting, at: datetime) -> None:
    check_runs(item.session, by=by)
    check_state(item.session, *BEFORE_SCORING)


def check_can_postpone(item: Item, *, by: Acting, at: datetime) -> None:
    check_runs(item.session, by=by)
    check_state(item.session, "declaring", "scoring")
    check_move(item, "postpone", by=by)


def check_can_convene(session: Session, *, by: Acting, at: datetime) -> None:
    """An agenda, a chair where the Quy chế wants one, and enough members to ever give a result."""
    check_move(session, "convene", by=by)
    check_of_unit(session.council, by=by)
    rules, seats = session.council_rules, scoring_seats(session)
    missing = []
    if not session.items.exclude(state="postponed").exists():
        missing.append(Refusal("Chương trình chưa có sản phẩm nào."))
    if rules.chair_required and not any(seat.role == "chair" for seat in seats):
        missing.append(Refusal("Hội đồng chưa có Chủ tịch."))
    if len(seats) < rules.min_sheets:
        missing.append(
            Refusal(f"Hội đồng mới có {len(seats)} thành viên chấm điểm; cần ít nhất {rules.min_sheets}.")
        )
    check_none(missing, "Chưa mời họp được.", code="session.not_ready")


def check_can_note_absence(session: Session, seat: Seat, *, by: Acting, at: datetime) -> None:
    check_runs(session, by=by)
    check_state(session, "declaring", "scoring")
    if seat.pk not in session.roster:
        raise RuleBroken("Người này không có trong danh sách chấm điểm của phiên.", code="seat.none")


def check_can_open(session: Session, roster: Roster, *, by: Acting, at: datetime) -> None:
    """Everybody declared or absent, every hint of a conflict answered, the quorum there for each product."""
    check_move(session, "open", by=by)
    check_of_unit(session.council, by=by)
    missing = [
        Refusal(f"{seat.person} chưa khai xung đột lợi ích (hoặc chưa ghi vắng mặt).")
        for seat in roster.undeclared()
    ]
    open_hints = Conflict.objects.filter(item__session=session, confirmed_at=None, dismissed_at=None).count()
    if open_hints:
        missing.append(Refusal(f"Còn {open_hints} gợi ý xung đột lợi ích chưa kết luận."))
    waiting = list(session.items.for_page().filter(state="waiting"))
    if not waiting:
        missing.append(Refusal("Chương trình không còn sản phẩm nào để chấm."))
    for item in waiting:
        for refusal in roster.quorum_refusals(session, item.pk):
            missing.append(Refusal(f"{item}: {refusal.reason}"))
    check_none(missing, "Chưa mở chấm điểm được.", code="session.not_ready")


def check_can_remind(session: Session, *, by: Acting, at: datetime) -> None:
    check_runs(session, by=by)
    check_state(session, "declaring", "scoring")


def check_can_write_minutes(session: Session, *, by: Acting, at: datetime) -> None:
    """Until the session is over and its paper signed the secretary may mend the words."""
    check_runs(session, by=by)
    check_state(session, "declaring", "scoring", "lock_proposed", "locked")
