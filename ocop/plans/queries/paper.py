"""A plan as finished rows, for its official paper and annexes: nothing here asks the database again.

paper = plan_paper(plan, on)      # `plan`: any Plan; `on`: the day as of which figures and lateness are told
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ocop.plans.models import Group, Plan, Task
from ocop.plans.queries.money import money_table
from ocop.plans.queries.objectives import live
from ocop.rulebook.plan_money import Amounts


@dataclass(frozen=True)
class ObjectiveRow:
    """`goal`, `reached` and `gap` are finished texts with decimal comma; empty where nothing can be said."""

    group: str
    words: str
    measure: str
    goal: str
    reached: str
    gap: str
    met: bool | None
    declared: bool  # `reached` is a figure that the office declared
    indicator: str


@dataclass(frozen=True)
class TaskRow:
    group: str
    title: str
    office: str
    partners: str
    due_on: date
    percent: int
    done_on: date | None
    late: bool


@dataclass(frozen=True)
class GroupRows:
    """One group of tasks or solutions with its tasks; a group may be empty."""

    title: str
    kind: str  # "task" or "solution"
    tasks: tuple[TaskRow, ...]


@dataclass(frozen=True)
class MoneyRow:
    content: str
    source: str
    amounts: Amounts  # planned, committed, spent, uncommitted, left: whole đồng


@dataclass(frozen=True)
class PlanPaper:
    """`number`, `decided_on`, `signer` are empty until it is issued; `upper` cites the plan above, or is empty."""

    code: str
    title: str
    purpose: str
    unit: str
    level: str  # nation, province, commune
    period: str
    years: str
    version: int
    state: str
    number: str
    decided_on: date | None
    signer: str
    upper: str
    on: date
    objectives: tuple[ObjectiveRow, ...]
    groups: tuple[GroupRows, ...]
    money: tuple[MoneyRow, ...]
    money_by_source: tuple[tuple[str, Amounts], ...]
    money_total: Amounts
    money_in_words: str  # of the planned total; empty without money
    is_demo: bool


def plan_paper(plan: Plan, on: date) -> PlanPaper:
    """Ten statements at most, whatever the length of the plan (figures: one for each source)."""
    money = money_table(plan.lines.all())
    upper = plan.upper
    period = plan.of_period
    return PlanPaper(
        code=plan.code,
        title=plan.title,
        purpose=plan.purpose,
        unit=plan.unit.full_name,
        level=plan.unit.level,
        period=period.name if period else plan.period,
        years=plan.years,
        version=plan.version,
        state=plan.state_label,
        number=plan.number,
        decided_on=plan.decided_on,
        signer=plan.signer,
        upper=f"{upper.title}, số {upper.paper}" if upper else "",
        on=on,
        objectives=_objectives(plan, on),
        groups=_groups(plan, on),
        money=tuple(MoneyRow(line.content, line.get_source_display(), line.amounts) for line in money.lines),
        money_by_source=tuple(money.sources),
        money_total=money.total,
        money_in_words=money.in_words,
        is_demo=plan.is_demo,
    )


def _objectives(plan: Plan, on: date) -> tuple[ObjectiveRow, ...]:
    rows = live(plan, list(plan.objectives.select_related("group")), on)
    return tuple(
        ObjectiveRow(
            row.objective.group.title,
            row.words,
            row.measure,
            row.goal,
            row.reached,
            row.gap,
            row.met,
            row.declared,
            row.objective.indicator,
        )
        for row in rows
    )


def _groups(plan: Plan, on: date) -> tuple[GroupRows, ...]:
    tasks: dict[int, list[Task]] = {}
    for task in plan.tasks.select_related("group"):
        tasks.setdefault(task.group_id, []).append(task)
    groups: list[Group] = [group for group in plan.groups.all() if group.kind != "objective"]
    groups.sort(key=lambda group: (group.kind != "task", group.position, group.pk))
    return tuple(
        GroupRows(group.title, group.kind, tuple(_task(task, on) for task in tasks.get(group.pk, ())))
        for group in groups
    )


def _task(task: Task, on: date) -> TaskRow:
    said: Any = task.group
    return TaskRow(
        said.title,
        task.title,
        task.office,
        task.partners,
        task.due_on,
        task.percent,
        task.done_on,
        task.is_late(on),
    )
