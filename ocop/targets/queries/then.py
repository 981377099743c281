"""Which unit a published place was on its own day. No guess: what is not found, or fits twice, stays empty."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from ocop.places.enums import Level
from ocop.places.models import Unit
from ocop.places.names import readings

TWO_TIERS_FROM = date(2025, 7, 1)
Keys = tuple[str, str, str]  # province, district, commune


def asked_place(commune: str, district: str, province: str, on: date) -> str:
    """What was asked, as one text: the name under which an answer is kept. Districts ended on 01/7/2025."""
    return "|".join((commune, district, province, "2025" if on >= TWO_TIERS_FROM else "2018"))


@dataclass
class ThenMap:
    """Remembers each wording, so that a long list of records asks for each place once."""

    known: dict[str, Keys] = field(default_factory=dict)

    def keys(self, commune: str, district: str, province: str, on: date) -> Keys:
        asked = asked_place(commune, district, province, on)
        if asked not in self.known:
            self.known[asked] = self._find(commune, district, province, on)
        return self.known[asked]

    def _find(self, commune: str, district: str, province: str, on: date) -> Keys:
        home = _named(province, Level.PROVINCE, on)
        if home is None:
            return "", "", ""
        middle = _named(district, Level.DISTRICT, on, province_key=home.key)
        within = {"parent": middle} if middle else {"province_key": home.key}
        place = _named(commune, Level.COMMUNE, on, **within) if middle or not district else None
        if place and middle is None and place.parent and place.parent.level == Level.DISTRICT:
            middle = place.parent
        return home.key, middle.key if middle else "", place.key if place else ""


def keys_of(unit: Unit | None) -> Keys:
    """The same three keys of a unit; ask with `select_related("parent")`."""
    if unit is None or unit.level == Level.NATION:
        return "", "", ""
    if unit.level == Level.PROVINCE:
        return unit.key, "", ""
    if unit.level == Level.DISTRICT:
        return unit.province_key, unit.key, ""
    above = unit.parent.key if unit.parent and unit.parent.level == Level.DISTRICT else ""
    return unit.province_key, above, unit.key


def _named(text: str, level: str, on: date, **within: Any) -> Unit | None:
    reads = readings(text) if text else []
    if not reads:
        return None
    keys = [key for _kind, key in reads]
    called = Q(name_key__in=keys) | Q(aliases__name_key__in=keys)
    found = list(
        Unit.objects.on(on).filter(called, level=level, **within).select_related("parent").distinct()
    )
    if len(found) > 1:
        kinds = {kind for kind, _key in reads}
        found = [unit for unit in found if unit.kind in kinds]
    return found[0] if len(found) == 1 else None
