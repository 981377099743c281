"""What supervision looks at, read from `reference/supervision/oversight.yaml`: points of risk, checklists, days to mend.

Own short words, dated data: 26/2026/QĐ-TTg Điều 9–10 orders the checks and leaves their form to the offices.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).resolve().parents[2] / "reference" / "supervision" / "oversight.yaml"
SCHEMA = "ocop-oversight/1"


class BrokenOversight(ValueError):
    """A file that does not say what its format asks for."""


@dataclass(frozen=True)
class Item:
    """One thing to look at. `sets` empty: for every criteria set. `on_mark`: also when only the mark's use is checked."""

    code: str
    topic: str
    words: str
    severity: str
    sets: frozenset[int]
    on_mark: bool

    def asked(self, criteria_set: int | None, *, mark_only: bool) -> bool:
        """A product whose set is not known is asked everything that belongs to every set."""
        return (not self.sets or criteria_set in self.sets) and (self.on_mark or not mark_only)


@dataclass(frozen=True)
class Severity:
    key: str
    words: str
    days: int


@dataclass(frozen=True)
class Weight:
    """`points` for each one, at most `most` of them counted."""

    words: str
    points: int
    most: int


@dataclass(frozen=True)
class Oversight:
    since: date
    least_random: int
    remind: int
    weights: dict[str, Weight]
    severities: dict[str, Severity]
    topics: dict[str, str]
    items: tuple[Item, ...]

    def checklist(self, criteria_set: int | None, *, mark_only: bool = False) -> list[Item]:
        return [one for one in self.items if one.asked(criteria_set, mark_only=mark_only)]

    def item(self, code: str) -> Item | None:
        return next((one for one in self.items if one.code == code), None)

    def due(self, severity: str, found_on: date) -> date:
        """The last day to put it right."""
        return found_on + timedelta(days=self.severities[severity].days)


@cache
def read_oversight(file: Path = FILE) -> Oversight:
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    if data.get("schema") != SCHEMA or not isinstance(data.get("from"), date):
        raise BrokenOversight(f"{file.name}: schema {SCHEMA}, from")
    severities = {key: Severity(key, one["words"], one["days"]) for key, one in data["severities"].items()}
    items = tuple(_item(one) for one in data["items"])
    wrong = [one.code for one in items if one.severity not in severities or one.topic not in data["topics"]]
    if wrong or len({one.code for one in items}) != len(items):
        raise BrokenOversight(f"{file.name}: a code twice, or unknown severity or topic: {wrong}")
    if not 1 <= data["least_random"] <= 100:
        raise BrokenOversight(f"{file.name}: least_random from 1 to 100: the share drawn by lot is mandatory")
    return Oversight(
        data["from"],
        data["least_random"],
        data["remind"],
        {key: Weight(one["words"], one["points"], one["most"]) for key, one in data["risk"].items()},
        severities,
        dict(data["topics"]),
        items,
    )


def _item(data: dict[str, Any]) -> Item:
    return Item(
        data["code"],
        data["topic"],
        data["words"],
        data["severity"],
        frozenset(data.get("sets", ())),
        bool(data.get("mark", False)),
    )
