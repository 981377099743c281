"""Once for each task: that its day comes, and that its day is over."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from ocop import notify
from ocop.core.clock import local_date
from ocop.core.permissions import Role
from ocop.notify import Office
from ocop.plans.models import Plan, Task

SOON_DAYS = 7
OFFICES = {"commune": Role.COMMUNE_OFFICER, "province": Role.PROVINCE_OFFICE, "nation": Role.CENTRAL_OFFICE}


@transaction.atomic
def remind(*, at: datetime) -> dict[str, int]:
    """One notice for each plan and kind; safe to run again."""
    today = local_date(at)
    waiting = Task.objects.filter(plan__state="issued", percent__lt=100)
    soon = waiting.filter(due_on__gte=today, due_on__lte=today + timedelta(days=SOON_DAYS), told_soon_on=None)
    late = waiting.filter(Q(due_on__lt=today), told_late_on=None)
    told = {"soon": _tell(list(_ordered(soon)), "plan.tasks_soon", at=at, days=SOON_DAYS)}
    told["late"] = _tell(list(_ordered(late)), "plan.tasks_late", at=at)
    soon.update(told_soon_on=today)
    late.update(told_late_on=today)
    return told


def _ordered(tasks: object) -> list[Task]:
    return tasks.select_related("plan__unit").order_by("plan", "due_on", "pk")  # type: ignore[attr-defined,no-any-return]


def _tell(tasks: list[Task], key: str, *, at: datetime, **context: object) -> int:
    by_plan: dict[Plan, list[Task]] = {}
    for task in tasks:
        by_plan.setdefault(task.plan, []).append(task)
    for plan, ones in by_plan.items():
        office = Office(plan.unit, OFFICES[plan.unit.level])
        notify.queue(key, to=office, about=plan, at=at, count=len(ones), first=ones[0].title[:120], **context)
    return len(tasks)
