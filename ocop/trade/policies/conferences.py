"""What a conference must hold, and why two guests cannot meet at a time."""

from datetime import datetime
from typing import Any

from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.trade.models import Conference, Guest, Meeting
from ocop.trade.policies.sides import check_buyer_active, check_planning
from ocop.trade.words import numbers

MOST_SLOTS, MOST_GUESTS = 40, 300


def check_can_make(data: dict[str, Any], *, by: Acting, at: datetime) -> None:
    check_permission(by, Permission.TRADE_MANAGE)
    if data["starts_at"] <= at:
        raise RuleBroken("Hội nghị phải ở sau lúc này.", code="conference.past", field="starts_at")
    if not 1 <= data["slots"] <= MOST_SLOTS:
        raise RuleBroken(f"Số lượt gặp từ 1 đến {MOST_SLOTS}.", code="conference.slots", field="slots")
    if strange := [one for one in numbers(data.get("breaks", "")) if not 1 <= one <= data["slots"]]:
        raise RuleBroken(
            f"Lượt nghỉ số {strange[0]} không có trong {data['slots']} lượt gặp.",
            code="conference.breaks",
            field="breaks",
        )


def check_can_invite(conference: Conference, *, buyer: Any = None, by: Acting) -> None:
    check_planning(conference, by=by)
    if buyer is not None:
        check_buyer_active(buyer)
    if conference.guests.count() >= MOST_GUESTS:
        raise RuleBroken(f"Mỗi hội nghị có tối đa {MOST_GUESTS} bên.", code="conference.guests")


def check_can_drop(guest: Guest, *, by: Acting) -> None:
    check_planning(guest.conference, by=by)


def check_slot(
    conference: Conference, producer: Guest, buyer: Guest, slot: int, *, moved: Meeting | None = None
) -> None:
    """A clash is refused with the name of the meeting it clashes with."""
    if not 1 <= slot <= conference.slots:
        raise RuleBroken(f"Hội nghị chỉ có {conference.slots} lượt gặp.", code="meeting.slot", field="slot")
    if slot in numbers(conference.breaks):
        raise RuleBroken(f"Lượt {slot} là giờ nghỉ.", code="meeting.break", field="slot")
    for guest in (producer, buyer):
        if slot in numbers(guest.away):
            raise RuleBroken(f"{guest} không có mặt ở lượt {slot}.", code="meeting.away", field="slot")
    others = Meeting.objects.filter(conference=conference).exclude(pk=moved.pk if moved else None)
    others = others.select_related("producer__producer", "buyer__buyer")
    if busy := others.filter(producer=producer, slot=slot).first():
        raise RuleBroken(f"{producer} đã gặp {busy.buyer} ở lượt {slot}.", code="meeting.clash", field="slot")
    if busy := others.filter(buyer=buyer, slot=slot).first():
        raise RuleBroken(f"{buyer} đã gặp {busy.producer} ở lượt {slot}.", code="meeting.clash", field="slot")
    if twice := others.filter(producer=producer, buyer=buyer).first():
        raise RuleBroken(
            f"{producer} và {buyer} đã có lịch gặp ở lượt {twice.slot}.", code="meeting.twice", field="slot"
        )
