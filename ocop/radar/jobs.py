"""The search as long work with progress, and every night by itself."""

from datetime import datetime

from django.urls import reverse

from ocop.core.timetable import daily
from ocop.jobs.kinds import Kind, register
from ocop.jobs.models import Job
from ocop.jobs.progress import Progress
from ocop.radar.actions import KIND, search_all


def run(job: Job, progress: Progress) -> str:
    """Begun anew it takes no mark twice."""
    search_all(at=progress.now(), tell=progress.step)
    return reverse("radar:pairs")


def nightly(*, at: datetime) -> str:
    return f"{search_all(at=at)} cặp sản phẩm giống nhau."


def install() -> None:
    register(Kind(KIND, words="Tìm sản phẩm giống nhau", run=run))
    daily("radar.search", at="03:40", run=nightly, words="Tìm sản phẩm giống nhau cho Tổ tư vấn xem")
