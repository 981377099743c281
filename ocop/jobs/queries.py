"""Reads over runs and jobs."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, Q

from ocop.core.timetable import Entry, entries
from ocop.jobs.enums import RunStatus
from ocop.jobs.models import Run


def last_runs(keys: Iterable[str]) -> dict[str, Run]:
    """The newest run of each entry; two queries."""
    newest = Run.objects.filter(key__in=list(keys)).values("key").annotate(last=Max("due")).order_by()
    wanted = Q(pk=None)
    for row in newest:
        wanted |= Q(key=row["key"], due=row["last"])
    return {run.key: run for run in Run.objects.filter(wanted)}


def late_entries(*, at: datetime) -> list[Entry]:
    """Entries whose latest success is older than their patience allows. One query."""
    last = dict(
        Run.objects.filter(status=RunStatus.DONE)
        .order_by()
        .values_list("key")
        .annotate(last=Max("finished_at"))
        .values_list("key", "last")
    )
    return [entry for entry in entries() if _late(entry, last.get(entry.key), at)]


def _late(entry: Entry, done_at: datetime | None, at: datetime) -> bool:
    due = entry.last_due(at - entry.patience)
    return done_at is None or done_at < due
