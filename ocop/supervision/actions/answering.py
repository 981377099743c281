"""Answers as they come in from telephones: what waited for the network, twice, late or from two devices.

The protocol is that of the council's sheets: a bundle has a key and is carried out once; `n` counts a device's own
entries, so that a late older one changes nothing; another device's newer entry is never overwritten, both are shown.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ocop.audit.chain import canonical
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken, StaleWrite
from ocop.core.text import clean
from ocop.supervision.actions.visits import changed_since, held
from ocop.supervision.enums import Answer
from ocop.supervision.models import Visit, VisitAnswer, VisitSave
from ocop.supervision.policies import visits as policies
from ocop.supervision.queries.checklists import checklist

NOTE = "note:"
FORM = "form"  # the page without scripts: it carries the whole form


@dataclass(frozen=True)
class Entry:
    value: str
    n: int = 0


@dataclass(frozen=True)
class Saved:
    visit: Visit
    done: int
    repeated: bool = False


class StaleAnswers(StaleWrite):
    """Another device answered the same items: `both` has (criterion, here, there)."""

    def __init__(self, both: list[dict[str, str]], version: int) -> None:
        super().__init__(
            "Có mục vừa được ghi khác đi ở máy (hoặc cửa sổ) khác. Hãy xem cả hai rồi chọn một.",
            code="visit.stale",
        )
        self.both, self.version = both, version


@transaction.atomic
def save_answers(
    *,
    visit: Visit,
    entries: Mapping[str, Entry],
    version: int,
    device: str,
    key: str,
    by: Acting,
    at: datetime,
) -> Saved:
    """`entries`: item → value, `note:<item>` → words."""
    visit = held(visit)
    policies.check_can_fill(visit, by=by)
    _check_entries(visit, entries)
    digest = hashlib.sha256(
        canonical({name: one.value for name, one in entries.items()}).encode()
    ).hexdigest()
    if key and _carried_out(visit, key, digest):
        return Saved(visit, _done(visit), repeated=True)
    known = {one.item: one for one in visit.answers.filter(item__in=list(entries))}
    both = [
        {"criterion": name, "here": one.value, "there": _said(known[name], name)}
        for name, one in entries.items()
        if name in known and _clashes(known[name], name, one, version, device)
    ]
    if both:
        raise StaleAnswers(both, visit.version)
    _write(visit, known, entries, device, by, at)
    visit.version += 1
    visit.synced = changed_since(visit, at)
    visit.save(update_fields=["version", "synced"])
    if key:
        VisitSave.objects.create(visit=visit, key=key, digest=digest, at=at)
    return Saved(visit, _done(visit))


def _check_entries(visit: Visit, entries: Mapping[str, Entry]) -> None:
    codes = {item.code for item in checklist(visit)}
    for name, one in entries.items():
        if name.removeprefix(NOTE) not in codes:
            raise RuleBroken("Có mục không thuộc phiếu này; hãy tải lại trang.", code="visit.item")
        if not name.startswith(NOTE) and one.value not in ("", *Answer.values):
            raise RuleBroken("Có kết quả không đúng phiếu; hãy tải lại trang.", code="visit.value")
        if len(one.value) > policies.LONGEST_NOTE:
            raise RuleBroken(f"Mỗi ghi chú dài tối đa {policies.LONGEST_NOTE} chữ.", code="visit.note.long")


def _carried_out(visit: Visit, key: str, digest: str) -> bool:
    earlier = VisitSave.objects.filter(visit=visit, key=key[:64]).first()
    if earlier and earlier.digest != digest:
        raise StaleWrite(
            "Yêu cầu này đã được gửi một lần với nội dung khác; hãy tải lại trang.", code="once.other_body"
        )
    return earlier is not None


def _said(row: VisitAnswer, name: str) -> str:
    return row.note if name.startswith(NOTE) else row.value


def _clashes(row: VisitAnswer, name: str, entry: Entry, version: int, device: str) -> bool:
    return row.device != device and row.version > version and _said(row, name) != entry.value


def _write(
    visit: Visit,
    known: dict[str, VisitAnswer],
    entries: Mapping[str, Entry],
    device: str,
    by: Acting,
    at: datetime,
) -> None:
    for name, one in entries.items():
        row = known.get(name) or VisitAnswer(visit=visit, item=name)
        late = row.pk and row.device == device and 0 < one.n <= row.n
        if late or (row.pk and _said(row, name) == one.value):
            continue
        if name.startswith(NOTE):
            row.note = clean(one.value)
        else:
            row.value = one.value
        row.device, row.n, row.version, row.by, row.at = device, one.n, visit.version + 1, by.person, at
        row.save()


def _done(visit: Visit) -> int:
    return visit.answers.exclude(item__startswith=NOTE).exclude(value="").count()
