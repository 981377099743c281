"""Long lists are checked and written in the background."""

from __future__ import annotations

from datetime import datetime

from ocop.core.acting import Acting, choose
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.jobs import actions as jobs
from ocop.jobs.kinds import Kind, register
from ocop.jobs.models import Job
from ocop.jobs.progress import Progress

from . import actions
from .models import Intake

CHECK, APPLY = "intake.check", "intake.apply"


def install() -> None:
    register(Kind(CHECK, "Kiểm tra bảng tải lên", run_check))
    register(Kind(APPLY, "Nhập bảng tải lên", run_apply))


def start_check(intake: Intake, *, by: Acting, at: datetime) -> Job:
    title = f"Kiểm tra {intake.file_name}"
    return jobs.start(CHECK, about=intake, title=title, by=by, at=at, params={"acting": by.key})


def start_apply(intake: Intake, *, only_good: bool, by: Acting, at: datetime) -> Job:
    params = {"acting": by.key, "only_good": only_good}
    return jobs.start(APPLY, about=intake, title=f"Nhập {intake.file_name}", by=by, at=at, params=params)


def open_job(intake: Intake) -> Job | None:
    return jobs.open_job(APPLY, intake) or jobs.open_job(CHECK, intake)


def last_job(intake: Intake) -> Job | None:
    return jobs.latest_job(APPLY, intake) or jobs.latest_job(CHECK, intake)


def run_check(job: Job, progress: Progress) -> str:
    intake, at = Intake.objects.get(pk=job.about_id), progress.now()
    if not intake.checked_at:
        progress.step(0, intake.row_count, f"Đang kiểm tra {intake.row_count} dòng")
        actions.check(intake=intake, by=_acting(job, at), at=at)
    progress.step(intake.row_count, intake.row_count, "Đã kiểm tra xong, chưa ghi gì")
    return intake.url


def run_apply(job: Job, progress: Progress) -> str:
    intake, at = Intake.objects.get(pk=job.about_id), progress.now()
    if not intake.applied_at:
        progress.step(0, intake.row_count, f"Đang ghi {intake.row_count} dòng trong một lần")
        only_good = bool(job.params.get("only_good"))
        actions.apply(intake=intake, only_good=only_good, by=_acting(job, at), at=at)
    progress.step(intake.row_count, intake.row_count, "Đã ghi xong")
    return intake.url


def _acting(job: Job, at: datetime) -> Acting:
    """The rights that the person holds now, in the role the work was started in."""
    key = job.params.get("acting", "")
    acting = choose(job.person, local_date(at), key)
    if acting.key != key:
        raise RuleBroken("Vai trò dùng để nhập bảng này không còn hiệu lực.", code="intake.acting")
    return acting
