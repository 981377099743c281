"""Giving numbers: unique and gap-free per office, kind of paper and year, also under races and rollbacks (I20)."""

from django.db import connection

from ocop.places.models import Unit
from ocop.programme.models import NumberSeries


def next_number(*, unit: Unit, kind: str, year: int) -> int:
    """The next number of the series, taken for good when the caller's transaction commits.

    The row stays locked until then, so two givers queue, and a rolled-back one leaves no gap.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A number is given inside the transaction that uses it.")
    NumberSeries.objects.get_or_create(unit=unit, kind=kind, year=year)
    series = NumberSeries.objects.select_for_update().get(unit=unit, kind=kind, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last
