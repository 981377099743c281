"""An amendment begins as a copy, and takes over on the day it is issued what was reported until then."""

from typing import Any

from ocop.plans.models import BudgetLine, Group, Objective, Plan, Task
from ocop.plans.queries.carrying import before_of, root_of

COPIED: dict[type[Any], tuple[str, ...]] = {
    Objective: ("words", "indicator", "sense", "value", "position"),
    Task: ("title", "office", "partners", "due_on", "position"),
}


def copy_contents(old: Plan, new: Plan) -> None:
    groups = {}
    for group in old.groups.all():
        fields = {"kind": group.kind, "title": group.title, "position": group.position}
        groups[group.pk] = Group.objects.create(plan=new, **fields)
    for model, names in COPIED.items():
        items = list(model.objects.filter(plan=old).order_by("pk"))
        model.objects.bulk_create(
            model(
                plan=new,
                group=groups[item.group_id],
                **_root(item),
                **{name: getattr(item, name) for name in names},
            )
            for item in items
        )
    BudgetLine.objects.bulk_create(
        BudgetLine(
            plan=new,
            root_id=root_of(line),
            content=line.content,
            source=line.source,
            planned=line.planned,
            position=line.position,
        )
        for line in old.lines.all()
    )


def _root(item: Any) -> dict[str, int]:
    return {"root_id": root_of(item)} if isinstance(item, Task) else {}


def carry_on(plan: Plan) -> None:
    """Progress and money of the version before, item by item."""
    tasks, lines = before_of(plan, "tasks"), before_of(plan, "lines")
    for task in plan.tasks.all():
        if before := tasks.get(root_of(task)):
            task.percent, task.done_on = before.percent, before.done_on
            task.save(update_fields=["percent", "done_on"])
    for line in plan.lines.all():
        if earlier := lines.get(root_of(line)):
            line.committed, line.spent = earlier.committed, earlier.spent
            line.save(update_fields=["committed", "spent"])
