"""Figures from the kept sums: one statement for any number of figures and days, whatever the size of the register.

The nation and the provinces are kept (`Tally`). A commune or a former district is small: its rows are read, and the same
arithmetic is done with them at once.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import BooleanField, CharField, DateField, F, QuerySet, Value

from ocop.core.indicators import Area, Scope, source
from ocop.rulebook.tallies import (
    SECTORS,
    producer_changes,
    product_changes,
    rank_changes,
    registration_changes,
)
from ocop.targets.models import Tally
from ocop.targets.queries.changes import RANK_DAYS, rank_days

STOCKS = {
    "products_taking_part": "joined",
    "evaluated_products": "evaluated",
    "not_recognised_products": "unrecognised",
    "tourism_products": "tourism",
    "recognised_products": "standing",
    **{f"stars_{n}": f"stars_{n}" for n in (3, 4, 5)},
    "potential_5": "potential",
    **dict(
        zip(
            ("sector_food", "sector_drinks", "sector_herbs", "sector_crafts", "sector_ornamentals", "sector_tourism"),
            SECTORS.values(),
            strict=True,
        )
    ),
    "valid_products": "valid",
    "expiring_products": "expiring",
    "lapsed_products": "lapsed",
    "suspended_products": "suspended",
    "revoked_products": "revoked",
    "term_unknown_products": "term_unknown",
    "producers": "makers",
    "producers_evaluated": "makers_evaluated",
    "producers_recognised": "makers_recognised",
    "registered_products": "registered",
}  # fmt: skip
FLOWS = {
    "evaluated_in_year": "evaluated",
    "recognised_in_year": "recognised",
    "recognised_again": "again",
    "upgraded_in_year": "upgraded",
    "revoked_in_year": "revocations",
}
KEPT = STOCKS | FLOWS
DAY = timedelta(days=1)


@dataclass
class Sums:
    """Changes by year, and by day inside the years asked. `days` are the days asked, in order."""

    days: list[date]
    years: dict[int, Counter[str]] = field(default_factory=dict)
    inside: dict[tuple[int, int], Counter[str]] = field(default_factory=dict)  # (year, place in `days`)

    def at(self, day: date) -> Counter[str]:
        """Everything up to that day, which must be one of those asked (or the last of a year)."""
        whole = (day.month, day.day) == (12, 31)
        found: Counter[str] = Counter()
        for year, numbers in self.years.items():
            if year < day.year or (whole and year == day.year):
                found.update(numbers)
        last = bisect_left(self.days, day)
        for (year, place), numbers in self.inside.items():
            if not whole and year == day.year and place <= last:
                found.update(numbers)
        return found

    def value(self, key: str, scope: Scope) -> int:
        if scope.on < scope.start and key in FLOWS:
            return 0
        total = self.at(scope.on)[KEPT[key]]
        return total - self.at(scope.start - DAY)[KEPT[key]] if key in FLOWS else total

    def by_year(self, column: str, on: date) -> dict[int, int]:
        """The change of each year, the last one up to the day."""
        found = {year: numbers[column] for year, numbers in self.years.items() if year < on.year}
        return found | {on.year: self.at(on)[column] - sum(found.values())}


def is_kept(area: Area) -> bool:
    return area.level in ("nation", "province")


def sums(area: Area, days: Iterable[date], columns: Sequence[str]) -> Sums:
    """`days`: all days that will be asked for."""
    asked = sorted(set(days))
    return _kept(area, asked, columns) if is_kept(area) else _of_rows(area, asked)


def needed_days(scopes: Iterable[Scope], keys: Iterable[str]) -> set[date]:
    flows = any(key in FLOWS for key in keys)
    return {day for scope in scopes for day in (scope.on, *((scope.start - DAY,) if flows else ()))}


def sums_for(scopes: Sequence[Scope], keys: Iterable[str]) -> Sums:
    """What the values of these kept indicators need, for scopes of one area."""
    keys = list(keys)
    return sums(scopes[0].area, needed_days(scopes, keys), sorted({KEPT[key] for key in keys}))


def _places(area: Area) -> list[str]:
    return ["VN"] if area.level == "nation" else [f"{area.boundary}:{key}" for key in area.keys]


def _kept(area: Area, days: list[date], columns: Sequence[str]) -> Sums:
    """Whole years, and the days of the years that are asked for inside."""
    found = Sums(days)
    places = _places(area)
    steps = " ".join(f"WHEN day <= %s THEN {place}" for place in range(len(days)))
    inside = [day for day in days if (day.month, day.day) != (12, 31)]
    years = sorted({day.year for day in inside}) or [0]
    total = ", ".join(f"SUM({name})" for name in columns)
    sql = (
        f"SELECT grain, year, CASE WHEN grain = 'y' THEN 0 {steps} END AS step, {total} "
        f"FROM {Tally._meta.db_table} WHERE place IN ({', '.join(['%s'] * len(places))}) AND "
        f"((grain = 'y' AND year <= %s) OR (grain = 'd' AND year IN ({', '.join(map(str, years))}) AND day <= %s)) "
        "GROUP BY 1, 2, 3"
    )
    texts = [day.isoformat() for day in days]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*texts, *places, days[-1].year, texts[-1]])
        for grain, year, step, *numbers in cursor.fetchall():
            counts = Counter(dict(zip(columns, map(int, numbers), strict=True)))
            if grain == "y":
                found.years[year] = counts
            else:
                found.inside[year, step] = counts
    return found


def _of_rows(area: Area, days: list[date]) -> Sums:
    """A commune or former district: from its rows, read in one statement."""
    found = Sums(days)
    for kind, *values in _rows(area):
        for day, column, change in _changes(kind, values):
            found.years.setdefault(day.year, Counter())[column] += change
            step = bisect_left(days, day)
            if step < len(days) and days[step].year == day.year:
                found.inside.setdefault((day.year, step), Counter())[column] += change
    return found


def _changes(kind: str, values: list[Any]) -> Iterable[Any]:
    (first, second, third, stars, potential, before, sector, until, known, revoked, pauses) = values
    if kind == "rank":
        return rank_changes(
            rank_days(
                *(
                    first,
                    second,
                    third,
                    stars,
                    bool(potential),
                    before,
                    sector,
                    until,
                    bool(known),
                    revoked,
                    pauses,
                )
            )
        )
    if kind == "product":
        return product_changes(first, second, third, sector)
    if kind == "producer":
        return producer_changes(first, second, third)
    return registration_changes(stars, first, second)


def _rows(area: Area) -> QuerySet:
    """Ranks first: the columns of the others take their types from them."""
    ranks = source("ranks").rows(area).order_by().annotate(row=Value("rank", CharField()))
    days = ("joined_on", "evaluated_on", "recognised_on")
    return ranks.values_list("row", *RANK_DAYS).union(
        _padded("products", "product", area, days, sector=F("sector")),
        _padded("producers", "producer", area, days),
        _padded("registrations", "registration", area, ("registered_on", "withdrawn_on"), number=F("year")),
        all=True,
    )


def _padded(
    key: str, kind: str, area: Area, days: tuple[str, ...], *, number: Any = None, sector: Any = None
) -> QuerySet:
    """Rows in the shape of a rank, empty where this kind has nothing to say."""
    no_day, false, empty = Value(None, DateField()), Value(False, BooleanField()), Value("")
    third = F(days[2]) if len(days) > 2 else no_day
    columns = (
        *(F(days[0]), F(days[1]), third, number or Value(0), false, Value(0), sector or empty),
        *(no_day, false, no_day, empty),
    )
    named = {f"c{place}": one for place, one in enumerate((Value(kind, CharField()), *columns))}
    return source(key).rows(area).order_by().annotate(**named).values_list(*named)
