"""The reports of this system. Each has a key, words, the formats it comes in, and one function that gives its content.

A report's content is plain data (`build`): every figure with the key of its definition. Files (`writers`) and kept snapshots
are made from that data, never from the records again.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Asked:
    """What a report is asked for; a report that has no unit or period ignores them."""

    unit: str = "VN"
    period: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Report:
    """`writers`: format → the file made from the content. JSON needs none."""

    key: str
    words: str
    formats: tuple[str, ...]
    build: Callable[[Asked], dict[str, Any]]
    writers: dict[str, Callable[[dict[str, Any]], bytes]] = field(default_factory=dict)
    levels: tuple[str, ...] = ()
    period: str = ""


_reports: dict[str, Report] = {}


def register(report: Report) -> None:
    _reports[report.key] = report


def find(key: str) -> Report | None:
    return _reports.get(key)


def reports() -> list[Report]:
    return sorted(_reports.values(), key=lambda one: one.key)
