"""What an allocation starts from: the units below and what the records say of each. A fixed number of statements."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from ocop.core.indicators import Indicator, Scope, find, indicator
from ocop.places.enums import Level
from ocop.places.models import Unit
from ocop.rulebook.allocation import Allocation, CannotAllocate, Policy, Share, UnitInputs, allocate
from ocop.rulebook.allocation_policies import read_policies
from ocop.rulebook.allocation_words import Fairness, explain, fairness, policy_facts
from ocop.targets.definitions.products import recognition, unrevoked
from ocop.targets.enums import Theme
from ocop.targets.models import Allocation as Given
from ocop.targets.models import AllocationLine, Target
from ocop.targets.models.allocations import inputs_of
from ocop.targets.queries.computing import counts_by, scope_of

ALLOCATABLE = ("evaluated_in_year", "recognised_in_year", "recognised_again", "upgraded_in_year")


@dataclass(frozen=True)
class Below:
    """A unit below, its inputs, and the target it holds now for that indicator and year."""

    unit: Unit
    inputs: UnitInputs
    target_before: Decimal | None
    standing: Target | None


@dataclass(frozen=True)
class Option:
    """One policy applied: the answer and how even it is, or why there is none."""

    policy: Policy
    facts: tuple[str, ...]
    done: Allocation | None
    fairness: Fairness | None
    refusal: str = ""


def allocatable() -> list[Indicator]:
    return [one for key in ALLOCATABLE if (one := find(key)) is not None]


def units_below(unit: Unit) -> QuerySet[Unit]:
    """Those that exist today: provinces of the nation, communes of a province."""
    if unit.level == Level.NATION:
        return Unit.objects.current().filter(level=Level.PROVINCE)
    return Unit.objects.current().filter(level=Level.COMMUNE, province_key=unit.key)


def gather(unit: Unit, key: str, year: int, today: date) -> list[Below]:
    """In the order in which units are listed: most registered first, then by name."""
    level = Level.PROVINCE if unit.level == Level.NATION else Level.COMMUNE
    named = _counted(unit, key, year, today, level)
    before, now = (_targets(unit, key, of_year) for of_year in (year - 1, year))
    found = []
    for one in units_below(unit).order_by("sort_key", "pk"):
        counted = [numbers.get(one.key, 0) for numbers in named]
        given = before.get(one.pk)
        value = given.value if given else None
        found.append(Below(one, inputs_of(one.key, *counted, value), value, now.get(one.pk)))
    return sorted(found, key=lambda one: -one.inputs.registered)


def digest(units: Iterable[Below]) -> str:
    """Changes when any input does: so that nobody gives out numbers other than those seen."""
    text = repr(sorted((repr(one.inputs), one.standing.pk if one.standing else 0) for one in units))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def options(total: int, units: Sequence[Below]) -> list[Option]:
    """The shipped policies side by side."""
    return [_option(total, units, policy) for policy in read_policies().all]


def own_target(unit: Unit, key: str, year: int) -> Target | None:
    """What the unit itself was given for that year."""
    mine = Target.objects.standing().filter(unit=unit, indicator=key, year_from=year, year_until=year)
    return mine.order_by("pk").last()


@dataclass(frozen=True)
class GivenLine:
    """A kept line with the reasons, computed from what was kept with it."""

    line: AllocationLine
    why: tuple[str, ...]
    share: int  # of the largest, in hundredths, for the bar


def given_lines(given: Given) -> list[GivenLine]:
    """As they were given, largest first."""
    lines = list(given.lines.select_related("unit"))
    done = allocate(given.total, [line.inputs for line in lines], given.used_policy)
    shares: dict[str, Share] = {share.unit.key: share for share in done.shares}
    most = max(line.value for line in lines) or 1
    return [
        GivenLine(line, explain(shares[line.unit.key], done), line.value * 100 // most)
        for line in sorted(lines, key=lambda line: (-line.value, line.unit.sort_key))
    ]


def _option(total: int, units: Sequence[Below], policy: Policy) -> Option:
    facts = policy_facts(policy)
    try:
        done = allocate(total, [one.inputs for one in units], policy)
    except CannotAllocate as refusal:
        return Option(policy, facts, None, None, refusal.sentence)
    return Option(policy, facts, done, fairness((s.unit.registered, s.value) for s in done.shares))


def _counted(unit: Unit, key: str, year: int, today: date, level: str) -> list[dict[str, int]]:
    """Registered, producers, due again, reached the year before: unit key → number."""
    on = today if year == today.year else date(year, 12, 31)
    last_year = scope_of(unit, min(today, date(year - 1, 12, 31)), start=date(year - 1, 1, 1))
    asked = (
        (scope_of(unit, on), indicator("registered_products")),
        (scope_of(unit, today), indicator("producers")),
        (scope_of(unit, today), _due(year)),
        (last_year, indicator(key)),
    )
    return [
        {place: numbers[one.key] for place, numbers in counts_by(scope, [one], level).items()}
        for scope, one in asked
    ]


def _due(year: int) -> Indicator:
    """Recognitions whose term ends in that year and that nothing has replaced: products to be evaluated again."""

    def where(scope: Scope) -> Q:
        ends = Q(valid_until__gte=date(year, 1, 1), valid_until__lte=date(year, 12, 31))
        return recognition(scope) & unrevoked(scope) & ends

    words = "Sản phẩm hết hạn công nhận trong năm"
    return Indicator("due_in_year", words, words, "sản phẩm", Theme.VALIDITY, "ranks", where)


def _targets(unit: Unit, key: str, year: int) -> dict[int, Target]:
    rows = Target.objects.standing().filter(
        unit__in=units_below(unit), indicator=key, year_from=year, year_until=year
    )
    return {one.unit_id: one for one in rows.order_by("pk")}
