"""The only place that reads the clock. Called in views, commands and tasks; everything else gets `at`."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def now() -> datetime:
    return timezone.now()


def today() -> date:
    """The date in Viet Nam."""
    return timezone.localdate()


def local_date(at: datetime) -> date:
    """The Vietnamese calendar day of a moment."""
    return timezone.localtime(at).date()


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """The moments between which that Vietnamese calendar day lies: first included, second not."""
    start = timezone.make_aware(datetime.combine(day, time.min))
    return start, start + timedelta(days=1)
