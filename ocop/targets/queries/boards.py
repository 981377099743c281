"""What the pages of figures show, as finished rows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ocop.core.indicators import Indicator, Scope, indicator, indicators
from ocop.places.models import Unit
from ocop.rulebook.exact import Exact, shown
from ocop.rulebook.figures import less
from ocop.targets.enums import Theme
from ocop.targets.models import DeclaredFigure, Target
from ocop.targets.queries import kept
from ocop.targets.queries.areas import former_selves, parts_level
from ocop.targets.queries.computing import Figure, counts_by, figures, figures_at, scope_of
from ocop.targets.queries.statements import fits

HEADLINES = (
    *(
        "recognised_products",
        "stars_3",
        "stars_4",
        "stars_5",
        "potential_5",
        "valid_products",
        "expiring_products",
    ),
    *(
        "lapsed_products",
        "recognised_in_year",
        "producers",
        "producers_recognised_share",
        "registered_products",
    ),
    *("registered_over_plan", "units_without_product"),
)
YEARS = 7


@dataclass(frozen=True)
class Card:
    """A headline figure: what it is today, what it should be, what it was."""

    figure: Figure
    previous: str


@dataclass(frozen=True)
class Part:
    """A unit in a comparison."""

    unit: Unit | None
    name: str
    value: int
    target: Decimal | None
    share: int  # of the largest, in hundredths, for the bar

    @property
    def gap(self) -> Decimal | None:
        return None if self.target is None else Decimal(self.value) - self.target


@dataclass(frozen=True)
class Front:
    """The dashboard: headline figures, and products recognised for the first time year by year."""

    cards: list[Card]
    years: list[tuple[int, int]]


def front(scope: Scope) -> Front:
    """Today beside the last day of the year before. All from one reading of the kept sums, with the targets and the units
    beside: the same few statements whatever the size of the register."""
    before = Scope(scope.unit, scope.area, date(scope.on.year - 1, 1, 1), date(scope.on.year - 1, 12, 31))
    needed = {part for key in HEADLINES for part in (key, *indicator(key).of)}
    sums = kept.sums_for([scope, before], [*needed.intersection(kept.KEPT), "recognised_in_year"])
    now, then = figures_at([scope, before], HEADLINES, declared=False, sums=sums)
    found = sums.by_year("recognised", scope.on)
    years = [(year, found.get(year, 0)) for year in range(scope.on.year - YEARS + 1, scope.on.year + 1)]
    return Front([Card(one, other.text) for one, other in zip(now, then, strict=True)], years)


def themes() -> list[Theme]:
    """Those that have an indicator, in the order of a report."""
    held = {one.theme for one in indicators()}
    return [theme for theme in Theme if theme in held]


def of_theme(scope: Scope, theme: Theme) -> list[Figure]:
    """Its indicators answered: a statement for each source they count, not for every source there is."""
    return figures(scope, [one.key for one in indicators() if one.theme == theme])


def compare(one: Indicator, scope: Scope) -> list[Part]:
    """The units below, largest first, with their own targets; what names none of them is its own line, so that the lines
    add up to the whole."""
    level = parts_level(scope)
    if not level or not one.counted or one.source == "units":
        return []
    found = {key: numbers[one.key] for key, numbers in counts_by(scope, [one], level).items()}
    units = {unit.key: unit for unit in Unit.objects.filter(key__in=list(found))}
    goals = _targets(one.key, list(units.values()), scope)
    most = max(found.values(), default=0) or 1
    rows = [
        Part(
            units.get(key),
            units[key].full_name if key in units else "Không ghi rõ đơn vị",
            value,
            goals.get(key),
            value * 100 // most,
        )
        for key, value in found.items()
        if value or key in goals
    ]
    return sorted(rows, key=lambda part: (part.unit is None, -part.value, part.name))


def _targets(key: str, units: list[Unit], scope: Scope) -> dict[str, Decimal]:
    rows = Target.objects.standing().filter(
        indicator=key, unit__in=units, year_from__lte=scope.on.year, year_until__gte=scope.on.year
    )
    ordered = sorted(rows.select_related("unit"), key=lambda t: (t.year_from - t.year_until, t.pk))
    return {one.unit.key: one.value for one in ordered if fits(one, scope.start)}


@dataclass(frozen=True)
class Goal:
    """A target with what was reached: its unit's own figure on the last day of its years (or today)."""

    target: Target
    indicator: Indicator | None
    reached: str
    gap: str
    kind: str


def goals(targets: list[Target], on: date) -> list[Goal]:
    """Targets of one unit and the same years are answered together."""
    groups: dict[tuple[Any, ...], list[Target]] = {}
    for one in targets:
        groups.setdefault((one.unit, one.year_from, one.year_until), []).append(one)
    known = {one.key: one for one in indicators()}
    done: dict[int, Goal] = {}
    for (unit, year_from, year_until), ones in groups.items():
        scope = scope_of(unit, min(on, date(year_until, 12, 31)), start=date(year_from, 1, 1))
        keys = [one.indicator for one in ones if one.indicator in known]
        answers = {found.indicator.key: found for found in figures(scope, keys)} if keys else {}
        for one in ones:
            done[one.pk] = _goal(one, answers.get(one.indicator))
    return [done[one.pk] for one in targets]


def _goal(target: Target, found: Figure | None) -> Goal:
    if found is None or found.value is None:
        return Goal(target, found.indicator if found else None, "", "", found.kind if found else "")
    gap: Exact = less(found.value, target.value)
    places = found.indicator.rounding.places
    return Goal(target, found.indicator, found.text, shown(gap, places), found.kind)


@dataclass(frozen=True)
class RollUp:
    """A target against the sum of the targets that the units below were given for the same years."""

    given: Decimal
    units: int

    def gap(self, own: Decimal) -> Decimal:
        return self.given - own


def roll_up(target: Target) -> RollUp | None:
    """Nothing when no unit below has one. Shares are not added up."""
    below = Target.objects.standing().filter(
        indicator=target.indicator, year_from=target.year_from, year_until=target.year_until
    )
    unit = target.unit
    if unit.level == "nation":
        below = below.filter(unit__level="province")
    elif unit.level == "province":
        below = below.filter(unit__parent__key__in=(unit.key, *former_selves(unit)))
    else:
        below = below.filter(unit__parent=unit)
    values = list(below.values_list("value", flat=True))
    return RollUp(sum(values, Decimal(0)), len(values)) if values else None


def corrections(one: DeclaredFigure | Target) -> list[DeclaredFigure | Target]:
    """The records that this one replaced, newest first."""
    found, seen = [], one.corrects
    while seen is not None:
        found.append(seen)
        seen = seen.corrects
    return found
