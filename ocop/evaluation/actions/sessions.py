"""Building a session, inviting, opening the scoring."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ocop import notify
from ocop.audit import record
from ocop.audit.moves import apply_move, check_move
from ocop.core.acting import Acting
from ocop.core.fields import public_code
from ocop.dossiers.models import Dossier
from ocop.evaluation.actions.detecting import detect_conflicts
from ocop.evaluation.actions.locks import locked_session
from ocop.evaluation.models import Council, Item, Seat, Session, Sheet
from ocop.evaluation.policies import common
from ocop.evaluation.policies import sessions as policies
from ocop.evaluation.queries.agenda import OPEN_MOVE, WAITING
from ocop.evaluation.queries.roster import roster_of, scoring_seats
from ocop.programme.models import Round


@transaction.atomic
def create_session(
    *,
    council: Council,
    round_: Round,
    name: str,
    meets_at: datetime,
    by: Acting,
    at: datetime,
    place: str = "",
) -> Session:
    policies.check_can_create(council, round_, by=by, at=at)
    session = Session.objects.create(
        code=public_code("PH"),
        council=council,
        round=round_,
        name=name,
        meets_at=meets_at,
        place=place,
        rules=council.rules,
        state_at=at,
        created_by=by.person,
        created_at=at,
    )
    record(
        "session.create", about=session, by=by, at=at, data={"council": council.code, "round": round_.code}
    )
    return session


@transaction.atomic
def change_session(
    *, session: Session, name: str, meets_at: datetime, by: Acting, at: datetime, place: str = ""
) -> Session:
    """Time and place; members of a convened session are told anew."""
    session = locked_session(session.pk)
    common.check_runs(session, by=by)
    common.check_state(session, *policies.BEFORE_SCORING)
    session.name, session.meets_at, session.place = name, meets_at, place
    session.save(update_fields=["name", "meets_at", "place"])
    record("session.change", about=session, by=by, at=at, data={"meets_at": meets_at, "place": place})
    if session.state == "declaring":
        _tell(session, scoring_seats(session), "session.changed", at=at, place=place or "xem giấy mời")
    return session


@transaction.atomic
def convene(*, session: Session, by: Acting, at: datetime) -> Session:
    """Send the invitation and open the declarations. Rules and roster are fixed from here on."""
    session = locked_session(session.pk)
    policies.check_can_convene(session, by=by, at=at)
    seats = scoring_seats(session)
    fields: dict[str, Any] = {"rules": session.council.rules, "roster": sorted(seat.pk for seat in seats)}
    apply_move(
        session, "convene", by=by, at=at, fields=fields, seats=fields["roster"], items=session.items.count()
    )
    detect_conflicts(session, at=at, by=by)
    _tell(session, seats, "session.convened", at=at, place=session.place or "xem giấy mời")
    return session


@transaction.atomic
def open_scoring(*, session: Session, by: Acting, at: datetime) -> Session:
    """Lay out one sheet for every member who scores a product, and move the products and dossiers on."""
    session = locked_session(session.pk)
    detect_conflicts(session, at=at, by=by)
    roster = roster_of(session)
    policies.check_can_open(session, roster, by=by, at=at)
    apply_move(session, "open", by=by, at=at, present=sorted(set(roster.seats) - set(roster.absent)))
    items = list(session.items.for_page().select_related("version").filter(state="waiting"))
    for item in items:
        apply_move(item, "start", by=by, at=at)
        _start_dossier(item, session, by=by, at=at)
    Sheet.objects.bulk_create(
        [new_sheet(item, seat, at=at) for item in items for seat in roster.scoring(item.pk)], batch_size=500
    )
    return session


def new_sheet(item: Item, seat: Seat, *, at: datetime, revision: int = 1, **fields: Any) -> Sheet:
    """An unsaved empty sheet bound to the frozen dossier version (I10)."""
    return Sheet(
        item=item, seat=seat, revision=revision, dossier_sha256=item.version.sha256, state_at=at, **fields
    )


def _start_dossier(item: Item, session: Session, *, by: Acting, at: datetime) -> None:
    """A dossier whose earlier session postponed it is being scored already."""
    level = session.council.level
    dossier = Dossier.objects.locked(item.dossier_id)
    if dossier.state == WAITING[level]:
        apply_move(dossier, OPEN_MOVE[level], by=by, at=at, session=session.code)


@transaction.atomic
def cancel_session(*, session: Session, reason: str, by: Acting, at: datetime) -> Session:
    session = locked_session(session.pk)
    check_move(session, "cancel", by=by)
    common.check_of_unit(session.council, by=by)
    apply_move(session, "cancel", by=by, at=at, reason=reason)
    _tell(session, scoring_seats(session), "session.cancelled", at=at)
    return session


@transaction.atomic
def remind(*, session: Session, by: Acting, at: datetime) -> int:
    """One notice to every member who still has something to do; says how much, never a mark."""
    session = locked_session(session.pk)
    policies.check_can_remind(session, by=by, at=at)
    roster = roster_of(session)
    drafts = Sheet.objects.filter(item__session=session, state="draft").values_list("seat_id", flat=True)
    waiting = {seat.pk for seat in roster.undeclared()} | set(drafts)
    seats = [seat for pk, seat in roster.seats.items() if pk in waiting and pk not in roster.absent]
    _tell(session, seats, "session.remind", at=at)
    record("session.remind", about=session, by=by, at=at, data={"seats": sorted(seat.pk for seat in seats)})
    return len(seats)


@transaction.atomic
def write_minutes(*, session: Session, words: dict[str, str], by: Acting, at: datetime) -> Session:
    """The secretary's words for the minutes; the event keeps their hash, the row the words."""
    session = locked_session(session.pk)
    policies.check_can_write_minutes(session, by=by, at=at)
    session.minutes = {**session.minutes, **words}
    session.save(update_fields=["minutes"])
    record("session.minutes", about=session, by=by, at=at, data={"parts": sorted(words)})
    return session


def _tell(session: Session, seats: list[Seat], key: str, *, at: datetime, **context: Any) -> None:
    people = [seat.person for seat in seats]
    if people:
        notify.queue(key, to=people, about=session, at=at, **context)
