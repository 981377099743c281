"""Taking work, keeping it, giving it back. Every step is one UPDATE with its condition, on both databases."""

import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, models

from ocop.core.clock import now
from ocop.jobs.enums import RunStatus
from ocop.jobs.models import Claimable

BEAT = 20.0  # seconds between two signs of life
DEAD_AFTER = timedelta(minutes=3)
KILLED = "Tiến trình đang làm bị dừng giữa chừng."


def clock() -> datetime:
    """The time of a worker: what it does takes long, so the moment of its start does not do for all of it."""
    return now()


def claim(row: Claimable, *, at: datetime, **changed: Any) -> bool:
    """Take a waiting row whose time has come; only one of several workers succeeds."""
    token = uuid.uuid4()
    waiting = type(row)._default_manager.filter(pk=row.pk, status=RunStatus.WAITING, next_at__lte=at)
    taken = waiting.update(
        status=RunStatus.RUNNING,
        claim=token,
        heartbeat_at=at,
        started_at=at,
        attempts=models.F("attempts") + 1,
        **changed,
    )
    if taken:
        row.refresh_from_db()
    return bool(taken)


def held(row: Claimable) -> Any:
    """The row, as long as this claim still holds it."""
    return type(row)._default_manager.filter(pk=row.pk, claim=row.claim, status=RunStatus.RUNNING)


def finish(row: Claimable, *, at: datetime, status: RunStatus, **changed: Any) -> bool:
    return bool(held(row).update(status=status, finished_at=at, claim=None, **changed))


def plan_again(row: Claimable, *, next_at: datetime, error: str) -> bool:
    return bool(held(row).update(status=RunStatus.WAITING, next_at=next_at, claim=None, error=error[:300]))


def reap(model: type[Claimable], *, at: datetime) -> list[Claimable]:
    """Rows whose worker gives no sign of life wait again; answers those that were given back."""
    silent = model._default_manager.filter(status=RunStatus.RUNNING, heartbeat_at__lt=at - DEAD_AFTER)
    return [row for row in silent if plan_again(row, next_at=at, error=KILLED)]


@contextmanager
def kept_alive(row: Claimable, *, limit: timedelta, over_limit: Callable[[], None]) -> Iterator[None]:
    """Give signs of life from a thread while the block works; past its limit the work counts as hanging."""
    stop = threading.Event()
    thread = threading.Thread(
        target=_beat, args=(row, stop, now() + limit, over_limit), name=f"heartbeat-{row.pk}", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()


def _beat(row: Claimable, stop: threading.Event, until: datetime, over_limit: Callable[[], None]) -> None:
    while not stop.wait(BEAT):
        at = now()
        if at > until:
            over_limit()
            return
        try:
            held(row).update(heartbeat_at=at)
        except Exception:  # a busy or absent database: the next beat tries again
            continue
        finally:
            connection.close()
