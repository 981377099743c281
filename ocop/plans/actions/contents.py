"""Headings, objectives, tasks and budget lines of a plan that is being drafted."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.plans.models import BudgetLine, Group, Objective, Plan, Task
from ocop.plans.policies import contents as policies

KINDS: dict[str, type[Any]] = {"group": Group, "objective": Objective, "task": Task, "line": BudgetLine}


@transaction.atomic
def add_item(*, plan: Plan, kind: str, data: dict[str, Any], by: Acting, at: datetime) -> Any:
    """At the end of its kind."""
    plan = Plan.objects.select_related("unit").locked(plan.pk)
    policies.check_item(plan, kind, data, by=by)
    model = KINDS[kind]
    last = model.objects.filter(plan=plan).aggregate(n=Max("position"))["n"] or 0
    item = model.objects.create(plan=plan, position=last + 1, **data)
    record(
        "plan.item_added", about=plan, by=by, at=at, data={"kind": kind, "item": item.pk, "words": str(item)}
    )
    return item


@transaction.atomic
def change_item(*, item: Any, data: dict[str, Any], by: Acting, at: datetime) -> Any:
    plan = Plan.objects.select_related("unit").locked(item.plan_id)
    kind = kind_of(item)
    policies.check_item(plan, kind, data, by=by, item=item)
    changed = [name for name, value in data.items() if getattr(item, name) != value]
    for name in changed:
        setattr(item, name, data[name])
    if changed:
        item.save(update_fields=changed)
        record(
            "plan.item_changed",
            about=plan,
            by=by,
            at=at,
            data={"kind": kind, "item": item.pk, "words": str(item), "changed": changed},
        )
    return item


@transaction.atomic
def remove_item(*, item: Any, by: Acting, at: datetime) -> None:
    plan = Plan.objects.select_related("unit").locked(item.plan_id)
    item.plan = plan
    policies.check_can_remove(item, by=by)
    data = {"kind": kind_of(item), "item": item.pk, "words": str(item)}
    item.delete()
    record("plan.item_removed", about=plan, by=by, at=at, data=data)


def kind_of(item: Any) -> str:
    return next(kind for kind, model in KINDS.items() if isinstance(item, model))
