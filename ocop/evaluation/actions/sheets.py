"""Marks on a sheet: saved one by one or in bundles, handed in once."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from ocop.audit.chain import canonical
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken, StaleWrite
from ocop.core.text import clean
from ocop.evaluation.actions.locks import locked_item, locked_sheet
from ocop.evaluation.actions.outcomes import conclude_item
from ocop.evaluation.enums import VoidKind
from ocop.evaluation.models import Sheet, SheetSave
from ocop.evaluation.policies import sheets as policies
from ocop.evaluation.queries.trees import tree
from ocop.evaluation.ratings import save_hash, sheet_hash
from ocop.rulebook.criteria.criterion import number_text
from ocop.rulebook.preview import Preview, self_score_preview

NOTE = "note:"
LONGEST_NOTE = 2000


@dataclass(frozen=True)
class Entry:
    """One changed mark or note: `n` counts the device's own entries, so that a late older one changes nothing."""

    value: Any
    n: int = 0


@dataclass(frozen=True)
class Saved:
    """The sheet after the save. `repeated`: the same request had been carried out before."""

    sheet: Sheet
    preview: Preview
    repeated: bool = False


class StaleMarks(StaleWrite):
    """Another device of the same member changed the same criteria: `both` has (criterion, here, there)."""

    def __init__(self, both: list[dict[str, Any]], version_no: int) -> None:
        codes = ", ".join(row["criterion"] for row in both)
        super().__init__(
            f"Tiêu chí {codes} vừa được chấm khác đi ở máy (hoặc cửa sổ) khác. Hãy xem cả hai rồi chọn một.",
            code="sheet.stale",
        )
        self.both, self.version_no = both, version_no


