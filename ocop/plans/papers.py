"""Sheets made from plans."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from ocop.documents.sheets import Column, Sheet, write_xlsx
from ocop.plans.queries.paper import PlanPaper

LIST = [
    Column("TT", 6, "integer"),
    Column("Kế hoạch", 50),
    Column("Đơn vị", 26),
    Column("Giai đoạn", 12),
    Column("Từ năm", 8, "integer"),
    Column("Đến năm", 8, "integer"),
    Column("Số", 20),
    Column("Ngày ban hành", 12, "date"),
    Column("Trạng thái", 22),
    Column("Nhiệm vụ", 10, "integer", total=True),
    Column("Đã xong", 10, "integer", total=True),
    Column("Quá hạn", 10, "integer", total=True),
]
OBJECTIVES = [
    Column("TT", 6, "integer"),
    Column("Nhóm mục tiêu", 32),
    Column("Mục tiêu", 50),
    Column("Đơn vị tính", 14),
    Column("Phải đạt", 18),
    Column("Đã đạt", 14),
    Column("Hơn, kém", 14),
]
TASKS = [
    Column("TT", 6, "integer"),
    Column("Nhóm", 34),
    Column("Nhiệm vụ", 50),
    Column("Cơ quan chủ trì", 26),
    Column("Cơ quan phối hợp", 26),
    Column("Hạn", 12, "date"),
    Column("Tiến độ (%)", 10, "integer"),
    Column("Xong ngày", 12, "date"),
]
MONEY = [
    Column("TT", 6, "integer"),
    Column("Nội dung chi", 46),
    Column("Nguồn tiền", 26),
    Column("Dự kiến", 20, "money", total=True),
    Column("Đã cam kết", 20, "money", total=True),
    Column("Đã chi", 20, "money", total=True),
    Column("Còn lại", 20, "money", total=True),
]


def plans_workbook(plans: Iterable[Any], *, office: str) -> bytes:
    """Exactly the rows of the list."""
    return write_xlsx(
        [Sheet("Kế hoạch", LIST, _plans(plans), title="Danh sách kế hoạch OCOP", office=office)]
    )


def _plans(plans: Iterable[Any]) -> Iterator[list[Any]]:
    for n, plan in enumerate(plans, start=1):
        years = [plan.year_from, plan.year_until]
        counts = [plan.tasks_count, plan.tasks_done, plan.tasks_late]
        yield [
            n,
            plan.title,
            plan.unit.full_name,
            plan.period,
            *years,
            plan.number,
            plan.decided_on,
            plan.state_label,
            *counts,
        ]


def plan_workbook(paper: PlanPaper) -> bytes:
    """One plan: objectives, tasks, money, each on its page."""
    head = {"title": paper.title, "subtitle": _subtitle(paper), "office": f"UBND {paper.unit}"}
    if paper.level == "nation":
        head["office"] = "Cơ quan chỉ đạo Chương trình OCOP"
    return write_xlsx(
        [
            Sheet("Mục tiêu", OBJECTIVES, _objectives(paper), **head),
            Sheet("Nhiệm vụ", TASKS, _tasks(paper), **head),
            Sheet("Kinh phí", MONEY, _money(paper), **head),
        ]
    )


def _subtitle(paper: PlanPaper) -> str:
    number = f"Số {paper.number}, " if paper.number else f"{paper.state}, "
    return f"{number}{paper.period}, {paper.years}; số liệu tính đến {_day(paper.on)}"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _objectives(paper: PlanPaper) -> Iterator[list[Any]]:
    for n, row in enumerate(paper.objectives, start=1):
        yield [n, row.group, row.words, row.measure, row.goal, row.reached, row.gap]


def _tasks(paper: PlanPaper) -> Iterator[list[Any]]:
    rows = (task for group in paper.groups for task in group.tasks)
    for n, row in enumerate(rows, start=1):
        yield [n, row.group, row.title, row.office, row.partners, row.due_on, row.percent, row.done_on]


def _money(paper: PlanPaper) -> Iterator[list[Any]]:
    for n, row in enumerate(paper.money, start=1):
        sums = row.amounts
        yield [n, row.content, row.source, sums.planned, sums.committed, sums.spent, sums.left]
