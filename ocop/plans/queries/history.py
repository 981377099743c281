"""Everything reported about a task or a budget line, in all versions of its plan; and what happened to a plan."""

from typing import Any

from django.db.models import Q, QuerySet

from ocop.accounts.models import User
from ocop.audit.models import Event
from ocop.audit.verbs import label
from ocop.core.components import Happening
from ocop.core.states import LOOKS
from ocop.plans.models import BudgetLine, Movement, Plan, Progress, Task
from ocop.plans.queries.carrying import root_of
from ocop.rulebook.lifecycle import MACHINES


def reports_of(task: Task) -> QuerySet[Progress]:
    root = root_of(task)
    found = Progress.objects.filter(Q(task=root) | Q(task__root=root))
    return found.select_related("created_by", "file").order_by("-created_at", "-pk")


def movements_of(line: BudgetLine) -> QuerySet[Movement]:
    root = root_of(line)
    found = Movement.objects.filter(Q(line=root) | Q(line__root=root))
    return found.select_related("created_by", "file").order_by("-moved_on", "-pk")


def happenings(plan: Plan, most: int) -> list[Happening]:
    """From the audit trail, newest first: two statements."""
    found = Event.objects.filter(about_type=plan._meta.label_lower, about_id=str(plan.pk)).order_by("-seq")
    events = list(found[:most])
    people = User.objects.filter(pk__in={event.person_id for event in events if event.person_id})
    names = dict(people.values_list("pk", "full_name"))
    return [_happening(event, names.get(event.person_id or 0, "")) for event in events]


def _happening(event: Event, who: str) -> Happening:
    machine = MACHINES[Plan.machine]
    move = machine.moves.get(event.verb.removeprefix("plan."))
    tone, icon = LOOKS[machine.states[move.target].tone] if move else ("neutral", "circle")
    words = move.label if move else label(event.verb)
    return Happening(event.at, words, who=who or "Hệ thống", note=_note(event.data), tone=tone, icon=icon)


def _note(data: dict[str, Any]) -> str:
    """Which item, how far, how much, why."""
    parts = [str(data.get(name) or "") for name in ("words", "reason", "number")]
    if "percent" in data:
        parts.append(f"{data['before']} % → {data['percent']} %")
    if "amount" in data:
        kind = "cam kết" if data["kind"] == "committed" else "chi"
        parts.append(f"{kind} {data['amount']:,} đồng".replace(",", "."))
    return "; ".join(part for part in parts if part)
