"""Numbers that are kept instead of counted: how many entries have which value, and which two values together.

A status depends on the day. The cells count the statuses of one day, `IndexState.as_of`; for another day the few
entries whose status changes between the two are looked up by their dates and moved. So every day is right without a
job; the daily job only keeps that interval short.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import islice, permutations
from secrets import randbits
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from ocop.core.prepared import Prepared
from ocop.registry.models import Cell, Entry, IndexState
from ocop.registry.queries.status import entry_status
from ocop.registry.search.asked import COLUMNS, STATUS
from ocop.rulebook.validity import EXPIRING_DAYS

COMMUNE = "xa"
PAIRED = (*(name for name in COLUMNS if name != COMMUNE), STATUS)
DATES = ("valid_until", "term_known", "revoked_on", "suspended_from", "suspended_until")
Key = tuple[str, str, str, str]  # dim, key, dim2, key2
SUM_IN_ONE = 500
START = IndexState(pk=1, version=0, as_of=date.min)


class Line(NamedTuple):
    """What of an entry is counted, and the dates that decide its status."""

    sector_code: str
    group_name: str
    stars: int | None
    province_key: str
    unit_key: str
    year: int | None
    legal_form: str
    valid_until: date | None
    term_known: bool
    revoked_on: date | None
    suspended_from: date | None
    suspended_until: date | None

    def values(self, on: date) -> dict[str, str]:
        """Dimension → value on that day; dimensions without a value are missing."""
        known = {name: getattr(self, column) for name, column in COLUMNS.items()}
        known[STATUS] = str(entry_status(self, on))
        return {name: str(value) for name, value in known.items() if value not in ("", None)}


def lines() -> Iterator[Line]:
    return map(Line._make, Entry.objects.order_by().values_list(*Line._fields).iterator(chunk_size=5000))


def lines_of(products: Iterable[int]) -> Iterator[Line]:
    found = Entry.objects.order_by().filter(product__in=list(products))
    return map(Line._make, found.values_list(*Line._fields))


def count(found: Iterable[Line], on: date) -> Counter[Key]:
    """The cells that these entries make up on that day."""
    return spread(Counter(tuple(line.values(on).items()) for line in found))


def spread(profiles: Mapping[tuple[tuple[str, str], ...], int]) -> Counter[Key]:
    """The cells of profiles (dimension–value pairs) with their numbers."""
    cells: Counter[Key] = Counter()
    for profile, n in profiles.items():
        cells["", "", "", ""] += n
        paired = [pair for pair in profile if pair[0] != COMMUNE]
        for pair in paired:
            cells["", "", *pair] += n
            cells[*pair, "", ""] += n
        for one, other in permutations(paired, 2):
            cells[*one, *other] += n
        values = dict(profile)
        if COMMUNE in values and "tinh" in values:
            cells["tinh", values["tinh"], COMMUNE, values[COMMUNE]] += n
    return cells


def state() -> IndexState:
    return _state.first() or START


_state = Prepared(lambda: IndexState.objects.filter(pk=1)[:1])


def hold(on: date) -> IndexState:
    """The state, locked until the transaction ends. Every change of the register takes it first."""
    held = IndexState.objects.select_for_update().filter(pk=1)
    found = held.first()
    if found is None:
        IndexState.objects.bulk_create([IndexState(pk=1, as_of=on)], ignore_conflicts=True)
        found = held.get()
    return found


def changed(now: IndexState, **fields: Any) -> None:
    """The register is another one from here on."""
    IndexState.objects.filter(pk=now.pk).update(version=randbits(62), **fields)


def apply(change: Mapping[Key, int]) -> None:
    """Add to the cells; one statement per 500."""
    todo = ((*key, n) for key, n in sorted(change.items()) if n)
    while part := list(islice(todo, SUM_IN_ONE)):
        places = ", ".join(["(%s, %s, %s, %s, %s)"] * len(part))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO registry_cell (dim, key, dim2, key2, n) VALUES {places} "
                "ON CONFLICT (dim, key, dim2, key2) DO UPDATE SET n = registry_cell.n + excluded.n",
                [value for row in part for value in row],
            )


def difference(after: Counter[Key], before: Counter[Key]) -> Counter[Key]:
    after.subtract(before)
    return Counter({key: n for key, n in after.items() if n})


def recount(on: date) -> Counter[Key]:
    """Every cell from the rows: for rebuilding and for checking, never for a page."""
    return count(lines(), on)


def replace_all(cells: Mapping[Key, int]) -> None:
    Cell.objects.all().delete()
    Cell.objects.bulk_create(
        (Cell(dim=d, key=k, dim2=d2, key2=k2, n=n) for (d, k, d2, k2), n in cells.items()), batch_size=2000
    )


def kept(chosen: Iterable[tuple[str, str]], on: date, now: IndexState) -> Counter[Key]:
    """The cells of these values, as they are on that day: one statement, one more when it is not the day of the cells."""
    wanted = Q()
    for dim, key in chosen:
        wanted |= Q(dim=dim, key=key)
    cells = Counter({tuple(row[:4]): row[4] for row in Cell.objects.filter(wanted).values_list(*CELL)})
    if now.version and now.as_of != on:
        cells.update(moved(now.as_of, on))
    return cells


CELL = ("dim", "key", "dim2", "key2", "n")


def moved(day: date, other: date) -> Counter[Key]:
    """What the cells of `other` have more or less than those of `day`."""
    changing = [Line._make(row) for row in _turning(*sorted((day, other))).values_list(*Line._fields)]
    return difference(count(changing, other), count(changing, day))


def _turning(first: date, last: date) -> QuerySet[Entry]:
    """Entries whose status may differ between the two days."""
    ends = {"gte": first, "lt": last}  # the last day of something
    begins = {"gt": first, "lte": last}
    soon = {name: day + timedelta(days=EXPIRING_DAYS) for name, day in begins.items()}

    def within(field: str, span: dict[str, date]) -> Q:
        return Q(**{f"{field}__{name}": day for name, day in span.items()})

    return Entry.objects.order_by().filter(
        within("valid_until", ends)
        | within("valid_until", soon)
        | within("suspended_until", ends)
        | within("suspended_from", begins)
        | within("revoked_on", begins)
    )


@transaction.atomic
def roll(on: date) -> int:
    """Let the cells count the statuses of that day; returns how many changed. Safe to run again."""
    now = hold(on)
    if now.as_of >= on:
        return 0
    change = moved(now.as_of, on)
    apply(change)
    changed(now, as_of=on)
    return len(change)
