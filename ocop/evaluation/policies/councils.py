"""Who sets up a council, and who may sit in it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ocop.accounts.models import Appointment, User
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.core.permissions import ROLES, Permission, Role
from ocop.core.policy import check_permission
from ocop.evaluation.enums import RUNNING, SeatRole
from ocop.evaluation.models import Council, Seat
from ocop.evaluation.policies.common import check_of_unit
from ocop.rulebook.refusals import Refused
from ocop.rulebook.rules import CouncilRules

# Which appointment in the unit opens which seat.
HELD_FOR: Mapping[str, tuple[Role, ...]] = {
    SeatRole.CHAIR: (Role.CHAIR,),
    SeatRole.VICE_CHAIR: (Role.CHAIR, Role.MEMBER),
    SeatRole.MEMBER: (Role.MEMBER,),
    SeatRole.SECRETARY: (Role.SECRETARY,),
}


def check_can_establish(*, by: Acting, at: datetime) -> None:
    check_permission(by, Permission.COUNCIL_MANAGE)
    if by.unit is None or by.unit.level not in ("province", "nation"):
        raise RuleBroken("Hội đồng chỉ lập ở cấp tỉnh hoặc trung ương.", code="council.level")


def check_can_manage(council: Council, *, by: Acting, at: datetime) -> None:
    check_permission(by, Permission.COUNCIL_MANAGE)
    check_of_unit(council, by=by)
    if council.dissolved_on:
        raise RuleBroken(
            f"Hội đồng đã giải thể ngày {council.dissolved_on:%d/%m/%Y}.", code="council.dissolved"
        )


def check_rules(settings: Mapping[str, Any]) -> CouncilRules:
    """The rules of the Quy chế as the rulebook reads them; every fault as a sentence."""
    try:
        return CouncilRules.from_settings(settings)
    except Refused as refused:
        raise RuleBroken(
            "Quy chế có mục chưa dùng được.",
            code="council.rules",
            details=[one.reason for one in refused.refusals],
        ) from None


def check_can_seat(council: Council, *, person: User, role: str, by: Acting, at: datetime) -> None:
    """The person holds the matching appointment in the council's unit, sits here once, and there is one chair."""
    check_can_manage(council, by=by, at=at)
    wanted = HELD_FOR[role]
    held = Appointment.objects.on(local_date(at)).filter(person=person, unit=council.unit_id, role__in=wanted)
    if not held.exists():
        names = " hoặc ".join(f"“{ROLES[one].label}”" for one in wanted)
        raise RuleBroken(
            f"{person} chưa được cử vai trò {names} tại {council.unit}. Hãy cử trước ở mục Người dùng.",
            code="seat.appointment",
            field="person",
        )
    seats = Seat.objects.filter(council=council, until_on=None)
    if seats.filter(person=person).exists():
        raise RuleBroken(f"{person} đã có ghế trong hội đồng này.", code="seat.twice", field="person")
    if role == SeatRole.CHAIR and seats.filter(role=SeatRole.CHAIR).exists():
        raise RuleBroken("Hội đồng đã có Chủ tịch; mỗi hội đồng chỉ có một.", code="seat.chair", field="role")


def check_can_end_seat(seat: Seat, *, by: Acting, at: datetime) -> None:
    """Not while members score: an absence is noted instead, so that no sheet loses its member."""
    check_can_manage(seat.council, by=by, at=at)
    if seat.until_on:
        raise RuleBroken("Người này đã thôi tham gia hội đồng.", code="seat.ended")
    running = seat.council.sessions.filter(state__in=RUNNING).values_list("roster", flat=True)
    if any(seat.pk in roster for roster in running):
        raise RuleBroken(
            "Phiên họp đang chấm điểm nên chưa thay người được. Hãy ghi thành viên vắng mặt trong phiên, "
            "hoặc thay sau khi khóa kết quả.",
            code="seat.running",
        )
