"""Merging changed marks into a sheet: who overtakes whom, what clashes, and the line in the sheet's journal."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ocop.audit.chain import canonical, stamp
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken, StaleWrite
from ocop.core.prepared import Prepared
from ocop.core.prepared_writes import insert_of, swap, update_of, write
from ocop.core.text import clean, clean_line
from ocop.evaluation.models import Sheet, SheetSave
from ocop.evaluation.queries.trees import tree_of_sheet
from ocop.evaluation.ratings import save_hash
from ocop.rulebook.criteria.criterion import number_text
from ocop.rulebook.preview import Preview, self_score_preview
from ocop.rulebook.refusals import Refused

NOTE = "note:"
LONGEST_NOTE = 2000
DEVICE = 60


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


class AlreadySaved(Exception):
    """The journal has a line of this request: nothing was written."""


class StaleMarks(StaleWrite):
    """Another device of the same member changed the same criteria: `both` has (criterion, here, there)."""

    def __init__(self, both: list[dict[str, Any]], version_no: int) -> None:
        codes = ", ".join(row["criterion"] for row in both)
        super().__init__(
            f"Tiêu chí {codes} vừa được chấm khác đi ở máy (hoặc cửa sổ) khác. Hãy xem cả hai rồi chọn một.",
            code="sheet.stale",
        )
        self.both, self.version_no = both, version_no


def all_changes(marks: Mapping[str, Entry], notes: Mapping[str, Entry] | None) -> dict[str, Entry]:
    """Marks under their code, notes under `note:<code>`."""
    return {**marks, **{NOTE + code: entry for code, entry in (notes or {}).items()}}


def digest_of(changes: Mapping[str, Entry]) -> str:
    """Tells a repeated request from another use of its key."""
    return hashlib.sha256(
        canonical({code: entry.value for code, entry in changes.items()}).encode()
    ).hexdigest()


_carried_out = Prepared(
    lambda sheet, key: (
        SheetSave.objects.filter(sheet=sheet, key=key).order_by().values_list("digest", flat=True)[:1]
    ),
    sheet=int,
    key=str,
)


def check_key(key: str) -> None:
    if not key:
        raise RuleBroken("Yêu cầu thiếu khóa chống gửi hai lần; hãy tải lại trang.", code="once.missing")


def was_carried_out(sheet: Sheet, key: str, digest: str) -> bool:
    """Whether this request had its effect already (I34); the same key with another body is refused."""
    check_key(key)
    earlier = _carried_out.first(sheet=sheet.pk, key=key)
    if earlier is not None and earlier != digest:
        raise StaleWrite(
            "Yêu cầu này đã được gửi một lần với nội dung khác; hãy tải lại trang.", code="once.other_body"
        )
    return earlier is not None


def preview_of(sheet: Sheet) -> Preview:
    """Totals of what is there; refuses anything that is no printed option (I08)."""
    try:
        return self_score_preview(tree_of_sheet(sheet), sheet.choices)
    except Refused as refused:
        details = [one.reason for one in refused.refusals]
        raise RuleBroken(
            "Có mức điểm không đúng bộ tiêu chí.", code="sheet.choices", details=details
        ) from None


def write_changes(
    sheet: Sheet,
    changes: Mapping[str, Entry],
    *,
    version_no: int,
    key: str,
    device: str,
    by: Acting,
    at: datetime,
) -> Saved:
    """One UPDATE and one line in the journal. The caller holds the sheet's lock and has asked the policies."""
    preview, line = _merge(sheet, changes, version_no=version_no, key=key, device=device, by=by, at=at)
    _store(sheet, line)
    return Saved(sheet, preview)


