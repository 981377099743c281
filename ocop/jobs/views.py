"""`/lam-viec/viec-nen/`: the timetable and its last runs; the progress of one long job."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from ocop.core.clock import now
from ocop.core.components import Badge, Column
from ocop.core.errors import RuleBroken
from ocop.core.guards import get_visible_or_404, guard, signed_in
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission
from ocop.core.timetable import Entry, entries, entry_of
from ocop.jobs import actions, policies
from ocop.jobs.enums import RunStatus
from ocop.jobs.models import Job, Run
from ocop.jobs.queries import last_runs, late_entries

TONES = {
    RunStatus.WAITING: ("neutral", "clock"),
    RunStatus.RUNNING: ("info", "arrow-repeat"),
    RunStatus.DONE: ("success", "check-lg"),
    RunStatus.FAILED: ("danger", "x-circle"),
    RunStatus.CANCELLED: ("warning", "stop-circle"),
}
ENTRY_COLUMNS = [
    Column("Việc"),
    Column("Khi nào"),
    Column("Lần gần nhất"),
    Column("Kết quả"),
    Column("Lần tới"),
    Column("Chạy ngay", hidden_label=True),
]
JOB_COLUMNS = [Column("Việc"), Column("Bắt đầu"), Column("Trạng thái"), Column("Tiến độ", numeric=True)]
RUN_COLUMNS = [
    Column("Đến hạn"),
    Column("Bắt đầu"),
    Column("Xong"),
    Column("Lần thử", numeric=True),
    Column("Kết quả"),
]


def badge(status: str) -> Badge:
    tone, icon = TONES[RunStatus(status)]
    return Badge(RunStatus(status).label, tone, icon)


@guard(Permission.JOB_MANAGE)
def timetable(request: HttpRequest) -> HttpResponse:  # queries: 9
    """Every entry with its last run, and the long jobs below."""
    at = now()
    late = {entry.key for entry in late_entries(at=at)}
    last = last_runs(entry.key for entry in entries())
    page = keyset_page(
        request,
        Job.objects.visible_to(request.acting),  # type: ignore[attr-defined]
        key="created_at",
        kind="moment",
        descending=True,
        size=20,
    )
    context = {
        "entries": [_entry_row(entry, last.get(entry.key), entry.key in late, at) for entry in entries()],
        "entry_columns": ENTRY_COLUMNS,
        "late": len(late),
        "jobs": [{"job": job, "badge": badge(job.status)} for job in page.rows],
        "job_columns": JOB_COLUMNS,
        "page": page,
    }
    return render(request, "jobs/timetable.html", context)


def _entry_row(entry: Entry, run: Run | None, late: bool, at: Any) -> dict[str, Any]:
    return {
        "entry": entry,
        "run": run,
        "run_at": (run.started_at or run.due) if run else None,
        "said": (run.error or run.outcome) if run else "",
        "badge": badge(run.status) if run else None,
        "late": late,
        "next": entry.next_due(at),
    }


@guard(Permission.JOB_MANAGE)
def entry(request: HttpRequest, key: str) -> HttpResponse:  # queries: 7
    """The runs of one entry, newest first."""
    found = entry_of(key)
    if found is None:
        raise Http404("no such entry")
    page = keyset_page(request, Run.objects.filter(key=key), key="due", kind="moment", descending=True)
    rows = [{"run": run, "badge": badge(run.status)} for run in page.rows]
    context = {"entry": found, "rows": rows, "columns": RUN_COLUMNS, "page": page}
    return render(request, "jobs/entry.html", context)


@require_POST
@guard(Permission.JOB_MANAGE)
@once
def run_now(request: HttpRequest, key: str) -> HttpResponse:
    found = entry_of(key)
    if found is None:
        raise Http404("no such entry")
    try:
        actions.run_now(entry=found, by=request.acting, at=now())  # type: ignore[attr-defined]
        messages.success(request, f"Đã giao việc “{found.words}”; tải lại trang để xem kết quả.")
    except RuleBroken as refusal:
        messages.error(request, refusal.sentence)
    return redirect("jobs:entry", key)


@signed_in
def job(request: HttpRequest, public_id: str) -> HttpResponse:  # queries: 6
    """Progress of one job; `?json` answers the page's script."""
    found = get_visible_or_404(Job, request.acting, public_id=public_id)  # type: ignore[attr-defined]
    if "json" in request.GET:
        return JsonResponse(found.as_json())
    may_stop = policies.can_cancel(found, by=request.acting, at=now())  # type: ignore[attr-defined]
    return render(
        request, "jobs/job.html", {"job": found, "badge": badge(found.status), "may_stop": may_stop}
    )


@require_POST
@signed_in
@once
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_visible_or_404(Job, request.acting, public_id=public_id)  # type: ignore[attr-defined]
    try:
        actions.cancel(job=found, by=request.acting, at=now())  # type: ignore[attr-defined]
    except RuleBroken as refusal:
        messages.error(request, refusal.sentence)
    return redirect(found.get_absolute_url())
