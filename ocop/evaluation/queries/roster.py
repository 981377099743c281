"""Who scores which product: the roster less conflicts, absences and abstentions."""

from collections.abc import Collection
from dataclasses import dataclass, field

from ocop.core.acting import Acting
from ocop.evaluation.enums import SeatRole, VoidKind
from ocop.evaluation.models import Absence, Conflict, Declaration, Item, Seat, Session, Sheet
from ocop.rulebook.refusals import Refusal
from ocop.rulebook.rules import check_quorum

LEADING = frozenset({SeatRole.CHAIR, SeatRole.VICE_CHAIR})


@dataclass
class Roster:
    """The scoring seats of a session with what keeps them from scoring, read once."""

    seats: dict[int, Seat]
    declared: set[int] = field(default_factory=set)
    absent: dict[int, str] = field(default_factory=dict)
    conflicted: dict[int, set[int]] = field(default_factory=dict)  # item → seats

    def eligible(self, item_id: int) -> list[Seat]:
        """Members without a conflict: the base of the quorum for this product."""
        out = self.conflicted.get(item_id, set())
        return [seat for pk, seat in self.seats.items() if pk not in out]

    def scoring(self, item_id: int) -> list[Seat]:
        """Those who get a sheet: eligible and there."""
        return [seat for seat in self.eligible(item_id) if seat.pk not in self.absent]

    def quorum_refusals(self, session: Session, item_id: int, without: Collection[int] = ()) -> list[Refusal]:
        """Why this product may not be scored now. `without`: members who abstain count as there, not as scoring."""
        present = self.scoring(item_id)
        leading = any(seat.role in LEADING and seat.pk not in without for seat in present)
        return check_quorum(
            session.council_rules,
            seats=len(self.eligible(item_id)),
            present=len(present),
            chair_present=leading,
        )

    def undeclared(self) -> list[Seat]:
        return [seat for pk, seat in self.seats.items() if pk not in self.declared and pk not in self.absent]


def scoring_seats(session: Session) -> list[Seat]:
    """The seats that score in this session; the council's present ones while it is being prepared."""
    seats = (
        Seat.objects.filter(council=session.council_id)
        .select_related("person")
        .exclude(role=SeatRole.SECRETARY)
    )
    if session.state == "preparing":
        return list(seats.filter(until_on=None))
    return list(seats.filter(pk__in=session.roster))


def roster_of(session: Session) -> Roster:
    """Everything in four queries, whatever the number of members and products."""
    roster = Roster({seat.pk: seat for seat in scoring_seats(session)})
    roster.declared = set(Declaration.objects.filter(session=session).values_list("seat_id", flat=True))
    roster.absent = dict(
        Absence.objects.filter(session=session, ended_at=None).values_list("seat_id", "words")
    )
    pairs = Conflict.objects.counting().filter(item__session=session).values_list("item_id", "seat_id")
    for item_id, seat_id in pairs:
        roster.conflicted.setdefault(item_id, set()).add(seat_id)
    return roster


def seat_of(session: Session, acting: Acting) -> Seat | None:
    """The person's own scoring seat in this session, if any."""
    if acting.person is None:
        return None
    seats = Seat.objects.filter(council=session.council_id, person=acting.person, until_on=None)
    seat = seats.exclude(role=SeatRole.SECRETARY).first()
    return seat if seat and (session.state == "preparing" or seat.pk in session.roster) else None


def abstained_seats(item: Item) -> set[int]:
    void = Sheet.objects.filter(item=item, state="void", voided_for=VoidKind.ABSTAINED)
    return set(void.values_list("seat_id", flat=True))
