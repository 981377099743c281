"""Telephones do not ring at night."""

from datetime import datetime, timedelta

from django.utils import timezone

from ocop.notify import conf


def allowed_from(at: datetime) -> datetime:
    """The moment itself, or the end of the quiet hours that it lies in (Vietnamese time)."""
    hours = conf.quiet_hours()
    if hours is None:
        return at
    first, last = hours
    local = timezone.localtime(at)
    clock = local.time()
    over_midnight = first > last
    if not (clock >= first or clock < last if over_midnight else first <= clock < last):
        return at
    end = local.replace(hour=last.hour, minute=last.minute, second=0, microsecond=0)
    return end if clock < last else end + timedelta(days=1)
