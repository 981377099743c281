"""The period of a report: read from its code, with its first and last day and its words."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ocop.core.errors import RuleBroken
from ocop.reports.enums import PeriodKind

FIRST_YEAR = 2018  # the programme began with 490/QĐ-TTg (07/5/2018)
QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
YEAR = re.compile(r"[0-9]{4}")
SPAN = re.compile(r"([0-9]{4})-([0-9]{4})")
ROMAN = ("", "I", "II", "III", "IV")


@dataclass(frozen=True)
class Period:
    code: str
    kind: PeriodKind
    start: date
    end: date

    def as_of(self, today: date) -> date:
        """The day that the figures are of: the last one, or today while the period runs."""
        return min(self.end, today)

    @property
    def title(self) -> str:
        """The words as they begin a line; Roman numbers keep their capitals."""
        return self.words[0].upper() + self.words[1:]

    @property
    def words(self) -> str:
        if self.kind == PeriodKind.DAY:
            return f"đến ngày {self.end:%d/%m/%Y}"
        if self.kind == PeriodKind.QUARTER:
            return f"quý {ROMAN[(self.end.month - 1) // 3 + 1]} năm {self.end.year}"
        if self.kind == PeriodKind.YEAR:
            return f"năm {self.end.year}"
        return f"giai đoạn {self.start.year}–{self.end.year}"


def read_period(code: str, kind: PeriodKind, today: date) -> Period:
    """The period of that kind; a report by day may leave it out and means today."""
    code = code.strip()
    if kind == PeriodKind.DAY and not code:
        code = today.isoformat()
    found = _days(code, kind)
    if found is None:
        raise RuleBroken(
            f"Kỳ “{code}” không đúng: báo cáo này lập cho {kind.words}, ghi như {kind.example}.",
            code="period.kind",
            field="ky",
        )
    start, end = found
    if start.year < FIRST_YEAR:
        raise RuleBroken(f"Chương trình bắt đầu từ năm {FIRST_YEAR}.", code="period.early", field="ky")
    if start > today or (kind == PeriodKind.DAY and end > today):
        raise RuleBroken("Kỳ này chưa bắt đầu: chưa có số liệu để báo cáo.", code="period.future", field="ky")
    return Period(code, kind, start, end)


def _days(code: str, kind: PeriodKind) -> tuple[date, date] | None:
    if kind == PeriodKind.DAY:
        day = _day(code)
        return (date(day.year, 1, 1), day) if day else None
    if kind == PeriodKind.QUARTER and (found := QUARTER.fullmatch(code)) and found[1] > "0000":
        return quarter(int(found[1]), int(found[2]))
    if kind == PeriodKind.YEAR and YEAR.fullmatch(code) and code > "0000":
        return date(int(code), 1, 1), date(int(code), 12, 31)
    if kind == PeriodKind.SPAN and (found := SPAN.fullmatch(code)) and "0000" < found[1] <= found[2]:
        return date(int(found[1]), 1, 1), date(int(found[2]), 12, 31)
    return None


def _day(code: str) -> date | None:
    try:
        return date.fromisoformat(code) if len(code) == 10 else None
    except ValueError:
        return None


def quarter(year: int, number: int) -> tuple[date, date]:
    after = date(year + (number == 4), number * 3 % 12 + 1, 1)
    return date(year, number * 3 - 2, 1), after - timedelta(days=1)


def choices(kind: PeriodKind, today: date) -> list[tuple[str, str]]:
    """The periods offered on a form, newest first."""
    if kind == PeriodKind.QUARTER:
        now = today.year * 4 + (today.month - 1) // 3
        codes = [f"{n // 4}-Q{n % 4 + 1}" for n in range(now, max(now - 12, FIRST_YEAR * 4), -1)]
    elif kind == PeriodKind.YEAR:
        codes = [str(year) for year in range(today.year, FIRST_YEAR - 1, -1)]
    else:
        spans = ((2018, 2020), (2021, 2025), (2026, 2030))
        codes = [f"{first}-{last}" for first, last in reversed(spans) if first <= today.year]
    return [(code, read_period(code, kind, today).title) for code in codes]
