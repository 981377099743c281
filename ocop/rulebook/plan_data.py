"""Periods of the programme and the groups a plan may start from, read from `reference/plans`: dated data, no code."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "reference" / "plans"
PERIODS, GROUPS = "ocop-periods/1", "ocop-plan-groups/1"


class BrokenPlanData(ValueError):
    """A file that does not say what its format asks for."""


@dataclass(frozen=True)
class Period:
    """A period (giai đoạn) with the decision that opened it; `sure` as in the file: V, Q or ?."""

    key: str
    name: str
    year_from: int
    year_until: int
    decision: str
    decided_on: date
    decided_by: str
    words: str
    sure: str

    @property
    def source(self) -> str:
        return f"{self.decision} ngày {self.decided_on:%d/%m/%Y} của {self.decided_by}"

    @property
    def years(self) -> range:
        return range(self.year_from, self.year_until + 1)


@cache
def read_periods(file: Path = FOLDER / "periods.yaml") -> tuple[Period, ...]:
    """In order of time; no two of them share a year."""
    data = _read(file, PERIODS)
    found = tuple(_period(one) for one in data["periods"])
    for before, after in zip(found, found[1:], strict=False):
        if before.year_until >= after.year_from:
            raise BrokenPlanData(f"{file.name}: {after.key} begins before {before.key} ends")
    return found


def find_period(key: str) -> Period | None:
    return next((period for period in read_periods() if period.key == key), None)


def period_of_year(year: int) -> Period | None:
    return next((period for period in read_periods() if year in period.years), None)


@cache
def read_groups(file: Path = FOLDER / "groups.yaml") -> Mapping[str, tuple[str, ...]]:
    """Kind of group (objective, task, solution) → titles."""
    data = _read(file, GROUPS)
    kinds = {"objective": "objectives", "task": "tasks", "solution": "solutions"}
    return {kind: tuple(str(title) for title in data[name]) for kind, name in kinds.items()}


def _read(file: Path, schema: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    if data.get("schema") != schema:
        raise BrokenPlanData(f"{file.name}: schema {schema}")
    return data


def _period(data: Mapping[str, Any]) -> Period:
    if data["from"] > data["until"]:
        raise BrokenPlanData(f"{data['key']}: ends before it begins")
    return Period(
        str(data["key"]),
        data["name"],
        data["from"],
        data["until"],
        data["decision"],
        data["decided_on"],
        data["decided_by"],
        data["words"],
        data["sure"],
    )
