"""What running work tells about itself, and how it learns that it shall stop."""

from collections.abc import Callable
from datetime import datetime, timedelta

from ocop.core.clock import now
from ocop.jobs.claims import held
from ocop.jobs.models import Job

WRITE_EVERY = timedelta(seconds=1)


class Stopped(Exception):
    """Cancelled by a person, or taken over by another worker: leave, everything done stays done."""


class Progress:
    """Handed to the function of a job. Writes at most once a second, so that telling costs nothing."""

    def __init__(self, job: Job, clock: Callable[[], datetime] = now) -> None:
        self._job, self._clock = job, clock
        self._written_at: datetime | None = None

    def now(self) -> datetime:
        """The clock of the worker, for what each piece is dated with."""
        return self._clock()

    def step(self, done: int, total: int, sentence: str = "") -> None:
        """So much is safely stored. Raises `Stopped` when the work shall end here."""
        at = self._clock()
        last = done >= total
        if self._written_at and at - self._written_at < WRITE_EVERY and not last:
            return
        self._written_at = at
        mine = held(self._job)
        if not mine.update(done=done, total=total, sentence=sentence, heartbeat_at=at):
            raise Stopped
        if not last and mine.filter(cancel_asked_at__isnull=False).exists():
            raise Stopped
