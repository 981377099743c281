"""What was reported about a plan and stays with it when it is amended: found by the first version of each item."""

from typing import Any

from ocop.plans.models import BudgetLine, Plan


def root_of(item: Any) -> int:
    return item.root_id or item.pk


def before_of(plan: Plan, items: str) -> dict[int, Any]:
    """Root → item of the version that this plan amends."""
    if plan.follows is None:
        return {}
    return {root_of(item): item for item in getattr(plan.follows, items).all()}


def dropped_with_money(plan: Plan) -> list[BudgetLine]:
    kept = {root_of(line) for line in plan.lines.all()}
    return [
        line
        for root, line in before_of(plan, "lines").items()
        if root not in kept and (line.committed or line.spent)
    ]


def lines_below_committed(plan: Plan) -> list[BudgetLine]:
    before = before_of(plan, "lines")
    return [
        line
        for line in plan.lines.all()
        if root_of(line) in before and line.planned < before[root_of(line)].committed
    ]
