"""Starting, running and stopping long work; running an entry of the timetable by hand."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, models, transaction

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.timetable import Entry
from ocop.jobs import claims, policies
from ocop.jobs.enums import OPEN, RunStatus
from ocop.jobs.kinds import Kind, kind_of
from ocop.jobs.models import Job, Run
from ocop.jobs.progress import Progress, Stopped

log = logging.getLogger(__name__)
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (30, 300, 1800))
MOST_ATTEMPTS = len(PAUSES) + 1  # without any progress in between


@transaction.atomic
def start(
    kind: str,
    *,
    about: models.Model,
    title: str,
    by: Acting,
    at: datetime,
    params: dict[str, Any] | None = None,
) -> Job:
    """Long work about a record; while it is open a second start of the same kind is refused. Callers ask their policy."""
    same = {"kind": kind, "about_type": about._meta.label_lower, "about_id": str(about.pk)}
    url = about.get_absolute_url() if hasattr(about, "get_absolute_url") else ""
    try:
        with transaction.atomic():
            job = Job.objects.create(
                **same,
                title=title,
                url=url,
                params=params or {},
                person=by.person,
                role=by.role or "",
                unit_key=by.unit.key if by.unit else "",
                party_id=by.party_id,
                next_at=at,
                created_at=at,
            )
    except IntegrityError:
        raise RuleBroken(
            "Việc này đang chạy cho bản ghi này; xem tiến độ thay vì bắt đầu lần nữa.", code="job.open"
        ) from None
    record("job.start", about=job, by=by, at=at, data={"kind": kind, "about": str(about)})
    _enqueue_after_commit(job.pk)
    return job


def open_job(kind: str, about: models.Model) -> Job | None:
    """The job of that kind that is still open for the record."""
    return latest_job(kind, about, status__in=OPEN)


def latest_job(kind: str, about: models.Model, **more: Any) -> Job | None:
    found = Job.objects.filter(
        kind=kind, about_type=about._meta.label_lower, about_id=str(about.pk), **more
    ).order_by("-created_at", "-pk")
    return found.first()


def _enqueue_after_commit(job_id: int) -> None:
    from ocop.jobs.tasks import work

    transaction.on_commit(lambda: work.enqueue(job_id), robust=True)


def work_on(job: Job, *, at: datetime, clock: Callable[[], datetime] = claims.clock) -> bool:
    """Claim the job and do what is left of it. False when another worker has it or it is not its time."""
    kind = kind_of(job.kind)
    if kind is None or not claims.claim(job, at=at, done_before=models.F("done")):
        return False
    with claims.kept_alive(
        job, limit=kind.limit, over_limit=lambda: _note_failure(job, "Quá thời hạn.", clock())
    ):
        _call(kind, job, clock)
    job.refresh_from_db()
    return True


def _call(kind: Kind, job: Job, clock: Callable[[], datetime]) -> None:
    try:
        result = kind.run(job, Progress(job, clock))
    except Stopped:
        claims.finish(job, at=clock(), status=RunStatus.CANCELLED)
    except RuleBroken as refusal:  # trying again changes nothing
        claims.finish(job, at=clock(), status=RunStatus.FAILED, error=refusal.sentence[:300])
    except Exception as problem:
        log.exception("job failed", extra={"kind": job.kind, "job": str(job.public_id)})
        _note_failure(job, f"{type(problem).__name__}: {problem}", clock())
    else:
        claims.finish(job, at=clock(), status=RunStatus.DONE, result_url=result, error="")


def _note_failure(job: Job, error: str, at: datetime) -> None:
    """Wait longer after each failure; progress since the last start gives the job its attempts back."""
    job.refresh_from_db(fields=["done", "done_before", "attempts"])
    if job.done > job.done_before:
        claims.held(job).update(attempts=1)
        job.attempts = 1
    if job.attempts >= MOST_ATTEMPTS:
        claims.finish(job, at=at, status=RunStatus.FAILED, error=error[:300])
    else:
        claims.plan_again(job, next_at=at + PAUSES[job.attempts - 1], error=error)


def resume_jobs(*, at: datetime) -> str:
    """Timetable: give jobs of dead workers back and hand out everything whose time has come."""
    from ocop.jobs.tasks import work

    taken_back = claims.reap(Job, at=at)
    for job in taken_back:
        _stop_if_hopeless(job, at)
    due = Job.objects.filter(status=RunStatus.WAITING, next_at__lte=at).values_list("pk", flat=True)
    for pk in due:
        work.enqueue(pk)
    return f"nhận lại {len(taken_back)}, giao {len(due)}"


def _stop_if_hopeless(job: Job, at: datetime) -> None:
    """Work that kills its worker again and again without progress is not handed out for ever."""
    if job.attempts >= MOST_ATTEMPTS and job.done <= job.done_before:
        Job.objects.filter(pk=job.pk, status=RunStatus.WAITING).update(
            status=RunStatus.FAILED, finished_at=at, error=claims.KILLED
        )


@transaction.atomic
def cancel(*, job: Job, by: Acting, at: datetime) -> Job:
    """Waiting work ends at once, running work after the piece in hand; what is done stays done."""
    job = Job.objects.locked(job.pk)
    policies.check_can_cancel(job, by=by, at=at)
    job.cancel_asked_at = at
    if job.status == RunStatus.WAITING:
        job.status, job.finished_at = RunStatus.CANCELLED, at
    job.save(update_fields=["cancel_asked_at", "status", "finished_at"])
    record("job.cancel", about=job, by=by, at=at, data={"done": job.done, "total": job.total})
    return job


@transaction.atomic
def run_now(*, entry: Entry, by: Acting, at: datetime) -> Run:
    """Ask for a run out of turn; a worker makes it at once."""
    from ocop.jobs.tasks import run_timetable

    policies.check_can_run_now(entry, by=by, at=at)
    run = Run.objects.create(key=entry.key, due=at, next_at=at, by_hand=True)
    record("timetable.run_now", about=run, by=by, at=at, data={"words": entry.words})
    transaction.on_commit(lambda: run_timetable.enqueue(run.pk), robust=True)
    return run
