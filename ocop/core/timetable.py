"""What the system does by itself, and when. Apps register in `AppConfig.ready()`; `ocop.jobs` runs it.

    daily("certificates.expiring", at="02:30", run=watch_expiry, words="Nhắc giấy chứng nhận sắp hết hạn")

`run` takes `at: datetime` and is safe to run again; what it answers (a sentence or a number) is kept with the run.
Times are Vietnamese. Each due time happens once over all processes; of several missed ones the last is made up for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

Run = Callable[..., Any]
DAY = timedelta(days=1)
LIMIT = timedelta(hours=2)


@dataclass(frozen=True)
class Entry:
    """One line of the timetable: every `interval` from `offset` past midnight, Vietnamese time."""

    key: str
    run: Run
    words: str
    interval: timedelta
    offset: timedelta = timedelta(0)
    limit: timedelta = LIMIT  # a run that takes longer counts as hanging

    def last_due(self, at: datetime) -> datetime:
        """The latest due time that is not after `at`."""
        midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
        first = midnight + self.offset
        if at < first:
            first -= DAY
        return first + (at - first) // self.interval * self.interval

    def next_due(self, at: datetime) -> datetime:
        return self.last_due(at) + self.interval

    @property
    def when(self) -> str:
        """“mỗi ngày lúc 02:30”, “mỗi 10 phút”."""
        if self.interval == DAY:
            minutes = int(self.offset.total_seconds() // 60)
            return f"mỗi ngày lúc {minutes // 60:02d}:{minutes % 60:02d}"
        minutes = int(self.interval.total_seconds() // 60)
        return f"mỗi {minutes // 60} giờ" if minutes % 60 == 0 else f"mỗi {minutes} phút"

    @property
    def patience(self) -> timedelta:
        """How long after its due time a run that has not succeeded counts as late."""
        return max(timedelta(hours=1), 3 * self.interval) if self.interval < DAY else timedelta(hours=6)


_entries: dict[str, Entry] = {}


def daily(key: str, *, at: str, run: Run, words: str, limit: timedelta = LIMIT) -> None:
    """Once a day at that Vietnamese time, `"HH:MM"`. The same key again replaces the entry."""
    hours, minutes = (int(part) for part in at.split(":"))
    if not (0 <= hours < 24 and 0 <= minutes < 60):
        raise ValueError(f"no time of day: {at}")
    _entries[key] = Entry(key, run, words, DAY, timedelta(hours=hours, minutes=minutes), limit)


def every(key: str, *, minutes: int, run: Run, words: str, limit: timedelta = LIMIT) -> None:
    """Every so many minutes, counted from midnight; a whole number of them makes a day."""
    if minutes < 1 or 1440 % minutes:
        raise ValueError(f"{minutes} minutes do not divide a day")
    _entries[key] = Entry(key, run, words, timedelta(minutes=minutes), limit=limit)


def entries() -> list[Entry]:
    return sorted(_entries.values(), key=lambda entry: (entry.interval, entry.offset, entry.key))


def entry_of(key: str) -> Entry | None:
    return _entries.get(key)
