"""How far the session is, without a single mark: counts per member and per product (I07)."""

from collections import Counter
from dataclasses import dataclass

from ocop.evaluation.models import Item, Seat, Session, Sheet
from ocop.evaluation.queries.roster import Roster, roster_of


@dataclass(frozen=True)
class MemberLine:
    seat: Seat
    declared: bool
    absent: str
    handed_in: int
    to_hand_in: int
    conflicts: int


@dataclass(frozen=True)
class ItemLine:
    item: Item
    handed_in: int
    to_hand_in: int
    out: int


@dataclass(frozen=True)
class Progress:
    members: list[MemberLine]
    items: list[ItemLine]
    roster: Roster
    handed_in: int
    to_hand_in: int


def progress_of(session: Session) -> Progress:
    """Six queries for any size. Only the states of sheets are read, never their marks."""
    roster = roster_of(session)
    items = list(session.items.for_page())
    sheets = Sheet.objects.filter(item__session=session, state__in=("draft", "submitted"))
    done: Counter[tuple[str, int]] = Counter()
    due: Counter[tuple[str, int]] = Counter()
    for item_id, seat_id, state in sheets.values_list("item_id", "seat_id", "state"):
        for key in (("item", item_id), ("seat", seat_id)):
            due[key] += 1
            done[key] += state == "submitted"
    out = Counter(seat for seats in roster.conflicted.values() for seat in seats)
    members = [
        MemberLine(
            seat, pk in roster.declared, roster.absent.get(pk, ""), done["seat", pk], due["seat", pk], out[pk]
        )
        for pk, seat in roster.seats.items()
    ]
    lines = [
        ItemLine(one, done["item", one.pk], due["item", one.pk], len(roster.conflicted.get(one.pk, ())))
        for one in items
    ]
    return Progress(
        members, lines, roster, sum(line.handed_in for line in lines), sum(line.to_hand_in for line in lines)
    )
