"""Moments of the demo world, counted in working days back from the day it is built, so that clocks look as in an office."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from ocop.rulebook.calendar import Holidays

# Dossiers of the demo world are filed under 26/2026/QĐ-TTg only; half a year of them fits between these two days.
EARLIEST_TODAY = date(2026, 11, 20)


class Days:
    """`at(3, 9)` is nine o'clock on the third working day before today."""

    def __init__(self, today: date, holidays: Holidays) -> None:
        self.today = max(today, EARLIEST_TODAY)
        self._holidays = holidays
        self._back = [self.today]

    def on(self, ago: int) -> date:
        while len(self._back) <= ago:
            day = self._back[-1] - timedelta(days=1)
            while not self._holidays.is_working_day(day):
                day -= timedelta(days=1)
            self._back.append(day)
        return self._back[ago]

    def at(self, ago: int, hour: int = 9, minute: int = 0) -> datetime:
        return timezone.make_aware(datetime.combine(self.on(ago), time(hour, minute)))
