"""How far training reaches in an area: the same conditions as the indicators, and the producers still missing."""

from datetime import date
from typing import Any

from django.db.models import Q

from ocop.core.indicators import Area, Boundary, Scope, indicator, source
from ocop.places.models import Unit
from ocop.rulebook.training import Coverage

COUNTED = (
    "producers",
    "producers_trained",
    "producers_leader_trained",
    "workers_trained",
    "workers_certified",
)
MISSING_SHOWN = 200


def scope_of(unit: Unit, on: date) -> Scope:
    return Scope(unit, Area(unit.level, (unit.key,), Boundary.NOW), date(on.year, 1, 1), on)


def coverage_of(unit: Unit, on: date) -> Coverage:
    """One statement per number."""
    scope = scope_of(unit, on)
    return Coverage(*(_rows(key, scope).count() for key in COUNTED))


def not_trained(unit: Unit, on: date) -> list[Any]:
    """Producers taking part of whom nobody has completed anything yet."""
    scope = scope_of(unit, on)
    one = indicator("producers_trained")
    assert one.where is not None
    rows = _rows("producers", scope).exclude(
        pk__in=source(one.source).rows(scope.area).filter(one.where(scope)).values("pk")
    )
    return list(rows.select_related("producer__unit").order_by("producer__sort_key", "pk")[:MISSING_SHOWN])


def _rows(key: str, scope: Scope) -> Any:
    one = indicator(key)
    assert one.where is not None
    where: Q = one.where(scope)
    return source(one.source).rows(scope.area).filter(where)
