"""Reads for the queue and the list of changes."""

from typing import Any

from django.db.models import Count, QuerySet

from ocop.boundaries.models import PlaceCase
from ocop.core.acting import Acting
from ocop.core.responsible import holders
from ocop.places.models import Unit
from ocop.places.queries import successors


def open_count(acting: Acting) -> int | None:
    return PlaceCase.objects.visible_to(acting).open().count() or None


def waiting_units(acting: Acting) -> QuerySet[Unit]:
    """Units that were split and have records nobody has placed yet, with how many."""
    mine = PlaceCase.objects.visible_to(acting).open().values("pk")
    found = Unit.objects.filter(place_cases__in=mine)
    return found.annotate(waiting=Count("place_cases")).order_by("sort_key", "pk")


def candidates(old: Unit) -> list[Unit]:
    """The units of today among which a person decides."""
    return successors(old)


def touched(units: list[Unit]) -> dict[int, dict[str, int]]:
    """Unit → noun → how many records it answers for: one statement a kind of record."""
    found: dict[int, dict[str, int]] = {unit.pk: {} for unit in units}
    for holder in holders():
        rows: Any = holder.objects.filter(**{f"{holder.unit}__in": units}).order_by()
        for unit, count in rows.values_list(holder.unit).annotate(Count("pk")):
            found[unit][holder.noun] = count
    return found
