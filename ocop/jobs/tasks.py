"""The two tasks that workers get: one job, one run asked for by hand. Getting one twice does nothing."""

from django_tasks import task

from ocop.core.clock import now
from ocop.jobs.models import Job, Run


@task()
def work(job_id: int) -> None:
    from ocop.jobs.actions import work_on

    job = Job.objects.filter(pk=job_id).first()
    if job is not None:
        work_on(job, at=now())


@task()
def run_timetable(run_id: int) -> None:
    from ocop.jobs.timetable import make

    run = Run.objects.filter(pk=run_id).first()
    if run is not None:
        make(run, at=now())
