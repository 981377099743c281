"""Everything reported about a task or a budget line, in all versions of its plan."""

from django.db.models import Q, QuerySet

from ocop.plans.models import BudgetLine, Movement, Progress, Task
from ocop.plans.queries.carrying import root_of


def reports_of(task: Task) -> QuerySet[Progress]:
    root = root_of(task)
    found = Progress.objects.filter(Q(task=root) | Q(task__root=root))
    return found.select_related("created_by", "file").order_by("-created_at", "-pk")


def movements_of(line: BudgetLine) -> QuerySet[Movement]:
    root = root_of(line)
    found = Movement.objects.filter(Q(line=root) | Q(line__root=root))
    return found.select_related("created_by", "file").order_by("-moved_on", "-pk")
