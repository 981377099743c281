"""Finding a unit by what people type: with or without marks, kind, parents; of today and of the former tier."""

from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from ocop.core.text import clean_line
from ocop.places.enums import Level
from ocop.places.models import Alias, Unit
from ocop.places.names import marks, parts, readings

LEVEL_ORDER = {Level.NATION: 0, Level.PROVINCE: 1, Level.COMMUNE: 2, Level.DISTRICT: 3}


def unit_by_key(key: str) -> Unit | None:
    return Unit.objects.filter(key=clean_line(key)[:20]).first()


def nation() -> Unit:
    return Unit.objects.get(key="VN")


def current_provinces() -> QuerySet[Unit]:
    """The provinces of today in alphabetical order."""
    return Unit.objects.current().provinces().order_by("sort_key")


def find_units(text: str, level: str | None = None, on: date | None = None, limit: int = 20) -> list[Unit]:
    """Units that fit the text, best first. Without `on` units of today stand before former ones of the same fit."""
    pieces = parts(text[:200])
    if not pieces or not readings(pieces[0]):
        return []
    found = Unit.objects.on(on) if on else Unit.objects.all()
    if level:
        found = found.filter(level=level)
    for piece in pieces[1:]:
        found = found.filter(_within(piece))
    reads = readings(pieces[0])
    ranked = (
        found.filter(_mentions(reads))
        .annotate(fit=_fit(reads), tier=_tier(), rank=_level_rank())
        .order_by("fit", "tier", "rank", "sort_key", "key")
    )
    rows = list(ranked[: limit * 3])
    return sorted(rows, key=lambda unit: (unit.fit, unit.tier, _same_marks(unit, pieces[0])))[:limit]


def _same_marks(unit: Unit, typed: str) -> int:
    """0 when the name stands in the text with its own marks, so that `Hoà` puts Hòa before Hoa and Hóa."""
    return 0 if marks(unit.name) in marks(typed) else 1


def _by_alias(key: str) -> list[int]:
    return list(Alias.objects.filter(name_key=key).values_list("unit_id", flat=True))


def _within(piece: str) -> Q:
    """The unit or one of its parents is called like that piece (or begins so, while it is being typed)."""
    condition = Q()
    for _kind, key in readings(piece):
        condition |= Q(search_key__contains=f"|{key}")
        keys = Unit.objects.filter(pk__in=_by_alias(key)).values_list("key", flat=True)
        condition |= Q(province_key__in=list(keys))
    return condition


def _mentions(reads: list[tuple[str, str]]) -> Q:
    condition = Q()
    for _kind, key in reads:
        words = Q()
        for word in key.split():
            words &= Q(search_key__contains=word)
        condition |= words | Q(pk__in=_by_alias(key))
    return condition


def _fit(reads: list[tuple[str, str]]) -> Case:
    """0 same name and kind, 1 same name, 2 begins so, 3 a word begins so, 4 the words occur somewhere."""
    whens = []
    for kind, key in reads:
        if kind:
            whens.append(When(name_key=key, kind=kind, then=Value(0)))
        else:
            whens.append(When(name_key=key, then=Value(0)))
        whens.append(When(pk__in=_by_alias(key), then=Value(0)))
    for _kind, key in reads:
        whens.append(When(name_key=key, then=Value(1)))
    for _kind, key in reads:
        whens.append(When(name_key__startswith=key, then=Value(2)))
    for _kind, key in reads:
        whens.append(When(search_key__startswith=f"|{key.split()[0]}", then=Value(3)))
    return Case(*whens, default=Value(4), output_field=IntegerField())


def _tier() -> Case:
    return Case(When(valid_to=None, then=Value(0)), default=Value(1), output_field=IntegerField())


def _level_rank() -> Case:
    whens = [When(level=level, then=Value(rank)) for level, rank in LEVEL_ORDER.items()]
    return Case(*whens, default=Value(9), output_field=IntegerField())
