"""The moment the last sheet is in, and what follows: agreement, discussion, scoring again."""

from datetime import datetime

from django.db import transaction

from ocop import notify
from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting, system
from ocop.core.clock import local_date
from ocop.evaluation.actions.locks import locked_item, locked_session
from ocop.evaluation.actions.sessions import new_sheet
from ocop.evaluation.models import Discussion, Item, Seat, Sheet
from ocop.evaluation.policies import common
from ocop.evaluation.policies import sheets as policies
from ocop.evaluation.queries.roster import abstained_seats, roster_of
from ocop.evaluation.ratings import outcome_json, rate_item
from ocop.rulebook.refusals import Refusal
from ocop.rulebook.rules import check_sheet_count


def counted_sheets(item: Item) -> list[Sheet]:
    """The sheets that count now, in the order of the seats."""
    sheets = Sheet.objects.filter(item=item, state="submitted")
    return list(sheets.select_related("seat").order_by("seat__place", "seat_id"))


def result_refusals(item: Item, counted: int) -> list[Refusal]:
    """Why the counted sheets cannot give a result (I06)."""
    rules = item.session.council_rules
    quorum = roster_of(item.session).quorum_refusals(item.session, item.pk, abstained_seats(item))
    return [*check_sheet_count(rules, counted=counted), *quorum]


def conclude_item(item: Item, *, at: datetime) -> Item:
    """Rate the product when no sheet is open any more. The caller holds the item's lock.

    Too few sheets or no quorum: the product stays in scoring, hidden, until the secretary postpones it or a member comes.
    """
    if item.state != "scoring" or Sheet.objects.filter(item=item, state="draft").exists():
        return item
    sheets = counted_sheets(item)
    if result_refusals(item, len(sheets)):
        return item
    rating = rate_item(item, sheets, item.session.council_rules)
    by = system(local_date(at))
    outcome = {"outcome": outcome_json(rating)}
    if rating.gap_exceeded:
        apply_move(item, "dispute", by=by, at=at, fields=outcome, sheets=len(sheets))
        Discussion.objects.create(item=item, gap=rating.gap, opened_at=at)
    else:
        apply_move(item, "gather", by=by, at=at, fields=outcome, sheets=len(sheets))
    return item


@transaction.atomic
def reopen_item(*, item: Item, words: str, by: Acting, at: datetime) -> Item:
    """After the discussion every counted member scores again on a new revision, filled with the former marks."""
    session = locked_session(item.session.pk)
    item = locked_item(item.pk)
    policies.check_can_reopen(item, by=by, at=at)
    apply_move(item, "reopen", by=by, at=at, reason=words, fields={"outcome": None})
    item.discussions.filter(closed_at=None).update(words=words, closed_by=by.person, closed_at=at)
    for sheet in _counted_locked(item):
        apply_move(sheet, "supersede", by=by, at=at, reason="Chấm lại sau thảo luận.")
        fresh = new_sheet(item, sheet.seat, at=at, revision=sheet.revision + 1)
        fresh.choices, fresh.notes, fresh.total, fresh.parts = (
            sheet.choices,
            sheet.notes,
            sheet.total,
            sheet.parts,
        )
        fresh.marked_at = {code: {**mark, "v": 0} for code, mark in sheet.marked_at.items()}
        fresh.save(force_insert=True)
    people = [
        seat.person
        for seat in Seat.objects.filter(sheets__item=item, sheets__state="draft").select_related("person")
    ]
    if people:
        notify.queue("item.reopened", to=people, about=session, at=at, product=str(item))
    return item


def _counted_locked(item: Item) -> list[Sheet]:
    sheets = Sheet.objects.filter(item=item, state="submitted").select_related(
        "item__dossier__product", "seat__person"
    )
    return list(sheets.select_for_update(of=("self",)))


@transaction.atomic
def write_discussion(*, discussion: Discussion, words: str, by: Acting, at: datetime) -> Discussion:
    """What was said about the gap; the secretary may write while the discussion is open."""
    session = locked_session(discussion.item.session.pk)
    common.check_runs(session, by=by)
    common.check_state(session, "scoring")
    discussion.words = words
    discussion.save(update_fields=["words"])
    record("item.discussion", about=discussion.item, by=by, at=at, data={"discussion": discussion.pk})
    return discussion
