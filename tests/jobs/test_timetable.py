"""The timetable: each due time once, missed ones made up for, failed ones tried again (F10)."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from ocop.core import timetable as book
from ocop.jobs import claims
from ocop.jobs.enums import RunStatus
from ocop.jobs.models import Run
from ocop.jobs.queries import late_entries
from ocop.jobs.timetable import MOST_ATTEMPTS, PAUSES, run_due
from tests.factories.parallel import at_once, real_database

pytestmark = pytest.mark.django_db


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def calls(monkeypatch):
    """An empty timetable; the list fills with the moments at which the job was called."""
    monkeypatch.setattr(book, "_entries", {})
    return []


def look(at):
    return run_due(at=at, clock=lambda: at)


def note(calls):
    def run(*, at):
        calls.append(at)
        return "xong một việc"

    return run


def test_daily_entry_is_due_at_its_vietnamese_time(calls):
    book.daily("một", at="02:30", run=note(calls), words="Một")
    entry = book.entry_of("một")

    assert entry.last_due(local(10, 2, 29)) == local(9, 2, 30)
    assert entry.last_due(local(10, 2, 30)) == local(10, 2, 30)
    assert entry.next_due(local(10, 12)) == local(11, 2, 30)
    assert entry.when == "mỗi ngày lúc 02:30"


def test_frequent_entry_counts_from_midnight(calls):
    book.every("mười", minutes=10, run=note(calls), words="Mười")

    assert book.entry_of("mười").last_due(local(10, 7, 59)) == local(10, 7, 50)
    assert book.entry_of("mười").when == "mỗi 10 phút"


@pytest.mark.parametrize("at", ["24:00", "2:60"])
def test_no_time_of_day_is_refused(calls, at):
    with pytest.raises(ValueError, match="no time of day"):
        book.daily("một", at=at, run=note(calls), words="Một")


def test_interval_must_divide_the_day(calls):
    with pytest.raises(ValueError, match="do not divide"):
        book.every("bảy", minutes=7, run=note(calls), words="Bảy")


def test_due_run_happens_once_however_often_is_looked(calls):
    book.daily("một", at="02:30", run=note(calls), words="Một")

    for at in (local(10, 3), local(10, 3), local(10, 9), local(11, 2, 29)):
        look(at)
    look(local(11, 2, 31))

    assert calls == [local(10, 3), local(11, 2, 31)]
    assert list(Run.objects.values_list("status", "outcome")) == [(RunStatus.DONE, "xong một việc")] * 2


def test_missed_days_are_made_up_for_once(calls):
    book.daily("một", at="02:30", run=note(calls), words="Một")
    look(local(1, 3))

    look(local(20, 8))

    assert calls == [local(1, 3), local(20, 8)]


def test_failed_run_is_tried_again_with_pauses_then_told_as_failed(calls):
    def broken(*, at):
        calls.append(at)
        raise ConnectionError("máy chủ thư không trả lời")

    book.daily("một", at="02:30", run=broken, words="Một")
    at = local(10, 2, 30)
    look(at)
    for pause in PAUSES:
        look(at + pause - timedelta(seconds=1))
        look(at := at + pause)

    run = Run.objects.get()
    assert len(calls) == MOST_ATTEMPTS
    assert (run.status, run.error) == (RunStatus.FAILED, "ConnectionError: máy chủ thư không trả lời")


def test_failure_of_one_entry_leaves_the_others_alone(calls):
    book.daily("hỏng", at="02:00", run=lambda *, at: 1 / 0, words="Hỏng")
    book.daily("một", at="02:30", run=note(calls), words="Một")

    look(local(10, 3))

    assert calls == [local(10, 3)]


def test_run_of_a_killed_worker_is_taken_over(calls):
    book.daily("một", at="02:30", run=note(calls), words="Một")
    dead = Run.objects.create(key="một", due=local(10, 2, 30), next_at=local(10, 2, 30))
    assert claims.claim(dead, at=local(10, 2, 30))  # and then the worker dies

    look(local(10, 2, 31))
    assert calls == []
    look(local(10, 2, 31) + claims.DEAD_AFTER)

    dead.refresh_from_db()
    assert (len(calls), dead.status, dead.attempts) == (1, RunStatus.DONE, 2)


def test_worker_that_lost_its_run_changes_nothing_any_more(calls):
    book.daily("một", at="02:30", run=note(calls), words="Một")
    run = Run.objects.create(key="một", due=local(10, 2, 30), next_at=local(10, 2, 30))
    assert claims.claim(run, at=local(10, 2, 30))
    claims.reap(Run, at=local(10, 3))
    look(local(10, 3))

    assert not claims.finish(run, at=local(10, 3), status=RunStatus.FAILED, error="muộn")
    assert Run.objects.get().status == RunStatus.DONE


def test_late_entries_are_named_until_they_succeed(calls):
    book.daily("một", at="02:30", run=note(calls), words="Một")
    assert [entry.key for entry in late_entries(at=local(10, 3))] == ["một"]

    look(local(10, 3))
    assert late_entries(at=local(11, 8, 29)) == []
    assert [entry.key for entry in late_entries(at=local(11, 8, 31))] == ["một"]


@pytest.mark.django_db(transaction=True)
def test_four_schedulers_at_once_make_each_run_once(tmp_path, calls):
    for number in range(6):
        book.daily(f"việc {number}", at="02:30", run=note(calls), words="Việc")

    with real_database(tmp_path):
        at_once([lambda: look(local(10, 3))] * 4)
        at_once([lambda: look(local(11, 3))] * 4)
        [rows] = at_once([lambda: list(Run.objects.values_list("status", "attempts"))])

    assert len(calls) == 12
    assert rows == [(RunStatus.DONE, 1)] * 12
