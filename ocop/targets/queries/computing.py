"""Values of indicators: those that are kept from the kept sums, in one statement for all of them; others by one statement
per source. Both say the same as the condition whose rows are the drill-down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Aggregate, Count, QuerySet, Sum

from ocop.core.indicators import Boundary, How, Indicator, Scope, indicator, indicators, source
from ocop.places.models import Unit
from ocop.rulebook.exact import Exact, shown
from ocop.rulebook.figures import figure_text, less, percent, times
from ocop.targets.models import DeclaredFigure, Target
from ocop.targets.queries import kept
from ocop.targets.queries.areas import area_of
from ocop.targets.queries.statements import declared_for, targets_for

TARGET = "target:"
HOW = {How.PERCENT: percent, How.TIMES: times, How.LESS: less}


@dataclass(frozen=True)
class Figure:
    """One answer. `value` is exact; `declared` and `target` stand beside it and are never added to it."""

    indicator: Indicator
    value: Exact | None
    rows: int
    target: Target | None = None
    declared: DeclaredFigure | None = None

    @property
    def kind(self) -> str:
        return self.indicator.kind

    @property
    def text(self) -> str:
        return (
            figure_text(self.value, self.indicator.rounding)
            if self.kind == "computed"
            else _plain(self.value)
        )


def scope_of(unit: Unit, on: date, *, start: date | None = None, boundary: Boundary = Boundary.NOW) -> Scope:
    """`start` is the first day of the period for flows; without one the year of `on`."""
    return Scope(unit, area_of(unit, boundary), start or date(on.year, 1, 1), on)


def figures(scope: Scope, keys: Iterable[str] = ()) -> list[Figure]:
    """All indicators (or those), each answered once."""
    return figures_at([scope], keys)[0]


def figures_at(
    scopes: Sequence[Scope],
    keys: Iterable[str] = (),
    *,
    declared: bool = True,
    sums: kept.Sums | None = None,
) -> list[list[Figure]]:
    """The same unit at several days. Targets and declared figures are those of the first scope; the others are there to
    compare with, and a calculation with a target has no value in them. `declared=False`: without declared figures;
    `sums`: the kept sums, where they have been read already."""
    wanted = [indicator(key) for key in keys] if keys else indicators()
    first = scopes[0]
    said = declared_for(first.area.line, first.start, first.on) if declared else {}
    goals = targets_for(first.area.line, first.start, first.on)
    answers = counts_at(scopes, _needed(wanted), sums=sums)
    return [
        [_figure(one, counted, *((said, goals) if place == 0 else ({}, {}))) for one in wanted]
        for place, counted in enumerate(answers)
    ]


def figure(scope: Scope, key: str) -> Figure:
    return figures(scope, [key])[0]


def counts(scope: Scope, wanted: Iterable[Indicator]) -> dict[str, int]:
    """Row counts of counted indicators: one statement per source."""
    return counts_at([scope], wanted)[0]


def counts_at(
    scopes: Sequence[Scope], wanted: Iterable[Indicator], *, sums: kept.Sums | None = None
) -> list[dict[str, int]]:
    """The same for several days or periods of one unit: one statement for all that is kept, one for each source of others."""
    wanted = list(wanted)
    keys = [one.key for one in wanted if one.key in kept.KEPT]
    if sums is None:
        sums = kept.sums_for(scopes, keys) if keys else None
    found = [{key: sums.value(key, scope) for key in keys} if sums else {} for scope in scopes]
    for part, more in zip(
        found, recounted_at(scopes, [one for one in wanted if one.key not in keys]), strict=True
    ):
        part |= more
    return found


def recounted_at(scopes: Sequence[Scope], wanted: Iterable[Indicator]) -> list[dict[str, int]]:
    """Counted row by row from the facts, whether kept or not: what kept sums are checked against."""
    found: list[dict[str, int]] = [{} for _ in scopes]
    for key, ones in _by_source(wanted).items():
        numbers = {
            f"n{place}_{one.key}": _number(one, scope) for place, scope in enumerate(scopes) for one in ones
        }
        answer = source(key).rows(scopes[0].area).aggregate(**numbers)
        for place, part in enumerate(found):
            part |= {one.key: answer[f"n{place}_{one.key}"] for one in ones}
    return found


def _number(one: Indicator, scope: Scope) -> Aggregate:
    """How many rows, or what they add up to."""
    within = one.where(scope)  # type: ignore[misc]
    return Sum(one.adds, filter=within, default=0) if one.adds else Count("pk", filter=within)


def counts_by(scope: Scope, wanted: Iterable[Indicator], level: str) -> dict[str, dict[str, int]]:
    """Key of each unit of that level inside the area → row counts: one statement per source."""
    found: dict[str, dict[str, int]] = {}
    for key, ones in _by_source(wanted).items():
        path = source(key).places[scope.area.boundary].get(level)
        if path is None:
            continue
        numbers = {f"n_{one.key}": _number(one, scope) for one in ones}
        for row in source(key).rows(scope.area).order_by().values(path).annotate(**numbers):
            unit = found.setdefault(row.pop(path), {})
            unit |= {name.removeprefix("n_"): number for name, number in row.items()}
    return found


def rows_of(one: Indicator, scope: Scope) -> QuerySet:
    """The drill-down of a counted indicator: exactly the rows that its value counts."""
    if one.where is None:
        raise LookupError(f"{one.key} has no rows")
    found = source(one.source)
    return (
        found.rows(scope.area).filter(one.where(scope)).select_related(*found.related).order_by(*found.order)
    )


def _needed(wanted: Iterable[Indicator]) -> list[Indicator]:
    """The counted indicators that these follow from."""
    found: dict[str, Indicator] = {}
    for one in wanted:
        for part in (one, *(indicator(key) for key in one.of if key and not key.startswith(TARGET))):
            if part.counted:
                found[part.key] = part
    return list(found.values())


def _by_source(wanted: Iterable[Indicator]) -> dict[str, list[Indicator]]:
    found: dict[str, list[Indicator]] = {}
    for one in wanted:
        if one.counted:
            found.setdefault(one.source, []).append(one)
    return found


def _figure(
    one: Indicator,
    counted: dict[str, int],
    said: dict[str, DeclaredFigure],
    goals: dict[str, Target],
) -> Figure:
    declared, goal = said.get(one.key), goals.get(one.key)
    if one.counted:
        rows = 0 if one.adds else counted[one.key]  # a sum says nothing of how many rows it has
        return Figure(one, counted[one.key], rows, goal, declared)
    if one.how is None:
        value = Fraction(declared.value) if declared else None
        return Figure(one, value, 1 if declared else 0, goal, declared)
    first, second = (_part(key, counted, goals) for key in one.of)
    value = None if first is None or second is None else HOW[one.how](first, second)
    return Figure(one, value, counted.get(one.of[0], 0), goal, declared)


def _part(key: str, counted: dict[str, int], goals: dict[str, Target]) -> Exact | None:
    if not key.startswith(TARGET):
        return counted[key]
    goal = goals.get(key.removeprefix(TARGET))
    return goal.value if goal else None


def _plain(value: Exact | None) -> str:
    """A declared figure exactly as declared."""
    if value is None:
        return ""
    text = shown(value, 4)
    return text.rstrip("0").rstrip(".")
