"""I70: what is kept beside the reports of a plan follows from them. I71: the tree of plans."""

from django.db.models import Prefetch

from ocop.core.checks_registry import Finding, register
from ocop.plans.models import BudgetLine, Movement, Plan, Progress, Task
from ocop.plans.queries.carrying import root_of
from ocop.rulebook.plan_tree import why_not_below


def reports_and_sums_agree() -> Finding:
    """Of the version in force: progress is that of the newest report, money the sum of all movements."""
    finding = Finding()
    sums = _movement_sums()
    for line in BudgetLine.objects.filter(plan__state="issued").select_related("plan"):
        finding.rows += 1
        if sums.get(root_of(line), (0, 0)) != (line.committed, line.spent):
            finding.problems.append(f"{line.plan.code}: số tiền của “{line.content}” khác tổng các lần ghi")
    newest = _newest_percents()
    for task in Task.objects.filter(plan__state="issued").select_related("plan"):
        finding.rows += 1
        if newest.get(root_of(task), 0) != task.percent:
            finding.problems.append(f"{task.plan.code}: tiến độ của “{task.title}” khác lần báo mới nhất")
    return finding


def _movement_sums() -> dict[int, tuple[int, int]]:
    sums: dict[int, tuple[int, int]] = {}
    for one in Movement.objects.select_related("line").iterator(chunk_size=2000):
        committed, spent = sums.get(root_of(one.line), (0, 0))
        more = (one.amount, 0) if one.kind == "committed" else (0, one.amount)
        sums[root_of(one.line)] = (committed + more[0], spent + more[1])
    return sums


def _newest_percents() -> dict[int, int]:
    rows = Progress.objects.select_related("task").order_by("created_at", "pk").iterator(chunk_size=2000)
    return {root_of(one.task): one.percent for one in rows}


def plans_stand_below_higher_ones() -> Finding:
    finding = Finding()
    uppers = Prefetch("upper", Plan.objects.select_related("unit"))
    for plan in Plan.objects.select_related("unit").prefetch_related(uppers).iterator(chunk_size=500):
        finding.rows += 1
        if plan.upper and why_not_below(plan.place, plan.upper.place):
            finding.problems.append(f"{plan.code}: nối với kế hoạch cấp trên không đúng ({plan.upper.code})")
        if plan.version > 1 and (plan.follows is None or plan.follows.version != plan.version - 1):
            finding.problems.append(f"{plan.code}: bản {plan.version} không nối với bản trước")
    return finding


def install() -> None:
    register("I70", "Tiến độ và số tiền của kế hoạch khớp các lần ghi", reports_and_sums_agree)
    register(
        "I71",
        "Kế hoạch cấp dưới nối đúng kế hoạch cấp trên, bản điều chỉnh nối bản trước",
        plans_stand_below_higher_ones,
    )
