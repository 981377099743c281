"""Throwing away what is only memory of machines: ended sessions, answered forms, old runs."""

from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings

from ocop.core.models import OnceKey
from ocop.jobs.models import Run

KEEP_ANSWERS = timedelta(days=7)
KEEP_RUNS = timedelta(days=90)
KEEP_FREQUENT_RUNS = timedelta(days=2)


def clean_sessions(*, at: datetime) -> str:
    """Sessions past their end, and forms answered a week ago."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    removed, _ = OnceKey.objects.filter(at__lt=at - KEEP_ANSWERS).delete()
    return f"bỏ {removed} biểu mẫu đã trả lời"


def clean_runs(*, at: datetime) -> str:
    """Daily runs are kept for 90 days, those of every few minutes for two."""
    from ocop.core.timetable import DAY, entries

    frequent = [entry.key for entry in entries() if entry.interval < DAY]
    old = Run.objects.filter(finished_at__lt=at - KEEP_RUNS)
    often = Run.objects.filter(key__in=frequent, by_hand=False, finished_at__lt=at - KEEP_FREQUENT_RUNS)
    return f"bỏ {old.delete()[0] + often.delete()[0]} lần chạy cũ"
