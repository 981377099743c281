"""Locking the results: proposed by one, confirmed by another; and amending what was locked, by two again."""

from collections.abc import Sequence
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.db import transaction

from ocop import notify
from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.permissions import Role
from ocop.dossiers.models import Dossier
from ocop.evaluation.actions.conflicts import void_sheets
from ocop.evaluation.actions.locks import locked_item, locked_session
from ocop.evaluation.actions.outcomes import counted_sheets, result_refusals
from ocop.evaluation.enums import VoidKind
from ocop.evaluation.models import Amendment, Item, Result, Seat, Session, Sheet
from ocop.evaluation.policies import results as policies
from ocop.evaluation.policies.common import check_none
from ocop.evaluation.queries.agenda import SETTLE_MOVE
from ocop.evaluation.ratings import outcome_json, rate_item, rating_json
from ocop.notify import Office
from ocop.rulebook.exact import shown
from ocop.rulebook.rules import check_sheet_count


@transaction.atomic
def propose_lock(*, session: Session, by: Acting, at: datetime) -> Session:
    """First of two people. Members' marks are all in; nothing changes from here unless the second one refuses."""
    session = locked_session(session.pk)
    policies.check_can_propose_lock(session, by=by, at=at)
    apply_move(
        session, "propose_lock", by=by, at=at, fields={"lock_proposed_by": by.person, "lock_proposed_at": at}
    )
    return session


@transaction.atomic
def refuse_lock(*, session: Session, reason: str, by: Acting, at: datetime) -> Session:
    session = locked_session(session.pk)
    policies.check_can_refuse_lock(session, by=by, at=at)
    apply_move(
        session,
        "refuse_lock",
        by=by,
        at=at,
        reason=reason,
        fields={"lock_proposed_by": None, "lock_proposed_at": None},
    )
    return session


@transaction.atomic
def lock_session(*, session: Session, by: Acting, at: datetime) -> Session:
    """Second of two people: results are computed once from exactly the counted sheets. Sent twice it happens once."""
    session = locked_session(session.pk)
    if session.locked and by.person is not None and session.locked_by_id == by.person.pk:
        return session
    policies.check_can_lock(session, by=by, at=at)
    for pk in session.items.filter(state="agreed").values_list("pk", flat=True):
        _settle(locked_item(pk), by=by, at=at)
    apply_move(session, "lock", by=by, at=at, fields={"locked_by": by.person, "locked_at": at})
    office = Role.CENTRAL_OFFICE if session.council.level == "central" else Role.PROVINCE_OFFICE
    notify.queue("session.locked", to=Office(session.council.unit, office), about=session, at=at)
    return session


def _settle(item: Item, *, by: Acting, at: datetime) -> Result:
    """One product: quorum again, rate again, keep the result, move product and dossier on."""
    sheets = counted_sheets(item)
    check_none(
        result_refusals(item, len(sheets)), f"{item}: chưa đủ điều kiện chốt kết quả.", code="item.not_ready"
    )
    result = new_result(item, sheets, at=at)
    if result.rating["gap_exceeded"]:
        raise RuleBroken(f"{item}: điểm các thành viên lệch quá mức, cần thảo luận.", code="item.gap")
    result.save(force_insert=True)
    apply_move(item, "settle", by=by, at=at, result=result.pk, counted=result.counted)
    dossier = Dossier.objects.select_related("product").locked(item.dossier_id)
    apply_move(dossier, SETTLE_MOVE[result.level], by=by, at=at, session=item.session.code, result=result.pk)
    return result


def new_result(item: Item, sheets: Sequence[Sheet], *, at: datetime) -> Result:
    """An unsaved result row from exactly these sheets."""
    rating = rate_item(item, sheets, item.session.council_rules)
    return Result(
        item=item,
        dossier_id=item.dossier_id,
        level=item.session.council.level,
        mean=str(rating.mean),
        mean_shown=two_decimals(rating.mean),
        band_stars=rating.band_stars,
        stars=rating.stars,
        rating=rating_json(rating, sheets),
        counted=len(sheets),
        settled_at=at,
    )


def two_decimals(mean: Fraction) -> Decimal:
    """For show, half up; no rule reads it."""
    return Decimal(shown(mean, 2)).quantize(Decimal("0.01"), ROUND_HALF_UP)


@transaction.atomic
def propose_amendment(
    *, result: Result, void_seats: Sequence[int], words: str, by: Acting, at: datetime
) -> Amendment:
    """After locking: leave out the sheets of these seats (a conflict that came to light late), with the reason."""
    locked_session(result.item.session_id)
    result = _standing(result)
    policies.check_can_propose_amendment(result, void_seats, by=by, at=at)
    if not words.strip():
        raise RuleBroken("Hãy ghi lý do và căn cứ điều chỉnh.", code="reason", field="words")
    amendment = Amendment.objects.create(
        result=result,
        words=words,
        change={"void_seats": sorted(void_seats)},
        proposed_by=by.person,
        proposed_at=at,
    )
    record(
        "result.amendment_proposed",
        about=result,
        by=by,
        at=at,
        data={"amendment": amendment.pk, **amendment.change},
    )
    return amendment


@transaction.atomic
def approve_amendment(*, amendment: Amendment, by: Acting, at: datetime) -> Result:
    """The second person: a new result from the remaining sheets; the old one stays and names its successor (I04)."""
    locked_session(amendment.result.item.session_id)
    amendment = (
        Amendment.objects.select_related("result__item__session__council__unit")
        .select_for_update(of=("self",))
        .get(pk=amendment.pk)
    )
    policies.check_can_approve_amendment(amendment, by=by, at=at)
    old, item = _standing(amendment.result), locked_item(amendment.result.item_id)
    void = set(amendment.change["void_seats"])
    for seat in Seat.objects.filter(pk__in=void):
        void_sheets(item, seat, kind=VoidKind.AMENDED, reason=amendment.words, by=by, at=at)
    sheets = counted_sheets(item)
    check_none(
        check_sheet_count(item.session.council_rules, counted=len(sheets)),
        "Không còn đủ phiếu để có kết quả.",
        code="amendment.few",
    )
    new = new_result(item, sheets, at=at)
    new.save(force_insert=True)
    old.superseded_by = new
    old.save(update_fields=["superseded_by"])
    item.outcome = outcome_json(rate_item(item, sheets, item.session.council_rules))
    item.save(update_fields=["outcome"])
    amendment.approved_by, amendment.approved_at = by.person, at
    amendment.save(update_fields=["approved_by", "approved_at"])
    record(
        "result.amended",
        about=new,
        by=by,
        at=at,
        data={"amendment": amendment.pk, "supersedes": old.pk, "counted": new.counted},
    )
    return new


def _standing(result: Result) -> Result:
    row: Result = Result.objects.select_related(
        "item__session__council__unit", "item__dossier__product", "dossier__product"
    ).get(pk=result.pk)
    return row
