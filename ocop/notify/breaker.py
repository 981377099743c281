"""A provider that fails again and again is left alone for a while, so that nobody waits for it in turn.

The row is shared by all processes. While it is open, deliveries are put off without counting as tried; afterwards one
success closes it, one failure opens it again.
"""

from datetime import datetime, timedelta

from django.db.models import F

from ocop.notify.models import ChannelHealth

MOST_FAILURES = 5
PAUSE = timedelta(minutes=5)


def open_until(channel: str, at: datetime) -> datetime | None:
    """Until when this channel is left alone; None when it may be used."""
    row = ChannelHealth.objects.filter(channel=channel, open_until__gt=at).first()
    return row.open_until if row else None


def note_failure(channel: str, at: datetime, error: str) -> None:
    ChannelHealth.objects.get_or_create(channel=channel)
    rows = ChannelHealth.objects.filter(channel=channel)
    rows.update(failures=F("failures") + 1, failed_at=at, error=error[:200])
    rows.filter(failures__gte=MOST_FAILURES).update(open_until=at + PAUSE)


def note_success(channel: str) -> None:
    ChannelHealth.objects.filter(channel=channel, failures__gt=0).update(failures=0, open_until=None)
