"""Long jobs: told, stopped, gone on with, never twice."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ocop.audit.models import Event
from ocop.core.errors import RuleBroken
from ocop.core.permissions import Role
from ocop.jobs import actions, claims, kinds
from ocop.jobs.enums import RunStatus
from ocop.jobs.kinds import Kind
from ocop.jobs.models import Job, Run
from tests.factories.accounts import AT, act, signed_in
from tests.factories.parallel import at_once, real_database
from tests.factories.places import make_units

pytestmark = pytest.mark.django_db
TOTAL = 5


@pytest.fixture
def pieces(monkeypatch):
    """A kind of work with five pieces; `pieces` is what is safely stored, `.fail_at` breaks it off there."""

    class Pieces(list):
        fail_at = None

    made = Pieces()

    def run(job, progress):
        for number in range(TOTAL):
            if number in made:
                continue
            if made.fail_at == number:
                raise ConnectionError("đứt")
            made.append(number)
            progress.step(len(made), TOTAL, f"Đã xong {len(made)}/{TOTAL}")
        return "/ket-qua/"

    monkeypatch.setattr(kinds, "_kinds", {"thử": Kind("thử", "Thử", run)})
    return made


def officer():
    return act(Role.PROVINCE_OFFICE, make_units()["01"])


def start(by, about=None):
    return actions.start("thử", about=about or by.unit, title="Việc thử", by=by, at=AT)


def clock():
    """Each look at the clock is two seconds later, so that every step is written."""
    moments = (AT + timedelta(seconds=2 * n) for n in range(1, 1000))
    return lambda: next(moments)


def test_job_runs_to_its_result_and_leaves_an_event(pieces):
    job = start(officer())

    assert actions.work_on(job, at=AT, clock=clock())

    assert (job.status, job.done, job.total, job.result_url) == (RunStatus.DONE, TOTAL, TOTAL, "/ket-qua/")
    assert Event.objects.filter(verb="job.start", about_id=str(job.pk)).count() == 1


def test_second_start_while_open_is_refused_and_allowed_afterwards(pieces):
    by = officer()
    job = start(by)

    with pytest.raises(RuleBroken, match="xem tiến độ thay vì bắt đầu lần nữa"):
        start(by)
    actions.work_on(job, at=AT, clock=clock())

    assert start(by).pk != job.pk


def test_failed_job_goes_on_where_it_stopped(pieces):
    job = start(officer())
    pieces.fail_at = 3
    actions.work_on(job, at=AT, clock=clock())
    assert (job.status, job.done, job.error) == (RunStatus.WAITING, 3, "ConnectionError: đứt")

    pieces.fail_at = None
    assert not actions.work_on(job, at=AT)  # its pause is not over
    assert actions.work_on(job, at=job.next_at, clock=clock())

    assert (job.status, list(pieces)) == (RunStatus.DONE, [0, 1, 2, 3, 4])


def test_job_without_progress_is_given_up_after_its_attempts(pieces):
    job = start(officer())
    pieces.fail_at = 0
    for _ in range(actions.MOST_ATTEMPTS):
        assert actions.work_on(job, at=job.next_at, clock=lambda: job.next_at)

    assert (job.status, job.attempts) == (RunStatus.FAILED, actions.MOST_ATTEMPTS)


def test_job_of_a_dead_worker_is_handed_out_again(pieces):
    job = start(officer())
    assert claims.claim(job, at=AT)  # and the worker dies here

    assert actions.resume_jobs(at=AT + timedelta(minutes=1)) == "nhận lại 0, giao 0"
    assert actions.resume_jobs(at=AT + claims.DEAD_AFTER + timedelta(seconds=1)) == "nhận lại 1, giao 1"

    job.refresh_from_db()
    assert (job.status, list(pieces)) == (RunStatus.DONE, [0, 1, 2, 3, 4])


def test_cancelled_job_stops_after_the_piece_in_hand(pieces, monkeypatch):
    by = officer()
    job = start(by)
    moments = clock()

    def clock_with_cancel():
        if len(pieces) == 2:
            actions.cancel(job=Job.objects.get(pk=job.pk), by=by, at=AT)
            pieces.append("dừng")
        return moments()

    actions.work_on(job, at=AT, clock=clock_with_cancel)

    assert (job.status, list(pieces)) == (RunStatus.CANCELLED, [0, 1, "dừng"])


def test_waiting_job_is_cancelled_at_once_and_only_once(pieces):
    by = officer()
    job = actions.cancel(job=start(by), by=by, at=AT)

    assert job.status == RunStatus.CANCELLED
    assert not actions.work_on(job, at=AT)
    with pytest.raises(RuleBroken, match="đã kết thúc"):
        actions.cancel(job=job, by=by, at=AT)


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_do_a_job_once(pieces, tmp_path, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    by = officer()
    with real_database(tmp_path):
        [job] = at_once([lambda: start(by)])
        ran = at_once([lambda: actions.work_on(Job.objects.get(pk=job.pk), at=AT, clock=clock())] * 4)

    assert sorted(ran) == [False, False, False, True]
    assert list(pieces) == [0, 1, 2, 3, 4]


def test_progress_page_is_for_the_office_and_the_administrator_only(pieces, django_assert_max_num_queries):
    by = officer()
    units = make_units()
    job = start(by)
    url = reverse("jobs:job", args=[job.public_id])
    client = signed_in(by)

    with django_assert_max_num_queries(8):
        page = client.get(url).content.decode()
    assert "Dừng việc này" in page and "Việc thử" in page
    assert client.get(url + "?json").json()["open"] is True
    assert signed_in(act(Role.ADMINISTRATOR, units["01"])).get(url).status_code == 200
    assert signed_in(act(Role.SIGNER, units["01"])).get(url).status_code == 404
    assert signed_in(act(Role.PROVINCE_OFFICE, units["04"])).get(url).status_code == 404


def test_administrator_sees_the_timetable_and_runs_an_entry_now(
    django_assert_max_num_queries, django_capture_on_commit_callbacks
):
    client = signed_in(act(Role.ADMINISTRATOR, make_units()["01"]))
    with django_assert_max_num_queries(11):
        page = client.get(reverse("jobs:timetable")).content.decode()
    assert "Dọn phiên đăng nhập đã hết hạn" in page

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("jobs:run-now", args=["sessions.clean"]))

    assert answer.status_code == 302
    assert Run.objects.get().status == RunStatus.DONE
    assert Event.objects.filter(verb="timetable.run_now").count() == 1
    assert "Đã xong" in client.get(reverse("jobs:entry", args=["sessions.clean"])).content.decode()


def test_entry_under_way_is_not_run_beside_itself(pieces):
    client = signed_in(act(Role.ADMINISTRATOR, make_units()["01"]))
    run = Run.objects.create(key="sessions.clean", due=AT, next_at=AT)
    assert claims.claim(run, at=AT)

    page = client.post(reverse("jobs:run-now", args=["sessions.clean"]), follow=True).content.decode()

    assert "đang chạy" in page
    assert Run.objects.count() == 1


def test_health_page_names_a_timetable_that_stands_still(client):
    answer = client.get("/suc-khoe/").json()

    assert answer["ok"] is True
    assert "sessions.clean" in answer["troubles"]["timetable"]
