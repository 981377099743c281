"""Rounds of registration: which binds a unit, and how far the units below are against their targets."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, QuerySet

from ocop.places.enums import Level
from ocop.places.models import Unit
from ocop.targets.models import Registration, RegistrationRound, Target
from ocop.targets.queries.allocations import units_below

MEASURED = "evaluated_in_year"  # the target that registrations of a year are held against


def rounds_for(unit: Unit, year: int) -> QuerySet[RegistrationRound]:
    """The rounds of a year that were opened for that unit: its province's and the nation's."""
    found = RegistrationRound.objects.filter(year=year, unit__key__in=("VN", unit.province_key))
    return found.select_related("unit").order_by("pk")


@dataclass(frozen=True)
class UnitStanding:
    """One unit below. `gap`: registered in the year less its target, negative while some are missing."""

    unit: Unit
    in_round: int
    in_year: int
    target: Decimal | None

    @property
    def gap(self) -> Decimal | None:
        return None if self.target is None else Decimal(self.in_year) - self.target


@dataclass(frozen=True)
class Standing:
    """All units below, those without any registration first in `empty`. The totals are the sums of the rows."""

    rows: list[UnitStanding]

    @property
    def in_round(self) -> int:
        return sum(row.in_round for row in self.rows)

    @property
    def in_year(self) -> int:
        return sum(row.in_year for row in self.rows)

    @property
    def target(self) -> Decimal:
        return sum((row.target for row in self.rows if row.target is not None), Decimal(0))

    @property
    def busy(self) -> list[UnitStanding]:
        """Those with a registration or a target."""
        return [row for row in self.rows if row.in_year or row.target is not None]

    @property
    def idle(self) -> list[UnitStanding]:
        return [row for row in self.rows if not row.in_year and row.target is None]

    @property
    def empty(self) -> list[UnitStanding]:
        return [row for row in self.rows if not row.in_year]


def standing(one: RegistrationRound) -> Standing:
    """Four statements. A closed round tells what was counted on its last day."""
    units = list(units_below(one.unit).order_by("sort_key", "pk"))
    in_year = _by_unit(one, Registration.objects.filter(year=one.year, withdrawn_on=None))
    in_round = one.counted if one.state == "closed" else counted_now(one)
    goals = dict(
        Target.objects.standing()
        .filter(unit__in=units, indicator=MEASURED, year_from=one.year, year_until=one.year)
        .order_by("pk")
        .values_list("unit__key", "value")
    )
    rows = [
        UnitStanding(unit, int(in_round.get(unit.key, 0)), in_year.get(unit.key, 0), goals.get(unit.key))
        for unit in units
    ]
    return Standing(sorted(rows, key=lambda row: (-row.in_year, row.unit.sort_key)))


def counted_now(one: RegistrationRound) -> dict[str, int]:
    """Unit → products registered in this round and not withdrawn."""
    return _by_unit(one, Registration.objects.filter(round=one, withdrawn_on=None))


def _by_unit(one: RegistrationRound, lines: object) -> dict[str, int]:
    path = "now_province" if one.unit.level == Level.NATION else "now_unit"
    if one.unit.level != Level.NATION:
        lines = lines.filter(now_province=one.unit.key)  # type: ignore[attr-defined]
    return dict(lines.order_by().values_list(path).annotate(n=Count("pk")))  # type: ignore[attr-defined]


def running_for(unit: Unit, on: date) -> list[RegistrationRound]:
    """Rounds in which a commune can register today."""
    found = RegistrationRound.objects.filter(
        state="open", opens_on__lte=on, closes_on__gte=on, unit__key__in=("VN", unit.province_key)
    )
    return list(found.order_by("closes_on", "pk"))