def swap_changes(
    sheet: Sheet,
    changes: Mapping[str, Entry],
    *,
    version_no: int,
    key: str,
    device: str,
    by: Acting,
    at: datetime,
) -> Saved | None:
    """The same for a sheet that was read without a lock, in one statement: None when the sheet is another by now, or
    when this request was carried out before. Then nothing was written."""
    seen = sheet.version_no
    preview, line = _merge(sheet, changes, version_no=version_no, key=key, device=device, by=by, at=at)
    done = swap(
        update_of(sheet, COLUMNS),
        insert_of(line),
        only_if=UNCHANGED,
        values=(seen, sheet.state, sheet.pk, key),
    )
    return Saved(sheet, preview) if done else None


def _merge(
    sheet: Sheet,
    changes: Mapping[str, Entry],
    *,
    version_no: int,
    key: str,
    device: str,
    by: Acting,
    at: datetime,
) -> tuple[Preview, SheetSave]:
    """The sheet with the changes in it, what they give, and their line for the journal."""
    device = clean_line(device)[:DEVICE]
    fresh = {code: entry for code, entry in changes.items() if not _older(sheet, code, entry, device)}
    stale = [row for code, entry in fresh.items() if (row := _clash(sheet, code, entry, version_no, device))]
    if stale:
        raise StaleMarks(stale, sheet.version_no)
    sheet.version_no += 1
    moment = at.isoformat()
    for code, entry in fresh.items():
        _set(sheet, code, entry.value)
        sheet.marked_at[code] = {"at": moment, "device": device, "n": entry.n, "v": sheet.version_no}
    preview = preview_of(sheet)
    sheet.total, sheet.device = preview.points, device
    sheet.parts = {part: number_text(points) for part, points in preview.parts.items()}
    changed = {code: _get(sheet, code) for code in fresh}
    return preview, _line(sheet, changed, key=key, digest=digest_of(changes), by=by, at=at)


UNCHANGED = 'version_no = %s AND state = %s AND NOT EXISTS (SELECT 1 FROM "evaluation_sheetsave" WHERE sheet_id = %s AND key = %s)'
COLUMNS = (
    "choices",
    "notes",
    "marked_at",
    "total",
    "parts",
    "version_no",
    "device",
    "journal",
    "entered_by_id",
)


def append_to_journal(
    sheet: Sheet, changes: dict[str, Any], *, key: str, digest: str, by: Acting, at: datetime
) -> None:
    """Store the sheet and the line that says who changed what. The caller holds the sheet's lock."""
    _store(sheet, _line(sheet, changes, key=key, digest=digest, by=by, at=at))


def _store(sheet: Sheet, line: SheetSave) -> None:
    if write(insert_of(line, unless_there=True)) == [0]:
        raise AlreadySaved
    write(update_of(sheet, COLUMNS))


def _line(
    sheet: Sheet, changes: dict[str, Any], *, key: str, digest: str, by: Acting, at: datetime
) -> SheetSave:
    """The journal's next line; its hash covers the one before."""
    assert by.person is not None
    line = SheetSave(
        sheet_id=sheet.pk,
        version_no=sheet.version_no,
        at=at,
        by_id=by.person.pk,
        device=sheet.device,
        key=key,
        digest=digest,
        changes=changes,
    )
    line.hash = sheet.journal = journal_hash(sheet.journal, line)
    return line


def journal_hash(previous: str, line: SheetSave) -> str:
    body = {
        "version": line.version_no,
        "at": stamp(line.at),
        "by": line.by_id,
        "device": line.device,
        "key": line.key,
        "changes": line.changes,
    }
    return save_hash(previous, body)


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
    if not isinstance(value, str) or not tree_of_sheet(sheet).has(code.removeprefix(NOTE)):
        raise RuleBroken("Ghi chú không đúng tiêu chí nào của bộ tiêu chí.", code="sheet.note")
    if len(value) > LONGEST_NOTE:
        raise RuleBroken(f"Ghi chú dài quá {LONGEST_NOTE} chữ; hãy viết ngắn lại.", code="sheet.note_long")
    sheet.notes[code.removeprefix(NOTE)] = clean(value)
