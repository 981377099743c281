"""Where a record of an app is counted, on the map of today and on the map of its own day."""

from django.db import models

from ocop.places.enums import Level
from ocop.places.models import Unit
from ocop.places.queries import responsible_unit

# For `core.indicators.Source`: boundary → level → column.
PLACED = {
    "now": {"province": "now_province", "commune": "now_unit"},
    "then": {"province": "then_province", "district": "then_district", "commune": "then_unit"},
}


class Placed(models.Model):
    """Keys of places.Unit; empty where the record's unit lies above that level. Set from its unit by `place`."""

    now_province = models.CharField(max_length=20, blank=True, editable=False)
    now_unit = models.CharField(max_length=20, blank=True, editable=False)
    then_province = models.CharField(max_length=20, blank=True, editable=False)
    then_district = models.CharField(max_length=20, blank=True, editable=False)
    then_unit = models.CharField(max_length=20, blank=True, editable=False)

    class Meta:
        abstract = True

    def place(self, unit: Unit | None) -> None:
        for name, key in keys_of(unit).items():
            setattr(self, name, key)


def keys_of(unit: Unit | None) -> dict[str, str]:
    """The five columns for a unit of today or a former one; of a split commune only its province of today is certain."""
    if unit is None:
        return dict.fromkeys(("now_province", "now_unit", "then_province", "then_district", "then_unit"), "")
    commune = unit.level == Level.COMMUNE
    today = responsible_unit(unit) if commune else None
    return {
        "now_province": today.province_key if today else _province_today(unit),
        "now_unit": today.key if today else "",
        "then_province": unit.province_key,
        "then_district": _district(unit),
        "then_unit": unit.key if commune else "",
    }


def _province_today(unit: Unit) -> str:
    if unit.valid_to is None:
        return unit.province_key
    province = Unit.objects.filter(key=unit.province_key).first()
    heir = responsible_unit(province) if province else None
    return heir.key if heir else ""


def _district(unit: Unit) -> str:
    if unit.level == Level.DISTRICT:
        return unit.key
    parent = unit.parent if unit.level == Level.COMMUNE else None
    return parent.key if parent and parent.level == Level.DISTRICT else ""
