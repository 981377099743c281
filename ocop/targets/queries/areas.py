"""A unit as a filter on the map of today or on the map of each record's own day."""

from django.db.models import Q, QuerySet

from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.indicators import Area, Boundary, Scope
from ocop.places.enums import Level
from ocop.places.models import Succession, Unit
from ocop.targets.queries.then import TWO_TIERS_FROM


def unit_of_code(code: str) -> Unit:
    """`VN`, the key of a unit ("01", "09556", "2025-D268"), or the code of a former district ("268")."""
    found = Unit.objects.filter(key=code[:20]).first()
    if found is None:
        districts = Unit.objects.filter(code=code[:10], level=Level.DISTRICT)[:2]
        found = districts[0] if len(districts) == 1 else None
    if found is None:
        raise RuleBroken(
            f"Không có đơn vị hành chính mang mã “{code}”. Dùng VN cho cả nước, 01 cho Hà Nội, mã 5 chữ số cho xã, "
            "mã 3 chữ số cho huyện cũ.",
            code="unit.unknown",
        )
    return found


def area_of(unit: Unit, boundary: Boundary = Boundary.NOW) -> Area:
    """A unit that no longer exists is always counted on the map of then: today's map does not have it.

    On the map of then a unit of today stands for itself and for its former self: the unit of the same code that went into
    it (Lâm Đồng of 2022 is the old Lâm Đồng, without the provinces that joined it in 2025).
    """
    if unit.valid_to is not None:
        return Area(unit.level, (unit.key,), Boundary.THEN, (unit.key,))
    line = (unit.key, *(former_selves(unit) if unit.level != Level.NATION else ()))
    return Area(unit.level, (unit.key,) if boundary == Boundary.NOW else line, Boundary(boundary), line)


def former_selves(unit: Unit) -> list[str]:
    links = Succession.objects.filter(Q(old__code=unit.code, old__level=unit.level), new=unit)
    return list(links.order_by("old__key").values_list("old__key", flat=True))


def visible_units(acting: Acting) -> QuerySet[Unit]:
    """Whose figures an office may ask for: the centre all; a province its own, its communes and the former units that went
    into it; a commune its own."""
    office = acting.unit
    if office is None:
        return Unit.objects.none()
    if office.level == Level.NATION:
        return Unit.objects.all()
    if office.level == Level.PROVINCE:
        former = Succession.objects.filter(new=office).values("old__key")
        return Unit.objects.filter(Q(province_key=office.key) | Q(province_key__in=former))
    return Unit.objects.filter(pk=office.pk)


def parts_level(scope: Scope) -> str:
    """The level of the units that a unit is compared by: empty for a commune."""
    level = scope.area.level
    if level == Level.NATION:
        return Level.PROVINCE
    if level == Level.COMMUNE:
        return ""
    before = scope.area.boundary == Boundary.THEN and scope.on < TWO_TIERS_FROM
    return Level.DISTRICT if level == Level.PROVINCE and before else Level.COMMUNE
