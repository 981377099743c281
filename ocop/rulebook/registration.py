"""When a unit may register products for a year: the windows of the rounds that were opened for it.

No decision fixes such rounds; offices open them with a call of their own. Where none was opened the year is free. Rounds of
the own province go before those of the nation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Window:
    """One round as the rule sees it; `key` leads back to the record."""

    key: int
    name: str
    opens_on: date
    closes_on: date
    closed: bool
    own: bool  # of the own province; else of the nation

    def holds(self, day: date) -> bool:
        return not self.closed and self.opens_on <= day <= self.closes_on


def binding(windows: Sequence[Window]) -> list[Window]:
    """Those that count: the province's own where there is one, in order of time."""
    own = [window for window in windows if window.own]
    return sorted(own or windows, key=lambda window: (window.opens_on, window.key))


def window_for(windows: Sequence[Window], day: date) -> Window | None:
    """The round that takes a registration on that day."""
    return next((window for window in binding(windows) if window.holds(day)), None)


def refusal(windows: Sequence[Window], day: date) -> str:
    """Why nothing can be registered on that day; empty when it can."""
    found = binding(windows)
    if not found or window_for(windows, day):
        return ""
    coming = next((window for window in found if not window.closed and window.opens_on > day), None)
    if coming:
        return f"{coming.name} chưa mở: nhận đăng ký từ {_day(coming.opens_on)} đến hết {_day(coming.closes_on)}."
    last = found[-1]
    if last.closed:
        return f"{last.name} đã chốt danh sách. Hãy đề nghị cơ quan mở đợt khác."
    return f"{last.name} đã hết hạn từ {_day(last.closes_on)}. Hãy đề nghị cơ quan mở đợt lùi ngày cuối."


def overlapping(opens_on: date, closes_on: date, others: Sequence[Window]) -> Window | None:
    return next((one for one in others if opens_on <= one.closes_on and one.opens_on <= closes_on), None)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
