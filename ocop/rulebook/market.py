"""Points of sale and trade events: when a point is silent, whether it outlived its support, which months may be told, what a
stall number is.

The law is silent on all of it; the lengths are dated settings in `reference/market/settings.yaml`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from ocop.rulebook.validity import add_months

FILE = Path(__file__).resolve().parents[2] / "reference" / "market" / "settings.yaml"
SCHEMA = "ocop-market/1"
NUMBER = re.compile(r"[A-Z]{0,2}[0-9]{1,3}")


class BrokenSettings(ValueError):
    """A file that does not say what its format asks for."""


@dataclass(frozen=True)
class Setting:
    since: date
    silent_months: int
    survival_months: int


@cache
def read_settings(file: Path = FILE) -> tuple[Setting, ...]:
    """Oldest first."""
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    if data.get("schema") != SCHEMA or not data.get("settings"):
        raise BrokenSettings(f"{file.name}: schema {SCHEMA}, settings")
    found = [Setting(one["from"], one["silent_months"], one["survival_months"]) for one in data["settings"]]
    if any(one.silent_months < 1 or one.survival_months < 1 for one in found):
        raise BrokenSettings(f"{file.name}: months are at least 1")
    return tuple(sorted(found, key=lambda one: one.since))


def setting_on(day: date) -> Setting:
    """The last one that begins on or before the day; before the first one, the first."""
    found = read_settings()
    return next((one for one in reversed(found) if one.since <= day), found[0])


def first_of(day: date) -> date:
    return day.replace(day=1)


def silent_since(opened_on: date, last_month: date | None, on: date) -> date | None:
    """The first month without a word, when so many whole months passed without a report; else None.

    A month counts once it is over; the month of the opening need not be told.
    """
    begins = add_months(first_of(last_month or opened_on), 1)
    whole = (on.year - begins.year) * 12 + on.month - begins.month
    return begins if whole >= setting_on(on).silent_months else None


def told_late(on: date) -> date:
    """A point whose last told month (or month of opening) is before this one is silent on that day."""
    return add_months(first_of(on), -setting_on(on).silent_months)


def survival_day(support_until: date, months: int) -> date:
    """The day on which it is asked whether the point outlived its support."""
    return add_months(support_until, months)


def outlived(support_until: date, closed_on: date | None, on: date, months: int) -> bool | None:
    """None while the question cannot be asked yet."""
    asked = survival_day(support_until, months)
    if closed_on is not None and closed_on < asked:
        return False
    return True if asked <= on else None


def month_complaint(month: date, opened_on: date, closed_on: date | None, on: date) -> str:
    """Why this month cannot be told; empty when it can."""
    if month > first_of(on):
        return f"Tháng {month:%m/%Y} chưa đến; chỉ báo cáo được đến tháng {on:%m/%Y}."
    if month < first_of(opened_on):
        return f"Điểm mở từ {opened_on:%d/%m/%Y}; không có số liệu tháng {month:%m/%Y}."
    if closed_on is not None and month > first_of(closed_on):
        return f"Điểm đã đóng từ {closed_on:%d/%m/%Y}; không có số liệu tháng {month:%m/%Y}."
    return ""


def clean_number(text: str) -> str:
    """The number of a stall as printed on the plan: “A12”, “7”. Empty when it is none."""
    bare = re.sub(r"[\s.\-]", "", text).upper()
    return bare if NUMBER.fullmatch(bare) else ""


def free_numbers(count: int, taken: Iterable[str]) -> list[str]:
    """Plain numbers 1…count that nobody has yet."""
    held = set(taken)
    return [str(number) for number in range(1, count + 1) if str(number) not in held]


def event_days(starts_on: date, ends_on: date) -> int:
    """First and last day counted."""
    return (ends_on - starts_on).days + 1
