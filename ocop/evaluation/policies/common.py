"""Questions that several policies ask."""

from collections.abc import Iterable

from ocop.core.acting import Acting
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission, check_unit
from ocop.evaluation.models import Council, Seat, Session
from ocop.evaluation.queries.roster import seat_of
from ocop.rulebook.lifecycle import MACHINES
from ocop.rulebook.refusals import Refusal


def check_of_unit(council: Council, *, by: Acting) -> None:
    check_unit(by, council.unit_id, what="hội đồng này")


def check_runs(session: Session, *, by: Acting) -> None:
    """The secretary or chair of the unit, and nobody else."""
    check_permission(by, Permission.SESSION_RUN)
    check_of_unit(session.council, by=by)


def check_seated(session: Session, *, by: Acting) -> Seat:
    """The person's own scoring seat; a chair of another council of the same unit has none here."""
    check_permission(by, Permission.SHEET_WRITE)
    seat = seat_of(session, by)
    if seat is None:
        raise PermissionRefused(
            "Ông/bà không có tên trong danh sách chấm điểm của phiên họp này.", code="seat.none"
        )
    return seat


def check_state(session: Session, *states: str) -> None:
    """Refuse outside these states, naming the present one and the wanted ones."""
    if session.state not in states:
        labels = MACHINES["session"].states
        wanted = ", ".join(f"“{labels[state].label}”" for state in states)
        raise RuleBroken(
            f"Phiên họp đang ở bước “{labels[session.state].label}”; việc này chỉ làm được ở bước {wanted}.",
            code="session.state",
        )


def check_none(refusals: Iterable[Refusal], sentence: str, *, code: str) -> None:
    """Raise one refusal that carries all the rulebook's reasons."""
    details = [refusal.reason for refusal in refusals]
    if details:
        raise RuleBroken(sentence, code=code, details=details)
