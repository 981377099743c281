"""The outline of an official report: which figures by the keys of their definitions, which tables, for whom."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ocop.reports.enums import PeriodKind

LEVEL_WORDS = {"nation": "trung ương", "province": "cấp tỉnh", "commune": "cấp xã"}


@dataclass(frozen=True)
class Section:
    """Figures under one title."""

    title: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """A column of a list: a path into the row, or a function of the row and the day asked."""

    title: str
    path: str | Callable[[Any, date], Any]
    width: float = 1.0
    sort: str = "text"


@dataclass(frozen=True)
class RowTable:
    """The rows behind a counted figure, one by one."""

    key: str
    title: str
    short: str  # name of the Excel page
    indicator: str
    fields: tuple[Field, ...]
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnitTable:
    """The units below, one a line, with the same figures for each; lines add up to the whole."""

    key: str
    title: str
    short: str
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class Outline:
    """`version` goes up when the make-up of the report changes; changed definitions of figures show by themselves."""

    key: str
    words: str
    purpose: str
    kind: str  # of the document: BÁO CÁO, DANH SÁCH
    subject: str
    symbol: str
    levels: tuple[str, ...]
    period: PeriodKind
    sections: tuple[Section, ...]
    tables: tuple[RowTable | UnitTable, ...]
    version: int = 1

    @property
    def keys(self) -> list[str]:
        return [key for section in self.sections for key in section.keys]

    @property
    def levels_words(self) -> str:
        return ", ".join(LEVEL_WORDS[level] for level in self.levels)


_outlines: dict[str, Outline] = {}


def register(*found: Outline) -> None:
    for one in found:
        _outlines[one.key] = one


def outline(key: str) -> Outline | None:
    return _outlines.get(key)


def outlines() -> list[Outline]:
    """All, in the order of registration."""
    return list(_outlines.values())


def outlines_for(level: str) -> list[Outline]:
    return [one for one in outlines() if level in one.levels]
