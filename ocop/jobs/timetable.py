"""Running what is due. Two schedulers, a restart, a missed night: each due time happens once (F10)."""

import logging
import os
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction

from ocop.core.clock import now
from ocop.core.timetable import Entry, entries, entry_of
from ocop.jobs import claims
from ocop.jobs.enums import RunStatus
from ocop.jobs.models import Run

log = logging.getLogger(__name__)
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 30, 120))
MOST_ATTEMPTS = len(PAUSES) + 1
LOOK_EVERY = 20.0


def run_due(
    *, at: datetime, clock: Callable[[], datetime] = now, stop: Callable[[], bool] = bool
) -> list[Run]:
    """Everything whose time has come, one after the other; answers the runs that this process made."""
    claims.reap(Run, at=at)
    plan_due(at=at)
    made = []
    for run in Run.objects.filter(status=RunStatus.WAITING, next_at__lte=at).order_by("next_at", "pk"):
        if stop():
            break
        if make(run, at=clock(), clock=clock):
            made.append(run)
    return made


def plan_due(*, at: datetime) -> None:
    """One row per entry for its latest due time; an older one that still waits is dropped for it."""
    known = set(Run.objects.filter(by_hand=False).filter(_latest(at)).values_list("key", "due"))
    for entry in entries():
        due = entry.last_due(at)
        if (entry.key, due) in known:
            continue
        try:
            with transaction.atomic():
                Run.objects.create(key=entry.key, due=due, next_at=due)
        except IntegrityError:
            continue  # another scheduler was faster
        older = Run.objects.filter(key=entry.key, due__lt=due, status=RunStatus.WAITING, by_hand=False)
        older.update(
            status=RunStatus.FAILED,
            finished_at=at,
            error="Chưa chạy được trước lần kế tiếp; lần kế tiếp làm thay.",
        )


def _latest(at: datetime) -> Any:
    from django.db.models import Q

    wanted = Q(pk=None)
    for entry in entries():
        wanted |= Q(key=entry.key, due=entry.last_due(at))
    return wanted


def make(run: Run, *, at: datetime, clock: Callable[[], datetime] = now) -> bool:
    """Claim and run; False when another worker has it, or another run of the same entry is under way."""
    entry = entry_of(run.key)
    if entry is None:
        Run.objects.filter(pk=run.pk, status=RunStatus.WAITING).update(
            status=RunStatus.FAILED, finished_at=at, error="Phiên bản này không còn việc có mã này."
        )
        return False
    if under_way(run.key) or not claims.claim(run, at=at):
        return False
    with claims.kept_alive(run, limit=entry.limit, over_limit=_end_process):
        _call(entry, run, at, clock)
    run.refresh_from_db()
    return True


def under_way(key: str) -> bool:
    return Run.objects.filter(key=key, status=RunStatus.RUNNING).exists()


def _call(entry: Entry, run: Run, at: datetime, clock: Callable[[], datetime]) -> None:
    try:
        answer = entry.run(at=at)
    except Exception as problem:  # whatever a job throws must not stop the others
        log.exception("timetable entry failed", extra={"key": entry.key})
        _note_failure(run, f"{type(problem).__name__}: {problem}"[:300], clock())
    else:
        outcome = "" if answer is None else str(answer)[:300]
        claims.finish(run, at=clock(), status=RunStatus.DONE, outcome=outcome, error="")


def _note_failure(run: Run, error: str, at: datetime) -> None:
    if run.attempts >= MOST_ATTEMPTS:
        claims.finish(run, at=at, status=RunStatus.FAILED, error=error)
    else:
        claims.plan_again(run, next_at=at + PAUSES[run.attempts - 1], error=error)


def _end_process() -> None:
    """Past the limit of its entry: this process ends, whoever keeps it starts a new one, the run is reaped."""
    log.critical("timetable entry hangs, process ends")
    os._exit(70)


def keep_running(*, stop: Callable[[], bool], pause: float = LOOK_EVERY) -> None:
    """Look again and again until asked to stop; a database that is away for a moment is waited for."""
    while not stop():
        try:
            run_due(at=now(), stop=stop)
        except Exception:
            log.exception("timetable look failed")
        finally:
            connection.close()
        waited = 0.0
        while waited < pause and not stop():
            time.sleep(0.5)
            waited += 0.5
