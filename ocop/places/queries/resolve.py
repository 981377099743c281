"""Which unit of today answers for the place that a published record names. Doubt is answered with candidates."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from ocop.core.text import clean_line
from ocop.places.enums import Level
from ocop.places.models import Alias, Succession, Unit
from ocop.places.names import marks, parts, readings

NEW_TIER_FROM = date(2025, 7, 1)


@dataclass(frozen=True)
class Resolution:
    """`unit` is the responsible unit of today, or None: then `candidates` and `reason` help a person to decide.

    `code`: today, whole, split, ambiguous, district_only, province_only, unknown. `former` is the former unit that
    was found; `province` the province of today as far as it is certain, so that its office can take up the question.
    """

    unit: Unit | None
    code: str
    reason: str = ""
    candidates: list[Unit] = field(default_factory=list)
    former: Unit | None = None
    province: Unit | None = None


def successors(unit: Unit) -> list[Unit]:
    """The units of today that took over from a former one; for a district those of its communes."""
    olds = Q(old=unit) | Q(old__parent=unit) if unit.level == Level.DISTRICT else Q(old=unit)
    found, seen = _news(olds), {unit.pk}
    while former := [one for one in found if one.valid_to is not None and one.pk not in seen]:
        seen |= {one.pk for one in former}
        later = _news(Q(old__in=former))
        found = [one for one in found if one not in former] + [one for one in later if one not in found]
    return sorted(found, key=lambda one: one.sort_key)


def _news(olds: Q) -> list[Unit]:
    news = Succession.objects.filter(olds).values("new_id")
    return list(Unit.objects.filter(pk__in=news).order_by("sort_key"))


def responsible_unit(unit: Unit, on: date | None = None) -> Unit | None:
    """The unit that answers for it on that day (without one: now): itself, its whole successor, None when split."""
    seen = unit
    while seen.valid_to is not None and (on is None or seen.valid_to < on):
        news = successors(seen)
        if len(news) != 1:
            return None
        seen = news[0]
    return seen


def resolve_place(
    commune: str = "", district: str = "", province: str = "", on: date | None = None
) -> Resolution:
    """Read a place as published. `on` is the day of the record; a day before 1/7/2025 means the former tier first."""
    commune, district, province = _spread(commune, district, province)
    old_provinces, new_provinces = _named(province, Level.PROVINCE)
    home = _home(old_provinces, new_provinces, on)
    if not province or not (old_provinces or new_provinces):
        return Resolution(
            None, "unknown", f"Không tìm thấy tỉnh “{province}” trong danh mục đơn vị hành chính."
        )
    if not commune:
        return _without_commune(district, province, old_provinces, home)
    former = _former_communes(commune, district, old_provinces)
    current = [] if district else _communes(commune, new_provinces)
    order = (former, current) if on is not None and on < NEW_TIER_FROM else (current, former)
    if on is None and former and current:
        return _both_tiers(current, former, home, commune)
    for found in order:
        if found:
            return _decide(found, commune, home)
    return _not_found(commune, district, old_provinces, home)


def _spread(commune: str, district: str, province: str) -> tuple[str, str, str]:
    """One text with commas in the first field is spread over the empty others."""
    pieces = parts(commune)
    if len(pieces) == 3 and not district:
        return pieces[0], pieces[1], province or pieces[2]
    if len(pieces) == 2:
        if district or not province:
            return pieces[0], district, province or pieces[1]
        return pieces[0], pieces[1], province
    return clean_line(commune), clean_line(district), clean_line(province)


def _name_filter(text: str) -> Q:
    condition = Q(pk__in=())
    for _kind, key in readings(text):
        aliased = Alias.objects.filter(name_key=key).values("unit_id")
        condition |= Q(name_key=key) | Q(pk__in=aliased)
    return condition


def _named(text: str, level: str) -> tuple[list[Unit], list[Unit]]:
    """Units of that level called so: (former, of today)."""
    found = list(Unit.objects.filter(_name_filter(text), level=level)) if text else []
    return [u for u in found if u.valid_to], [u for u in found if not u.valid_to]


def _home(old: list[Unit], new: list[Unit], on: date | None) -> Unit | None:
    """The province of today, when both readings of its name agree."""
    inherited = [successor for unit in old for successor in successors(unit)]
    if on is not None and on >= NEW_TIER_FROM and new:
        inherited = []
    options = {unit.pk: unit for unit in [*new, *inherited]}
    return next(iter(options.values())) if len(options) == 1 else None


def _closest(found: list[Unit], text: str) -> list[Unit]:
    """Among several of one folded name keep those with the marks that were written (Trực Hùng, not Trực Hưng), then
    those of the kind that was written; a narrowing that leaves nobody is not made."""
    kinds = {kind for kind, _key in readings(text)}
    written = marks(text)
    for fits in (lambda unit: written.endswith(marks(unit.name)), lambda unit: unit.kind in kinds):
        found = [unit for unit in found if fits(unit)] or found
    return found


def _communes(text: str, provinces: list[Unit]) -> list[Unit]:
    keys = [unit.key for unit in provinces]
    queryset = Unit.objects.communes().filter(_name_filter(text), province_key__in=keys)
    return _closest(list(queryset.order_by("sort_key", "key")), text)


def _districts(text: str, provinces: list[Unit]) -> QuerySet[Unit]:
    return Unit.objects.filter(
        _name_filter(text), level=Level.DISTRICT, province_key__in=[unit.key for unit in provinces]
    ).order_by("sort_key", "key")


def _former_communes(commune: str, district: str, provinces: list[Unit]) -> list[Unit]:
    if not district:
        return _communes(commune, provinces)
    within = {unit.pk for unit in _districts(district, provinces)}
    keys = [unit.key for unit in provinces]
    found = Unit.objects.communes().filter(_name_filter(commune), province_key__in=keys, parent_id__in=within)
    found_list = list(found.select_related("parent").order_by("sort_key", "key"))
    if len({unit.parent_id for unit in found_list}) > 1:
        exact = {unit.pk for unit in _closest(list(_districts(district, provinces)), district)}
        found_list = [unit for unit in found_list if unit.parent_id in exact] or found_list
    return _closest(found_list, commune)


def _decide(found: list[Unit], text: str, home: Unit | None) -> Resolution:
    """One former or present unit decides; several, or a split one, do not."""
    if len(found) > 1:
        ends = {new.pk: new for unit in found for new in _ends(unit)}
        where = "; ".join(unit.address for unit in found[:5])
        reason = f"Có {len(found)} đơn vị tên “{text}”: {where}. Cần người có thẩm quyền chọn đúng đơn vị."
        return Resolution(None, "ambiguous", reason, _sorted(ends.values()), province=home)
    unit = found[0]
    ends = _ends(unit)
    if unit.valid_to is None:
        return Resolution(unit, "today", province=unit.parent)
    province = ends[0].parent if ends else home
    if len(ends) == 1:
        return Resolution(ends[0], "whole", former=unit, province=province)
    reason = (
        f"{unit.address} đã chia về {len(ends)} đơn vị từ 01/7/2025: {', '.join(u.full_name for u in ends)}. "
        "Cần người có thẩm quyền chọn đơn vị theo địa chỉ thật."
    )
    return Resolution(None, "split", reason, ends, former=unit, province=province)


def _ends(unit: Unit) -> list[Unit]:
    return [unit] if unit.valid_to is None else successors(unit)


def _sorted(units: object) -> list[Unit]:
    return sorted(units, key=lambda unit: unit.sort_key)  # type: ignore[call-overload]


def _both_tiers(current: list[Unit], former: list[Unit], home: Unit | None, commune: str) -> Resolution:
    """No day and no district: today's unit of that name counts only if the former one of that name became it."""
    now, before = _decide(current, commune, home), _decide(former, commune, home)
    if now.unit is not None and now.unit == before.unit:
        return now
    candidates = {u.pk: u for u in [*current, *(u for unit in former for u in _ends(unit))]}
    reason = (
        f"Tên “{commune}” có cả trước và sau 01/7/2025 nhưng không cùng địa bàn; "
        "cần ngày của hồ sơ hoặc tên huyện cũ để biết là đơn vị nào."
    )
    return Resolution(None, "ambiguous", reason, _sorted(candidates.values()), province=home)


