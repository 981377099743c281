"""The list of plans and its filters."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from ocop.plans.models import Plan, Task
from ocop.rulebook.lifecycle import MACHINES
from ocop.rulebook.plan_data import find_period


def filtered(plans: QuerySet[Plan], params: Any) -> QuerySet[Plan]:
    """By period, year, unit (key) and state; unknown values are ignored."""
    period, year = params.get("giai_doan", ""), params.get("nam", "")
    unit, state = params.get("don_vi", "")[:20], params.get("tinh_trang", "")
    if find_period(period):
        plans = plans.filter(period=period)
    if year.isdecimal() and len(year) == 4:
        plans = plans.filter(year_from__lte=int(year), year_until__gte=int(year))
    if unit and "\x00" not in unit:
        plans = plans.filter(unit__key=unit)
    if state in MACHINES[Plan.machine].states:
        plans = plans.filter(state=state)
    return plans


def with_progress(plans: QuerySet[Plan], on: date) -> QuerySet[Plan]:
    """Number of tasks, done ones, late ones."""
    late = Q(tasks__percent__lt=100, tasks__due_on__lt=on, state="issued")
    return plans.select_related("unit").annotate(
        tasks_count=Count("tasks"),
        tasks_done=Count("tasks", filter=Q(tasks__percent=100)),
        tasks_late=Count("tasks", filter=late),
    )


def late_tasks(on: date) -> QuerySet[Task]:
    """Of plans that run today: past their day and not done."""
    return Task.objects.filter(plan__state="issued", percent__lt=100, due_on__lt=on)
