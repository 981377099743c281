"""While a plan runs: the page of one task with its progress, of one budget line with its movements."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ocop.core.clock import now, today
from ocop.core.components import Fact
from ocop.core.guards import guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.permissions import Permission as P
from ocop.core.policy import allowed
from ocop.plans.actions import working as actions
from ocop.plans.forms.working import MovementForm, ProgressForm
from ocop.plans.models import BudgetLine, Plan, Task
from ocop.plans.policies import working as policies
from ocop.plans.queries.history import movements_of, reports_of
from ocop.plans.views import _shared as shared
from ocop.plans.views._rows import task_badge


def _of(plan: Plan, model: Any, pk: int) -> Any:
    found = model.objects.filter(plan=plan, pk=pk).first()
    if found is None:
        raise Http404
    found.plan = plan
    return found


@guard(P.FIGURES_VIEW)
@once
def task(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One task: who, until when, every report; the form for the next one where it runs.  # queries: 7"""
    one, by = shared.the_plan(request, code), request.acting  # type: ignore[attr-defined]
    found: Task = _of(one, Task, pk)
    form = None
    if allowed(policies.check_runs, one, by=by):
        form = ProgressForm(posted(request), request.FILES or None, initial={"reported_on": today()})
        if form.is_valid():
            with refusals_on(form):
                _report(found, dict(form.cleaned_data), by)
                messages.success(request, "Đã ghi tiến độ.")
                return redirect("plans:task", one.code, pk)
    elif request.method == "POST":
        policies.check_runs(one, by=by)
    context = {
        "plan": one,
        "task": found,
        "badge": task_badge(found, today(), runs=one.state == "issued"),
        "facts": _task_facts(found),
        "reports": reports_of(found),
        "form": form,
        "crumbs": shared.crumbs(one),
    }
    return render(request, "plans/task.html", context)


def _report(found: Task, data: dict[str, Any], by: Any) -> None:
    at = now()
    file = actions.take_file(data.pop("upload"), by=by, at=at)
    actions.report_progress(task=found, file=file, by=by, at=at, **data)


def _task_facts(found: Task) -> list[Fact]:
    return [
        Fact("Nhóm", found.group.title),
        Fact("Cơ quan chủ trì", found.office),
        Fact("Cơ quan phối hợp", found.partners, missing="Không có"),
        Fact("Hạn", _day(found.due_on)),
        Fact("Tiến độ", f"{found.percent} %"),
        *([Fact("Xong ngày", _day(found.done_on))] if found.done_on else []),
    ]


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


@guard(P.FIGURES_VIEW)
@once
def line(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One budget line: planned, committed, spent, every movement.  # queries: 7"""
    one, by = shared.the_plan(request, code), request.acting  # type: ignore[attr-defined]
    found: BudgetLine = _of(one, BudgetLine, pk)
    form = None
    if allowed(policies.check_runs, one, by=by):
        form = MovementForm(posted(request), request.FILES or None, initial={"moved_on": today()})
        if form.is_valid():
            with refusals_on(form):
                _move(found, dict(form.cleaned_data), by)
                messages.success(request, "Đã ghi.")
                return redirect("plans:line", one.code, pk)
    elif request.method == "POST":
        policies.check_runs(one, by=by)
    context = {
        "plan": one,
        "line": found,
        "amounts": found.amounts,
        "movements": movements_of(found),
        "form": form,
        "crumbs": shared.crumbs(one),
    }
    return render(request, "plans/line.html", context)


def _move(found: BudgetLine, data: dict[str, Any], by: Any) -> None:
    at = now()
    file = actions.take_file(data.pop("upload"), by=by, at=at)
    actions.move_money(line=found, file=file, by=by, at=at, **data)
