"""Finding the target or the declared figure that answers for a unit, an indicator and a day."""

from collections.abc import Sequence
from datetime import date

from ocop.core.indicators import find
from ocop.targets.models import DeclaredFigure, Target


def targets_for(line: Sequence[str], start: date, on: date) -> dict[str, Target]:
    """Indicator → the standing target for that day. A plan of one year goes before one of several years, the unit's own
    before that of its former self. A flow is only compared with a target whose years begin with the period asked."""
    found = Target.objects.standing().filter(unit__key__in=line).select_related("unit")
    fitting = [
        one for one in found.filter(year_from__lte=on.year, year_until__gte=on.year) if fits(one, start)
    ]
    return {
        one.indicator: one
        for one in sorted(
            fitting, key=lambda t: (t.year_from - t.year_until, -line.index(t.unit.key), t.created_at, t.pk)
        )
    }


def fits(target: Target, start: date) -> bool:
    known = find(target.indicator)
    return known is None or not known.flow or target.year_from == start.year


def declared_for(line: Sequence[str], start: date, on: date) -> dict[str, DeclaredFigure]:
    """Indicator → the newest standing declared figure whose own period touches the period asked."""
    found = DeclaredFigure.objects.standing().filter(unit__key__in=line, until_on__gte=start, from_on__lte=on)
    rows = found.select_related("unit").order_by("until_on", "created_at", "pk")
    return {one.indicator: one for one in rows}


def declared_exactly(unit: str, indicator: str, from_on: date, until_on: date) -> DeclaredFigure | None:
    rows = DeclaredFigure.objects.standing().filter(
        unit__key=unit, indicator=indicator, from_on=from_on, until_on=until_on
    )
    return rows.order_by("created_at", "pk").last()


def target_exactly(unit: str, indicator: str, year_from: int, year_until: int) -> Target | None:
    rows = Target.objects.standing().filter(
        unit__key=unit, indicator=indicator, year_from=year_from, year_until=year_until
    )
    return rows.order_by("created_at", "pk").last()