@transaction.atomic
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
    """
    sheet = locked_sheet(sheet.pk)
    policies.check_own(sheet, by=by)
    digest = _digest(marks, notes or {})
    if _repeated(sheet, key, digest):
        return Saved(sheet, _preview(sheet), repeated=True)
    policies.check_can_save(sheet, by=by, at=at)
    policies.check_same_dossier(sheet, dossier_sha256)
    return _write(
        sheet,
        {**marks, **{NOTE + code: note for code, note in (notes or {}).items()}},
        version_no=version_no,
        key=key,
        digest=digest,
        device=device,
        by=by,
        at=at,
    )


def _write(
    sheet: Sheet,
    changes: Mapping[str, Entry],
    *,
    version_no: int,
    key: str,
    digest: str,
    device: str,
    by: Acting,
    at: datetime,
) -> Saved:
    fresh = {code: entry for code, entry in changes.items() if not _older(sheet, code, entry, device)}
    stale = [row for code, entry in fresh.items() if (row := _clash(sheet, code, entry, version_no, device))]
    if stale:
        raise StaleMarks(stale, sheet.version_no)
    sheet.version_no += 1
    for code, entry in fresh.items():
        _set(sheet, code, entry.value)
        sheet.marked_at[code] = {"at": at.isoformat(), "device": device, "n": entry.n, "v": sheet.version_no}
    policies.check_marks(tree(sheet.item.dossier.criteria_set), sheet.choices)
    preview = _preview(sheet)
    sheet.total, sheet.parts = (
        preview.points,
        {part: number_text(points) for part, points in preview.parts.items()},
    )
    sheet.device = device
    body = {
        "version": sheet.version_no,
        "at": at.isoformat(),
        "by": by.person.pk if by.person else None,
        "device": device,
        "key": key,
        "changes": {code: entry.value for code, entry in fresh.items()},
    }
    sheet.journal = save_hash(sheet.journal, body)
    sheet.save(
        update_fields=["choices", "notes", "marked_at", "total", "parts", "version_no", "device", "journal"]
    )
    SheetSave.objects.create(
        sheet=sheet,
        version_no=sheet.version_no,
        at=at,
        by=by.person,
        device=device,
        key=key,
        digest=digest,
        changes=body["changes"],
        hash=sheet.journal,
    )
    return Saved(sheet, preview)


def _digest(marks: Mapping[str, Entry], notes: Mapping[str, Entry]) -> str:
    body = [{code: entry.value for code, entry in group.items()} for group in (marks, notes)]
    return hashlib.sha256(canonical(body).encode()).hexdigest()


def _repeated(sheet: Sheet, key: str, digest: str) -> bool:
    if not key:
        raise RuleBroken("Yêu cầu thiếu khóa chống gửi hai lần; hãy tải lại trang.", code="once.missing")
    earlier = SheetSave.objects.filter(sheet=sheet, key=key).values_list("digest", flat=True).first()
    if earlier is not None and earlier != digest:
        raise StaleWrite(
            "Yêu cầu này đã được gửi một lần với nội dung khác; hãy tải lại trang.", code="once.other_body"
        )
    return earlier is not None


def _older(sheet: Sheet, code: str, entry: Entry, device: str) -> bool:
    """An entry of this device that was overtaken by a later one of the same device."""
    last = sheet.marked_at.get(code)
    return bool(last) and last["device"] == device and entry.n < last["n"]


def _clash(sheet: Sheet, code: str, entry: Entry, version_no: int, device: str) -> dict[str, Any] | None:
    last = sheet.marked_at.get(code)
    there = _get(sheet, code)
    if not last or last["v"] <= version_no or last["device"] == device or there == entry.value:
        return None
    return {"criterion": code, "here": entry.value, "there": there, "at": last["at"]}


def _get(sheet: Sheet, code: str) -> Any:
    return sheet.notes.get(code.removeprefix(NOTE)) if code.startswith(NOTE) else sheet.choices.get(code)


def _set(sheet: Sheet, code: str, value: Any) -> None:
    if not code.startswith(NOTE):
        sheet.choices[code] = value
        return
    if not isinstance(value, str) or not tree(sheet.item.dossier.criteria_set).has(code.removeprefix(NOTE)):
        raise RuleBroken("Ghi chú không đúng tiêu chí nào của bộ tiêu chí.", code="sheet.note")
    if len(value) > LONGEST_NOTE:
        raise RuleBroken(f"Ghi chú dài quá {LONGEST_NOTE} chữ; hãy viết ngắn lại.", code="sheet.note_long")
    sheet.notes[code.removeprefix(NOTE)] = clean(value)


def _preview(sheet: Sheet) -> Preview:
    return self_score_preview(tree(sheet.item.dossier.criteria_set), sheet.choices)


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
    preview = _preview(sheet)
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
    marks = {code: Entry(value) for code, value in choices.items()}
    digest = _digest(marks, {})
    if _repeated(sheet, key, digest):
        return Saved(sheet, _preview(sheet), repeated=True)
    policies.check_can_enter_paper(sheet, by=by, at=at)
    sheet.entered_by = by.person
    sheet.save(update_fields=["entered_by"])
    return _write(
        sheet, marks, version_no=sheet.version_no, key=key, digest=digest, device="phiếu giấy", by=by, at=at
    )


@transaction.atomic
def give_back_paper(*, sheet: Sheet, by: Acting, at: datetime) -> Sheet:
    """The member does not agree with what was typed: the marks go, the sheet is the member's own again."""
    sheet = locked_sheet(sheet.pk)
    policies.check_can_give_back(sheet, by=by, at=at)
    body = {"version": sheet.version_no + 1, "at": at.isoformat(), "given_back": True}
    sheet.version_no += 1
    sheet.journal = save_hash(sheet.journal, body)
    sheet.entered_by, sheet.choices, sheet.marked_at, sheet.total, sheet.parts = None, {}, {}, 0, {}
    sheet.save(
        update_fields=["entered_by", "choices", "marked_at", "total", "parts", "version_no", "journal"]
    )
    SheetSave.objects.create(
        sheet=sheet,
        version_no=sheet.version_no,
        at=at,
        by=by.person,
        key=f"give-back-{sheet.version_no}",
        digest="",
        changes={"given_back": True},
        hash=sheet.journal,
    )
    return sheet
