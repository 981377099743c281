"""A connection conference: guests, wishes, the plan, changes by hand, and what the meetings led to."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from ocop import notify
from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.fields import public_code
from ocop.producers.models import Producer
from ocop.rulebook import meetings as rules
from ocop.trade.enums import Outcome
from ocop.trade.models import Buyer, Conference, Guest, Meeting, Wish
from ocop.trade.policies import conferences as policies
from ocop.trade.policies.sides import check_planning
from ocop.trade.queries.conferences import setting_of
from ocop.trade.words import numbers

FIELDS = ("name", "place", "starts_at", "slots", "minutes", "breaks")


@transaction.atomic
def make(*, data: dict[str, Any], by: Acting, at: datetime, is_demo: bool = False) -> Conference:
    policies.check_can_make(data, by=by, at=at)
    values = {name: data[name] for name in FIELDS if name in data}
    conference = Conference.objects.create(
        code=public_code("HN"), unit=by.unit, created_at=at, state_at=at, is_demo=is_demo, **values
    )
    record("conference.made", about=conference, by=by, at=at, data={"starts_at": conference.starts_at})
    return conference


@transaction.atomic
def invite(
    *,
    conference: Conference,
    producers: list[Producer] | tuple[Producer, ...] = (),
    buyers: list[Buyer] | tuple[Buyer, ...] = (),
    by: Acting,
    at: datetime,
) -> list[Guest]:
    """Put guests on the list; who is on it already stays once."""
    conference = Conference.objects.select_related("unit").locked(conference.pk)
    guests = []
    for who in (*producers, *buyers):
        buyer = who if isinstance(who, Buyer) else None
        policies.check_can_invite(conference, buyer=buyer, by=by)
        side = {"buyer": buyer} if buyer else {"producer": who}
        guest, fresh = Guest.objects.get_or_create(conference=conference, **side)
        guests += [guest] if fresh else []
    if guests:
        record(
            "conference.invited",
            about=conference,
            by=by,
            at=at,
            data={"guests": [str(one) for one in guests]},
        )
    return guests


@transaction.atomic
def drop(*, guest: Guest, by: Acting, at: datetime) -> None:
    """Somebody does not come: its meetings go, those of the others stay."""
    policies.check_can_drop(guest, by=by)
    conference, name = guest.conference, str(guest)
    Meeting.objects.filter(Q(producer=guest) | Q(buyer=guest)).delete()
    guest.delete()
    record("conference.dropped", about=conference, by=by, at=at, data={"guest": name})


@transaction.atomic
def set_guest(*, guest: Guest, away: str, wishes: dict[Guest, int], by: Acting, at: datetime) -> None:
    """When the guest is not there, and whom it wishes to meet (3 very much … 0 not)."""
    check_planning(guest.conference, by=by)
    gone = numbers(away)
    guest.away = f" {' '.join(map(str, gone))} " if gone else ""
    guest.save(update_fields=["away"])
    guest.wishes.all().delete()
    Wish.objects.bulk_create([Wish(by=guest, to=to, strength=strength) for to, strength in wishes.items()])
    record(
        "conference.wished", about=guest.conference, by=by, at=at, data={"guest": str(guest), "away": gone}
    )


@transaction.atomic
def plan(*, conference: Conference, by: Acting, at: datetime) -> list[Meeting]:
    """Make the plan anew around what is fixed."""
    from ocop.rulebook.meetings.planning import plan as best  # numpy and scipy: only for those who plan

    conference = Conference.objects.select_related("unit").locked(conference.pk)
    check_planning(conference, by=by)
    setting = setting_of(conference)
    if not setting.wishes and not setting.fixed:
        raise RuleBroken(
            "Chưa có cặp nào muốn gặp nhau: hãy ghi nguyện vọng của các bên, hoặc mời bên có nhu cầu và phiếu chào hàng.",
            code="conference.no_wishes",
        )
    found = best(setting)
    conference.meetings.filter(fixed=False).delete()
    kept = set(setting.fixed)
    fresh = [
        Meeting(conference=conference, producer_id=one.producer, buyer_id=one.buyer, slot=one.slot)
        for one in found
        if one not in kept
    ]
    Meeting.objects.bulk_create(fresh)
    data = {"meetings": len(found), "fixed": len(kept), "value": rules.value(setting, found)}
    record("conference.planned", about=conference, by=by, at=at, data=data)
    return list(conference.meetings.all())


@transaction.atomic
def put(
    *, conference: Conference, producer: Guest, buyer: Guest, slot: int, by: Acting, at: datetime
) -> Meeting:
    """A meeting by hand; it is fixed from then on."""
    conference = Conference.objects.select_related("unit").locked(conference.pk)
    check_planning(conference, by=by)
    policies.check_slot(conference, producer, buyer, slot)
    meeting = Meeting.objects.create(
        conference=conference, producer=producer, buyer=buyer, slot=slot, fixed=True
    )
    record("conference.put", about=conference, by=by, at=at, data={"meeting": str(meeting)})
    return meeting


@transaction.atomic
def shift(*, meeting: Meeting, slot: int, by: Acting, at: datetime) -> Meeting:
    """To another time; refused on a clash. It is fixed from then on."""
    meeting = Meeting.objects.select_related("conference__unit", "producer__producer", "buyer__buyer").locked(
        meeting.pk
    )
    check_planning(meeting.conference, by=by)
    policies.check_slot(meeting.conference, meeting.producer, meeting.buyer, slot, moved=meeting)
    before, meeting.slot, meeting.fixed = meeting.slot, slot, True
    meeting.save(update_fields=["slot", "fixed"])
    data = {"meeting": str(meeting), "from": before, "to": slot}
    record("conference.shifted", about=meeting.conference, by=by, at=at, data=data)
    return meeting


@transaction.atomic
def take_out(*, meeting: Meeting, by: Acting, at: datetime) -> None:
    check_planning(meeting.conference, by=by)
    conference, words = meeting.conference, str(meeting)
    if meeting.deals.exists():
        raise RuleBroken("Cuộc gặp này đã có giao dịch nên không bỏ được.", code="meeting.deals")
    meeting.delete()
    record("conference.taken_out", about=conference, by=by, at=at, data={"meeting": words})


@transaction.atomic
def note_outcome(*, meeting: Meeting, outcome: str, by: Acting, at: datetime) -> None:
    check_planning(meeting.conference, by=by)
    meeting.outcome = Outcome(outcome)
    meeting.save(update_fields=["outcome"])
    data = {"meeting": str(meeting), "outcome": outcome}
    record("conference.outcome", about=meeting.conference, by=by, at=at, data=data)


@transaction.atomic
def move(*, conference: Conference, name: str, words: str = "", by: Acting, at: datetime) -> Conference:
    """publish, hold, cancel; guests are told."""
    conference = Conference.objects.select_related("unit").locked(conference.pk)
    check_planning(conference, by=by)
    if name == "publish" and not conference.meetings.exists():
        raise RuleBroken("Chưa có cuộc gặp nào; hãy xếp lịch trước khi gửi.", code="conference.no_plan")
    if name == "hold" and conference.starts_at > at:
        raise RuleBroken("Hội nghị chưa bắt đầu.", code="conference.early")
    apply_move(conference, name, by=by, at=at, reason=words)
    if name != "hold":
        guests = conference.guests.select_related("producer", "buyer")
        to = [one.producer or one.buyer for one in guests]
        notify.queue(
            f"conference.{name}", to=to, about=conference, at=at, **({"words": words} if words else {})
        )
    return conference
