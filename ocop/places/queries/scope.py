"""The scope of an office: the nation sees all, a province itself and its communes, a commune itself."""

from django.db.models import Q

from ocop.core.acting import Acting
from ocop.places.enums import Level
from ocop.places.models import Unit


def in_scope(unit: Unit | None, acting: Acting) -> bool:
    """Whether records of that unit belong to the office the person acts for."""
    office = acting.unit
    if unit is None or office is None:
        return False
    if office.level == Level.NATION:
        return True
    if office.level == Level.PROVINCE:
        return unit.province_key == office.key
    return unit.pk == office.pk


def scope_filter(acting: Acting, field: str = "unit") -> Q:
    """The same as a filter. `field` leads to the unit ("unit", "producer__unit"); "" filters units themselves."""
    office = acting.unit
    prefix = f"{field}__" if field else ""
    if office is None:
        return Q(pk__in=())
    if office.level == Level.NATION:
        return Q()
    if office.level == Level.PROVINCE:
        return Q(**{f"{prefix}province_key": office.key})
    return Q(**{field or "pk": office.pk})
