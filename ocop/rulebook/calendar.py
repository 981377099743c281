"""Working days: Monday to Friday, without public holidays, with make-up days worked.

The day something arrives is not counted: ten working days from a Monday end on the Monday two
weeks later. The official days off are decided year by year, so the table is data that an office
can change; years we only computed ahead are marked provisional.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

FILE = Path(__file__).resolve().parents[2] / "reference" / "calendar" / "holidays.yaml"
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
SCHEMA = "ocop-calendar/1"
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ONE = timedelta(days=1)


class BrokenCalendar(ValueError):
    """A calendar file that does not say what its format asks for."""


@dataclass(frozen=True)
class Holidays:
    """Days off on weekdays and days worked at weekends, for the years that are known."""

    off: Mapping[date, str] = field(default_factory=dict)
    work: Mapping[date, str] = field(default_factory=dict)
    years: frozenset[int] = frozenset()
    provisional_years: frozenset[int] = frozenset()
    provisional_days: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        if day in self.work:
            return True
        return day.weekday() < 5 and day not in self.off

    def why_off(self, day: date) -> str | None:
        """The name of the day off in words; None for a working day."""
        if self.is_working_day(day):
            return None
        return self.off.get(day, "Thứ Bảy" if day.weekday() == 5 else "Chủ nhật")

    def is_certain(self, first: date, last: date) -> bool:
        """False where a year in between is unknown or only computed ahead."""
        years = range(first.year, last.year + 1)
        return all(year in self.years and year not in self.provisional_years for year in years) and not any(
            first <= day <= last for day in self.provisional_days
        )


@cache
def read_holidays(file: Path = FILE) -> Holidays:
    """The calendar that the project ships."""
    try:
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)
        if data.get("schema") != SCHEMA:
            raise BrokenCalendar(f"schema phải là {SCHEMA}")
        return _holidays(data)
    except (OSError, KeyError, TypeError, AttributeError, ValueError, yaml.YAMLError) as error:
        raise BrokenCalendar(f"Tệp lịch {file.name} thiếu hoặc sai: {error}.") from error


def add_working_days(start: date, days: int, holidays: Holidays | None = None) -> date:
    """The last day of a limit of so many working days that starts with an event on `start`."""
    if days < 0:
        raise ValueError("days must not be negative")
    table = holidays or read_holidays()
    day = start
    while days:
        day += _ONE
        days -= table.is_working_day(day)
    return day


def working_days_between(start: date, end: date, holidays: Holidays | None = None) -> int:
    """Working days after `start` up to and including `end`; negative when `end` lies before."""
    if end < start:
        return -working_days_between(end, start, holidays)
    table = holidays or read_holidays()
    return sum(table.is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def next_working_day(day: date, holidays: Holidays | None = None) -> date:
    """This day if it is worked, else the next one that is."""
    table = holidays or read_holidays()
    while not table.is_working_day(day):
        day += _ONE
    return day


def due_on(start: date, days: int, unit: str, holidays: Holidays | None = None) -> date:
    """Last day of a clock: `unit` "working" or "calendar" days, the first day not counted."""
    if unit == "working":
        return add_working_days(start, days, holidays)
    if unit == "calendar":
        return start + timedelta(days=days)
    raise ValueError(f"unknown unit {unit!r}")


def local_date(moment: datetime) -> date:
    """The day in Vietnam at this moment; deadlines go by it wherever the server stands."""
    if moment.tzinfo is None:
        raise ValueError("a moment without time zone has no day")
    return moment.astimezone(HANOI).date()


def _holidays(data: Mapping[str, Any]) -> Holidays:
    off: dict[date, str] = {}
    work: dict[date, str] = {}
    for year, row in data["years"].items():
        if row["status"] not in ("official", "provisional"):
            raise BrokenCalendar(f"năm {year}: status {row['status']!r}")
        if any(day.year != year for day in [*row["days_off"], *row["make_up"]]):
            raise BrokenCalendar(f"năm {year} có ngày của năm khác")
        off |= row["days_off"]
        work |= row["make_up"]
    if any(day.weekday() > 4 for day in off) or any(day.weekday() < 5 for day in work):
        raise BrokenCalendar("ngày nghỉ phải từ thứ Hai đến thứ Sáu, ngày làm bù phải cuối tuần")
    ahead = frozenset(year for year, row in data["years"].items() if row["status"] == "provisional")
    return Holidays(off, work, frozenset(data["years"]), ahead, frozenset(data["provisional_days"]))
