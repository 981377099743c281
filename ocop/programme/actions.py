"""Loading the reference data of the programme, and keeping the calendar."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.text import clean, clean_line
from ocop.programme import policies
from ocop.programme.enums import DayKind
from ocop.programme.models import CalendarDay, CriteriaSetVersion, OfficialWording
from ocop.rulebook.calendar import read_holidays
from ocop.rulebook.criteria import SHIPPED, CriteriaSet, load_sets
from ocop.rulebook.wording import BadWordingPack, read_wording_pack


@transaction.atomic
def load_criteria(*, by: Acting, at: datetime) -> dict[str, int]:
    """Store every shipped set once; a set whose content changed becomes a new revision (I01)."""
    counts = {"sets": 0, "added": 0}
    for decision in SHIPPED:
        for criteria_set in load_sets(decision):
            counts["sets"] += 1
            counts["added"] += store_set(criteria_set, by=by, at=at)
    return counts


@transaction.atomic
def store_set(criteria_set: CriteriaSet, *, by: Acting, at: datetime) -> bool:
    """Keep one set; False when its newest revision says the same already."""
    digest = criteria_set.digest()
    newest = CriteriaSetVersion.objects.filter(set_id=criteria_set.id).order_by("-revision").first()
    if newest and newest.digest == digest:
        return False
    row = CriteriaSetVersion.objects.create(
        set_id=criteria_set.id,
        revision=newest.revision + 1 if newest else 1,
        decision=criteria_set.decision,
        number=criteria_set.number,
        name=criteria_set.name,
        sector_code=criteria_set.sector_code,
        sector_name=criteria_set.sector_name,
        group_name=criteria_set.group_name,
        tree=criteria_set.to_dict(),
        digest=digest,
        loaded_at=at,
    )
    record("criteria_set.loaded", about=row, by=by, at=at, data={"digest": digest, "revision": row.revision})
    return True


@transaction.atomic
def load_calendar(*, by: Acting, at: datetime) -> dict[str, int]:
    """Add the shipped days of years that no office has touched; a day an office changed or removed stays so."""
    table = read_holidays()
    known = {day.year for day in CalendarDay.objects.values_list("day", flat=True)}
    wanted = [(day, DayKind.OFF, name) for day, name in table.off.items()]
    wanted += [(day, DayKind.WORK, name) for day, name in table.work.items()]
    rows = [
        CalendarDay(
            day=day,
            kind=kind,
            name=name,
            source="reference/calendar",
            provisional=day.year in table.provisional_years or day in table.provisional_days,
        )
        for day, kind, name in wanted
        if day.year not in known
    ]
    CalendarDay.objects.bulk_create(rows)
    for year in sorted({row.day.year for row in rows}):
        first = CalendarDay.objects.filter(day__year=year).first()
        count = sum(row.day.year == year for row in rows)
        record("calendar.loaded", about=first, by=by, at=at, data={"year": year, "days": count})
    return {"days": len(wanted), "added": len(rows)}


@transaction.atomic
def set_day(
    *, day: date, kind: str, name: str, source: str, provisional: bool = False, by: Acting, at: datetime
) -> CalendarDay:
    """Add a day off or a make-up working day, or change the one that is there."""
    policies.check_can_set_day(day, kind, by=by)
    before = CalendarDay.objects.filter(day=day).first()
    row, added = CalendarDay.objects.update_or_create(
        day=day,
        defaults={
            "kind": kind,
            "name": clean_line(name),
            "source": clean_line(source),
            "provisional": provisional,
        },
    )
    was: dict[str, Any] = {"was": f"{before.kind} {before.name}"} if before else {}
    record(
        "calendar.added" if added else "calendar.changed",
        about=row,
        by=by,
        at=at,
        data={"day": day, "kind": kind, **was},
    )
    return row


@transaction.atomic
def remove_day(*, row: CalendarDay, by: Acting, at: datetime) -> None:
    """The day follows the week again."""
    policies.check_can_keep_calendar(by=by)
    record(
        "calendar.removed", about=row, by=by, at=at, data={"day": row.day, "kind": row.kind, "name": row.name}
    )
    row.delete()


@transaction.atomic
def load_wording(*, folder: Path, by: Acting, at: datetime) -> dict[str, int]:
    """Put the official sentences of a wording pack beside our short labels; the same pack again changes nothing.

    Decisions that the project does not ship are left out.
    """
    try:
        pack = read_wording_pack(folder)
    except BadWordingPack as refusal:
        raise RuleBroken(str(refusal), code="wording.pack") from None
    shipped = {one.id for decision in SHIPPED for one in load_sets(decision)}
    wanted = {tuple(key): clean(text) for key, text in pack.items() if key.set_id in shipped}
    known = {_wording_key(row): row for row in OfficialWording.objects.all()}
    added = [_wording_row(key, text) for key, text in wanted.items() if key not in known]
    changed = [
        _reworded(known[key], text)
        for key, text in wanted.items()
        if key in known and known[key].text != text
    ]
    OfficialWording.objects.bulk_create(added, batch_size=500)
    OfficialWording.objects.bulk_update(changed, ["text"], batch_size=500)
    counts = {"sentences": len(wanted), "added": len(added), "changed": len(changed)}
    if added or changed:
        record(
            "criteria_wording.loaded", about=OfficialWording.objects.latest("pk"), by=by, at=at, data=counts
        )
    return counts


def _wording_key(row: OfficialWording) -> tuple[str, str, int, int]:
    return row.set_id, row.criterion, row.case, row.place


def _wording_row(key: tuple[str, str, int, int], text: str) -> OfficialWording:
    return OfficialWording(**dict(zip(("set_id", "criterion", "case", "place"), key, strict=True)), text=text)


def _reworded(row: OfficialWording, text: str) -> OfficialWording:
    row.text = text
    return row
