"""May this be started, stopped, run again?"""

from datetime import datetime

from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import Allowed, allowed, check_permission
from ocop.core.timetable import Entry
from ocop.jobs.models import Job
from ocop.jobs.timetable import under_way


def check_can_run_now(entry: Entry, *, by: Acting, at: datetime) -> None:
    check_permission(by, Permission.JOB_MANAGE)
    if under_way(entry.key):
        raise RuleBroken("Việc này đang chạy; chờ xong rồi mới chạy lại được.", code="timetable.under_way")


def can_run_now(entry: Entry, *, by: Acting, at: datetime) -> Allowed:
    return allowed(check_can_run_now, entry, by=by, at=at)


def check_can_cancel(job: Job, *, by: Acting, at: datetime) -> None:
    """Who sees it may stop it: the person, the office that it works for, the administrator."""
    if not job.open:
        raise RuleBroken(
            f"Việc này đã kết thúc (“{job.get_status_display().lower()}”), không còn gì để dừng.",
            code="job.closed",
        )
    if job.cancel_asked_at:
        raise RuleBroken("Đã yêu cầu dừng; việc sẽ dừng sau phần đang làm dở.", code="job.stopping")


def can_cancel(job: Job, *, by: Acting, at: datetime) -> Allowed:
    return allowed(check_can_cancel, job, by=by, at=at)
