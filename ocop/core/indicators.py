"""Indicators: named definitions over records. Apps that hold records register sources and definitions in `ready()`.

A **source** is a table of records with the columns that say where each record belongs. An **indicator** is defined once:
either as a condition on one source (its value is the number of rows, and exactly these rows are the drill-down), or as a
calculation over other indicators, or as *declared*: no record of the system gives it, an office states it with a paper.

    register_source(Source("products", ProductFact, "sản phẩm", PLACED, columns))
    register(Indicator("products", "Sản phẩm tham gia", …, source="products", where=lambda scope: Q(joined_on__lte=scope.on)))
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Model, Q, QuerySet

from ocop.rulebook.figures import WHOLE, Rounding


class Boundary(StrEnum):
    """Which map a record is counted on: the unit it belonged to then, or the unit responsible for it today."""

    NOW = "now"
    THEN = "then"

    @property
    def words(self) -> str:
        return "theo địa giới hiện nay" if self == Boundary.NOW else "theo địa giới lúc đó"


class How(StrEnum):
    """What is done with the two parts of a calculated indicator."""

    PERCENT = "percent"
    TIMES = "times"
    LESS = "less"


@dataclass(frozen=True)
class Area:
    """A unit as a filter: its level, and the keys under which records name it on that map. `line`: the unit and its
    former self, whose statements (targets, declared figures) are its own."""

    level: str
    keys: tuple[str, ...]
    boundary: Boundary
    line: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scope:
    """What is asked: where, from which day (flows only), and as of which day."""

    unit: Any  # places.Unit
    area: Area
    start: date
    on: date


# Level → field path of a source, per boundary: {"now": {"province": "now_province", …}, "then": {…}}.
Places = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Source:
    """Records that are counted. `columns`: (heading, attribute path) of the drill-down table."""

    key: str
    model: type[Model]
    noun: str
    places: Places
    columns: tuple[tuple[str, str], ...] = ()
    order: tuple[str, ...] = ("pk",)
    related: tuple[str, ...] = ()
    units_themselves: bool = False  # the rows are units: those of the day asked, whatever the map

    def within(self, area: Area) -> Q:
        """The records of that area. The nation has them all."""
        if area.level == "nation":
            return Q()
        path = self.places[area.boundary].get(area.level)
        keys = area.line if self.units_themselves else area.keys
        return Q(**{f"{path}__in": keys}) if path else Q(pk__in=())

    def rows(self, area: Area) -> QuerySet[Any]:
        return self.model._default_manager.filter(self.within(area))


@dataclass(frozen=True)
class Indicator:
    """One definition. `where` → counted; `how` + `of` → calculated; neither → declared.

    `of` names two indicators; "target:<key>" is the target of that indicator for the unit and year.
    `flow`: counted over a period, so that only a target of just that period answers for it.
    `adds`: a column of the source; the value is its sum over the rows, not their number.
    `waits_for` says which part of the system will hold the records of a declared indicator.
    """

    key: str
    words: str
    formula: str
    measure: str
    theme: str
    source: str = ""
    where: Callable[[Scope], Q] | None = None
    how: How | None = None
    of: tuple[str, str] = ("", "")
    rounding: Rounding = WHOLE
    waits_for: str = ""
    flow: bool = False
    adds: str = ""

    @property
    def kind(self) -> str:
        return "computed" if self.where or self.how else "declared"

    @property
    def counted(self) -> bool:
        return self.where is not None

    @property
    def formula_words(self) -> str:
        """The formula with the names of other indicators instead of their keys."""
        text = self.formula
        for key in self.of:
            if key in _indicators:
                text = text.replace(f"[{key}]", f"“{_indicators[key].words}”")
        return text

    @property
    def origin(self) -> str:
        """Where the figure comes from, in words."""
        if self.kind == "declared":
            return (
                f"Số khai báo của đơn vị ({self.waits_for})" if self.waits_for else "Số khai báo của đơn vị"
            )
        if not self.counted:
            return "Tính từ các chỉ số khác"
        return f"{'Cộng' if self.adds else 'Đếm'} từ bản ghi: {source(self.source).noun}"


_sources: dict[str, Source] = {}
_indicators: dict[str, Indicator] = {}


def register_source(found: Source) -> None:
    """The same key again replaces it (so `ready()` may run twice)."""
    _sources[found.key] = found


def register(*found: Indicator) -> None:
    for one in found:
        if one.counted and one.source not in _sources:
            raise LookupError(f"Indicator {one.key} counts an unknown source {one.source!r}.")
        _indicators[one.key] = one


def source(key: str) -> Source:
    return _sources[key]


def sources() -> list[Source]:
    return list(_sources.values())


def indicator(key: str) -> Indicator:
    return _indicators[key]


def find(key: str) -> Indicator | None:
    return _indicators.get(key)


def indicators() -> list[Indicator]:
    """All, in the order of registration."""
    return list(_indicators.values())
