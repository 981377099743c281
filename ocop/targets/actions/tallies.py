"""Writing the kept figures: a few added rows for each change, one row for a place and day after the night's folding."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Min

from ocop.rulebook.tallies import COLUMNS
from ocop.targets.models import ProductFact, Tally, UnitStart
from ocop.targets.queries.changes import START_PATHS, Changes, all_changes

TABLE = Tally._meta.db_table
PORTION = 400
Cell = tuple[str, str, int, date]  # place, grain, year, day


def keep(changes: Changes) -> None:
    """Add what one transaction changed: one statement, nothing when it all cancels out. Rows are never updated, so two
    transactions of one province do not wait for each other."""
    cells = list(cells_of(changes).items())
    for start in range(0, len(cells), PORTION):
        _insert(cells[start : start + PORTION])


def cells_of(changes: Changes) -> dict[Cell, Counter[str]]:
    """Each change counts for the nation and for its province on both maps, on its day and in its year."""
    found: dict[Cell, Counter[str]] = defaultdict(Counter)
    for (now, then, day, column), number in changes.items():
        if number:
            for place in places(now, then):
                found[place, "d", day.year, day][column] += number
                found[place, "y", day.year, date(day.year, 1, 1)][column] += number
    return {cell: numbers for cell, numbers in found.items() if any(numbers.values())}


def places(now: str, then: str) -> Iterator[str]:
    yield "VN"
    if now:
        yield f"now:{now}"
    if then:
        yield f"then:{then}"


def _insert(cells: list[tuple[Cell, Counter[str]]]) -> None:
    """Only the columns that change; the others are nought by the table's own default."""
    used = [name for name in COLUMNS if any(numbers[name] for _, numbers in cells)]
    head = ", ".join(("place", "grain", "year", "day", *used))
    numbers = (
        f"(%s, '{grain}', {year:d}, %s, {', '.join(f'{found[name]:d}' for name in used)})"
        for (_, grain, year, _), found in cells
    )
    values = [value for (place, _, _, day), _ in cells for value in (place, day.isoformat())]
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} ({head}) VALUES {', '.join(numbers)}", values)


def rebuild() -> None:
    """All kept figures anew from the kept facts."""
    with transaction.atomic():
        _lock()
        Tally.objects.all().delete()
        UnitStart.objects.all().delete()
        keep(all_changes())
        for path in START_PATHS:
            first = ProductFact.objects.exclude(recognised_on=None).exclude(**{path: ""})
            starts = first.order_by().values_list(path).annotate(Min("recognised_on"))
            UnitStart.objects.bulk_create(
                (UnitStart(path=path, key=key, first_on=day) for key, day in starts), batch_size=1000
            )


def fold(*, at: datetime | None = None) -> str:
    """One row instead of several of the same place and day. Figures stay as they are."""
    with transaction.atomic():
        _lock()
        before = Tally.objects.count()
        newest = Tally.objects.order_by("-pk").values_list("pk", flat=True).first()
        if newest is None:
            return "0"
        sums = ", ".join(f"SUM({name})" for name in COLUMNS)
        same = f"SELECT place, grain, year, day FROM {TABLE} GROUP BY 1, 2, 3, 4 HAVING COUNT(*) > 1"
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {TABLE} (place, grain, year, day, {', '.join(COLUMNS)}) "
                f"SELECT place, grain, year, day, {sums} FROM {TABLE} GROUP BY 1, 2, 3, 4 HAVING COUNT(*) > 1"
            )
            cursor.execute(
                f"DELETE FROM {TABLE} WHERE id <= %s AND (place, grain, year, day) IN ({same})",
                [newest],
            )
        return f"{before} → {Tally.objects.count()} dòng"


def _lock() -> None:
    """Nobody adds a row while rows are added up: one that came in between would be lost. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {TABLE} IN SHARE ROW EXCLUSIVE MODE")


def follow_starts(old: Iterable[ProductFact], new: Iterable[ProductFact]) -> None:
    """The first days of the units that these facts named before or name now: one statement when days only come earlier
    or are new; a fact that went away or came later has its units counted anew."""
    had, has = _firsts(old), _firsts(new)
    lost = {name for name, day in had.items() if name not in has or has[name] > day}
    earlier = {name: day for name, day in has.items() if had.get(name) != day and name not in lost}
    if lost:
        earlier |= _counted_again(lost)
    if earlier:
        _earliest(earlier)


def _firsts(facts: Iterable[ProductFact]) -> dict[tuple[str, str], date]:
    found: dict[tuple[str, str], date] = {}
    for fact in facts:
        for path in START_PATHS if fact.recognised_on else ():
            name = (path, getattr(fact, path))
            if name[1]:
                found[name] = min(found.get(name, fact.recognised_on), fact.recognised_on)
    return found


def _earliest(days: dict[tuple[str, str], date]) -> None:
    rows = sorted(days.items())
    least = "LEAST" if connection.vendor == "postgresql" else "MIN"
    table = UnitStart._meta.db_table
    values: list[Any] = [value for (path, key), day in rows for value in (path, key, day.isoformat())]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (path, key, first_on) VALUES {', '.join(['(%s, %s, %s)'] * len(rows))} "
            f"ON CONFLICT (path, key) DO UPDATE SET first_on = {least}({table}.first_on, excluded.first_on)",
            values,
        )


def _counted_again(names: set[tuple[str, str]]) -> dict[tuple[str, str], date]:
    """Units that lost a product: their first day from the facts that are left, if any."""
    found: dict[tuple[str, str], date] = {}
    for path in sorted({path for path, _ in names}):
        keys = sorted(key for named, key in names if named == path)
        UnitStart.objects.filter(path=path, key__in=keys).delete()
        left = ProductFact.objects.filter(**{f"{path}__in": keys}).exclude(recognised_on=None)
        starts = left.order_by().values_list(path).annotate(Min("recognised_on"))
        found |= {(path, key): day for key, day in starts}
    return found