def _without_commune(district: str, province: str, old: list[Unit], home: Unit | None) -> Resolution:
    if not district:
        reason = f"Chỉ ghi đến tỉnh “{province}”; cần xã, phường để xác định đơn vị chịu trách nhiệm."
        return Resolution(None, "province_only", reason, province=home)
    found = _closest(list(_districts(district, old)), district)
    former = found[0] if len(found) == 1 else None
    ends = _sorted({new.pk: new for unit in found for new in successors(unit)}.values())
    if not ends:
        reason = f"Không tìm thấy “{district}” thuộc {province} trong danh mục."
        return Resolution(None, "unknown", reason, province=home)
    if len(ends) == 1:
        return Resolution(ends[0], "whole", former=former, province=ends[0].parent)
    reason = f"Chỉ ghi đến cấp huyện “{district}”; địa bàn này nay là {len(ends)} xã, phường. Cần chọn một."
    return Resolution(None, "district_only", reason, ends, former=former, province=ends[0].parent)


def _not_found(commune: str, district: str, old: list[Unit], home: Unit | None) -> Resolution:
    """Candidates: communes of that name elsewhere in the province (districts were cut anew), else the district's."""
    where = f" thuộc {district}" if district else ""
    reason = (
        f"Không tìm thấy “{commune}”{where} trong danh mục trước hoặc sau 01/7/2025 "
        "(có thể đã sáp nhập sớm hơn hoặc viết sai)."
    )
    elsewhere = _communes(commune, old) if district else []
    if elsewhere:
        reason += f" Cùng tên trong tỉnh: {'; '.join(unit.address for unit in elsewhere[:5])}."
    near = elsewhere or (list(_districts(district, old)) if district else [])
    ends = {new.pk: new for unit in near for new in _ends(unit)}
    return Resolution(None, "unknown", reason, _sorted(ends.values()), province=home)
