"""Reads over the programme's frame: criteria sets in force, their trees, and the table of working days."""

from typing import Any

from django.db.models import Count, Max

from ocop.core.errors import RuleBroken
from ocop.programme.enums import DayKind
from ocop.programme.models import CalendarDay, CriteriaSetVersion, OfficialWording
from ocop.rulebook.calendar import Holidays
from ocop.rulebook.criteria import CURRENT, Criterion
from ocop.rulebook.criteria.criterion import number_text


def current_sets(decision: str = CURRENT, *, with_doubts: bool = False) -> list[CriteriaSetVersion]:
    """The newest revision of each set of a decision, by number, without the trees; `doubts` counts its open flags."""
    newest = (
        CriteriaSetVersion.objects.filter(decision=decision)
        .values("set_id")
        .annotate(revision=Max("revision"))
    )
    revisions = {row["set_id"]: row["revision"] for row in newest.order_by()}
    rows = CriteriaSetVersion.objects.filter(decision=decision).order_by("number")
    found = [
        row for row in (rows if with_doubts else rows.defer("tree")) if revisions[row.set_id] == row.revision
    ]
    for row in found if with_doubts else []:
        row.doubts = len(row.tree["flags"])
    return found


def current_set(number: int, decision: str = CURRENT) -> CriteriaSetVersion:
    """The newest revision of a set; a sentence when the reference data are not loaded."""
    found = CriteriaSetVersion.objects.filter(decision=decision, number=number).order_by("-revision").first()
    if found is None:
        raise RuleBroken(
            f"Hệ thống chưa nạp bộ tiêu chí {number} của {decision}. Hãy báo quản trị chạy “ocop init”.",
            code="criteria_set.missing",
        )
    return found


def wording_of(set_id: str, criterion: str | None = None) -> dict[tuple[str, int, int], str]:
    """Official sentences that were loaded: (criterion, case, place) → text; empty when none were."""
    rows = OfficialWording.objects.filter(set_id=set_id)
    if criterion is not None:
        rows = rows.filter(criterion=criterion)
    return {(row.criterion, row.case, row.place): row.text for row in rows}


def wording_counts() -> dict[str, int]:
    """Set id → how many official sentences are loaded."""
    rows = OfficialWording.objects.values("set_id").annotate(count=Count("pk")).order_by()
    return {row["set_id"]: row["count"] for row in rows}


def set_rows(version: CriteriaSetVersion) -> list[dict[str, Any]]:
    """The tree as finished rows: part → criteria → options with points, minima and official sentence."""
    official = wording_of(version.set_id)
    return [
        {
            "part": part,
            "sections": [
                {"section": section, "criteria": [_criterion_row(one, official) for one in section.criteria]}
                for section in part.sections
            ],
        }
        for part in version.criteria_set.parts
    ]


def _criterion_row(criterion: Criterion, official: dict[tuple[str, int, int], str]) -> dict[str, Any]:
    minima = ", ".join(
        f"{stars} sao: từ {number_text(points)} điểm"
        for stars, points in sorted(criterion.star_minima.items())
    )
    options = [
        {
            "case": case.label,
            "option": option,
            "official": official.get((criterion.code, case.number, option.place), ""),
        }
        for case in criterion.cases
        for option in case.options
    ]
    return {"criterion": criterion, "minima": minima, "options": options}


def holidays() -> Holidays:
    """The office's calendar as the rulebook counts with it; one query."""
    off, work, provisional, years = {}, {}, set(), set()
    for day in CalendarDay.objects.all():
        (off if day.kind == DayKind.OFF else work)[day.day] = day.name
        years.add(day.day.year)
        if day.provisional:
            provisional.add(day.day)
    return Holidays(off=off, work=work, years=frozenset(years), provisional_days=frozenset(provisional))


def days_of_year(year: int) -> list[CalendarDay]:
    return list(CalendarDay.objects.filter(day__year=year))


def years_known() -> list[int]:
    return sorted({day.year for day in CalendarDay.objects.values_list("day", flat=True)})
