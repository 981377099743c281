"""Marks on a sheet: saved one by one or in bundles, handed in once."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken, StaleWrite
from ocop.core.text import clean
from ocop.evaluation.actions.locks import glance_at_sheet, light_sheet, locked_item, locked_sheet
from ocop.evaluation.actions.marking import (
    NOTE,
    AlreadySaved,
    Entry,
    Saved,
    StaleMarks,
    all_changes,
    append_to_journal,
    check_key,
    digest_of,
    preview_of,
    swap_changes,
    was_carried_out,
    write_changes,
)
from ocop.evaluation.actions.outcomes import conclude_item
from ocop.evaluation.enums import VoidKind
from ocop.evaluation.models import Sheet
from ocop.evaluation.policies import sheets as policies
from ocop.evaluation.queries.trees import tree
from ocop.evaluation.ratings import sheet_hash
from ocop.rulebook.criteria.criterion import number_text

__all__ = [
    "NOTE",
    "Entry",
    "Saved",
    "StaleMarks",
    "abstain",
    "enter_paper",
    "give_back_paper",
    "save_marks",
    "submit_sheet",
]


def save_marks(
    *,
    sheet: Sheet,
    marks: Mapping[str, Entry],
    version_no: int,
    key: str,
    device: str,
    by: Acting,
    at: datetime,
    notes: Mapping[str, Entry] | None = None,
    dossier_sha256: str = "",
) -> Saved:
    """Merge the changes criterion by criterion; one UPDATE and one line in the sheet's journal.

    `version_no` is the version this device last saw. The same `key` again gives the same answer and changes nothing.
    On PostgreSQL the ordinary save is one statement that finds the sheet as it was read, or else nothing; whatever is
    out of the ordinary is done again with the sheet locked, and only that way has the last word.
    """
    asked: dict[str, Any] = {"version_no": version_no, "key": key, "device": device, "by": by, "at": at}
    changes = all_changes(marks, notes)
    if connection.vendor == "postgresql":
        with suppress(RuleBroken):
            seen = glance_at_sheet(sheet.pk)
            _check_own_save(seen, key=key, by=by)
            _check_save(seen, dossier_sha256=dossier_sha256, by=by, at=at)
            if saved := swap_changes(seen, changes, **asked):
                return saved
    return _save_locked(sheet.pk, changes, dossier_sha256=dossier_sha256, asked=asked)


@transaction.atomic
def _save_locked(
    pk: Any, changes: Mapping[str, Entry], *, dossier_sha256: str, asked: dict[str, Any]
) -> Saved:
    """The journal's uniqueness finds a repeated request, so that the ordinary save need not ask."""
    sheet, key = light_sheet(pk), asked["key"]
    _check_own_save(sheet, key=key, by=asked["by"])
    try:
        _check_save(sheet, dossier_sha256=dossier_sha256, by=asked["by"], at=asked["at"])
        return write_changes(sheet, changes, **asked)
    except (AlreadySaved, RuleBroken):
        if not was_carried_out(sheet, key, digest_of(changes)):
            raise
    sheet = light_sheet(pk)
    return Saved(sheet, preview_of(sheet), repeated=True)


def _check_own_save(sheet: Sheet, *, key: str, by: Acting) -> None:
    policies.check_own(sheet, by=by)
    check_key(key)


def _check_save(sheet: Sheet, *, dossier_sha256: str, by: Acting, at: datetime) -> None:
    policies.check_can_save(sheet, by=by, at=at)
    policies.check_same_dossier(sheet, dossier_sha256)


@transaction.atomic
def submit_sheet(
    *, sheet: Sheet, by: Acting, at: datetime, reason: str = "", version_no: int | None = None
) -> Sheet:
    """Hand the sheet in; for a paper sheet this is the member's countersign. Sent twice it happens once.

    `version_no`: what the member looked at; another device's later marks are shown first, never handed in unseen.
    """
    item = locked_item(sheet.item_id)
    sheet = locked_sheet(sheet.pk)
    policies.check_own(sheet, by=by)
    if sheet.state == "submitted":
        return sheet
    if version_no is not None and version_no < sheet.version_no:
        raise StaleWrite(
            "Phiếu vừa được chấm thêm ở máy (hoặc cửa sổ) khác. Hãy tải lại trang, xem lại rồi nộp.",
            code="sheet.stale",
        )
    before = (
        Sheet.objects.filter(item=item, seat=sheet.seat_id, state="superseded").order_by("-revision").first()
    )
    policies.check_can_submit(
        sheet, tree(item.dossier.criteria_set), before=before, reason=reason, by=by, at=at
    )
    preview = preview_of(sheet)
    sheet.total = preview.points
    fields = {
        "total": preview.points,
        "parts": {part: number_text(points) for part, points in preview.parts.items()},
        "reason": clean(reason)[:500],
        "submitted_at": at,
        "countersigned_at": at if sheet.entered_by_id else None,
        "sha256": sheet_hash(sheet),
    }
    apply_move(
        sheet,
        "submit",
        by=by,
        at=at,
        fields=fields,
        sha256=fields["sha256"],
        journal=sheet.journal,
        revision=sheet.revision,
    )
    conclude_item(item, at=at)
    return sheet


@transaction.atomic
def abstain(*, sheet: Sheet, reason: str, by: Acting, at: datetime) -> Sheet:
    """The member gives no marks for this product: not counted, never read as zero."""
    item = locked_item(sheet.item_id)
    sheet = locked_sheet(sheet.pk)
    policies.check_can_abstain(sheet, reason=reason, by=by, at=at)
    fields = {"voided_for": VoidKind.ABSTAINED, "reason": clean(reason)[:500]}
    apply_move(sheet, "void", by=by, at=at, reason="Thành viên không chấm sản phẩm này.", fields=fields)
    conclude_item(item, at=at)
    return sheet


@transaction.atomic
def enter_paper(*, sheet: Sheet, choices: Mapping[str, Any], key: str, by: Acting, at: datetime) -> Saved:
    """The secretary types a paper sheet; it counts once the member has countersigned it (I03)."""
    sheet = locked_sheet(sheet.pk)
    changes = all_changes({code: Entry(value) for code, value in choices.items()}, None)
    if was_carried_out(sheet, key, digest_of(changes)):
        return Saved(sheet, preview_of(sheet), repeated=True)
    policies.check_can_enter_paper(sheet, by=by, at=at)
    sheet.entered_by = by.person
    return write_changes(
        sheet, changes, version_no=sheet.version_no, key=key, device="phiếu giấy", by=by, at=at
    )


@transaction.atomic
def give_back_paper(*, sheet: Sheet, by: Acting, at: datetime) -> Sheet:
    """The member does not agree with what was typed: the marks go, the sheet is the member's own again."""
    sheet = locked_sheet(sheet.pk)
    policies.check_can_give_back(sheet, by=by, at=at)
    sheet.version_no += 1
    sheet.entered_by, sheet.choices, sheet.marked_at, sheet.total, sheet.parts = None, {}, {}, 0, {}
    append_to_journal(
        sheet, {"given_back": True}, key=f"give-back-{sheet.version_no}", digest="", by=by, at=at
    )
    return sheet
