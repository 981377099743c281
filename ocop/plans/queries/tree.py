"""Plans above and below: which may be joined, which are there, and which units have none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from ocop.places.enums import Level
from ocop.places.models import Unit
from ocop.plans.models import Plan


def possible_uppers(unit: Unit) -> QuerySet[Plan]:
    """In force, of a unit above; period and years are checked when one is chosen."""
    found = Plan.objects.filter(state="issued").select_related("unit")
    if unit.level == Level.COMMUNE:
        return found.filter(unit__key__in=("VN", unit.province_key))
    return found.filter(unit__key="VN") if unit.level == Level.PROVINCE else found.none()


def units_below(unit: Unit) -> QuerySet[Unit]:
    """Those of today: provinces of the nation, communes of a province."""
    current = Unit.objects.current()
    if unit.level == Level.NATION:
        return current.filter(level=Level.PROVINCE)
    if unit.level == Level.PROVINCE:
        return current.filter(level=Level.COMMUNE, province_key=unit.key)
    return current.none()


@dataclass(frozen=True)
class Below:
    """`count` units below, so many with an issued plan inside the same years; the others by name, some of them."""

    count: int
    having: int
    missing: list[Unit]
    plans: list[Plan]

    @property
    def lacking(self) -> int:
        return self.count - self.having


SHOWN = 200


def below(plan: Plan, on: date) -> Below:
    """Plans in force of the units directly below, inside the years of this plan."""
    units = units_below(plan.unit)
    inside = Plan.objects.in_force(on).filter(year_from__gte=plan.year_from, year_until__lte=plan.year_until)
    count = units.count()
    if not count:
        return Below(0, 0, [], [])
    having = units.filter(Exists(inside.filter(unit=OuterRef("pk")))).count()
    missing = units.exclude(Exists(inside.filter(unit=OuterRef("pk")))).order_by("sort_key", "pk")
    plans = inside.filter(unit__in=units).select_related("unit").order_by("unit__sort_key", "pk")
    return Below(count, having, list(missing[:SHOWN]), list(plans[:SHOWN]))


def versions(plan: Plan) -> list[Plan]:
    """All versions of the plan of that unit and those years, oldest first."""
    same = Plan.objects.filter(unit=plan.unit_id, year_from=plan.year_from, year_until=plan.year_until)
    return list(same.order_by("version", "pk"))


def names(units: Iterable[Unit]) -> list[str]:
    return [unit.full_name for unit in units]
