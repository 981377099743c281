"""Integrity: nothing is lost between two maps (I90)."""

from ocop.boundaries.models import PlaceCase, UnitChange
from ocop.core.checks_registry import Finding
from ocop.core.responsible import holders


def one_responsible_unit() -> Finding:
    """No record lies in a unit that a list ended, except those that wait for a person, each with one open question."""
    finding = Finding()
    ended = UnitChange.objects.values("old")
    asked = set(PlaceCase.objects.open().values_list("about_type", "about_id"))
    for holder in holders():
        rows = holder.objects.filter(**{f"{holder.unit}__in": ended}).order_by("pk")
        for row in rows:
            finding.rows += 1
            owner = getattr(row, f"{holder.owner}_id") if holder.owner else 0
            if not {(holder.model, row.pk), (holder.owner_model, owner)} & asked and not _hangs(holder, row):
                finding.problems.append(f"{holder.noun} {row} ({row.pk}) còn ở đơn vị đã kết thúc")
    return finding


def _hangs(holder: object, row: object) -> bool:
    """Its owner lies in the same unit, so the question about the owner answers for it."""
    from ocop.core.responsible import Holder

    assert isinstance(holder, Holder)
    if not holder.owner:
        return False
    owner = getattr(row, holder.owner)
    return getattr(owner, "unit_id", None) == getattr(row, f"{holder.unit}_id")
