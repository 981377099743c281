"""Finished rows of the tables of a plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ocop.core.components import Badge, Column
from ocop.plans.models import Group, Plan, Task

SOON = timedelta(days=7)
OBJECTIVE_COLUMNS = [
    Column("Mục tiêu"),
    Column("Phải đạt", numeric=True),
    Column("Đã đạt", numeric=True),
    Column("Hơn, kém", numeric=True),
    Column("Đơn vị tính"),
]


@dataclass(frozen=True)
class TaskLine:
    task: Task
    badge: Badge


@dataclass(frozen=True)
class TaskGroup:
    group: Group
    lines: list[TaskLine]


def task_columns() -> list[Column]:
    return [
        Column("Nhiệm vụ"),
        Column("Chủ trì"),
        Column("Hạn"),
        Column("Tiến độ", numeric=True),
        Column("Tình trạng"),
    ]


def money_columns() -> list[Column]:
    numbers = ("Dự kiến", "Đã cam kết", "Đã chi", "Còn lại")
    return [Column("Nội dung chi"), Column("Nguồn"), *(Column(words, numeric=True) for words in numbers)]


def task_groups(plan: Plan, tasks: Iterable[Task], on: date) -> list[TaskGroup]:
    """Tasks before solutions; empty groups are shown, for they are part of the plan."""
    found: dict[int, list[TaskLine]] = {}
    for task in tasks:
        found.setdefault(task.group_id, []).append(
            TaskLine(task, task_badge(task, on, runs=plan.state == "issued"))
        )
    groups = [group for group in plan.groups.all() if group.kind != "objective"]
    groups.sort(key=lambda group: (group.kind != "task", group.position, group.pk))
    return [TaskGroup(group, found.get(group.pk, [])) for group in groups]


def task_badge(task: Task, on: date, *, runs: bool) -> Badge:
    if task.percent == 100:
        return Badge("Đã xong", "success", "check-circle")
    if runs and task.due_on < on:
        return Badge(f"Quá hạn {(on - task.due_on).days} ngày", "danger", "x-octagon")
    if runs and task.due_on <= on + SOON:
        return Badge("Sắp đến hạn", "warning", "exclamation-triangle")
    return Badge("Đang làm", "info", "gear") if task.percent else Badge("Chưa làm", "neutral", "circle")
