"""The objectives of an issued plan become targets of its unit, so that every page of figures knows them."""

from datetime import datetime

from ocop.core.acting import Acting
from ocop.core.permissions import Permission
from ocop.plans.models import Objective, Plan
from ocop.targets.actions import statements
from ocop.targets.models import Target
from ocop.targets.queries.statements import target_exactly


def hand_objectives_on(plan: Plan, *, by: Acting, at: datetime) -> None:
    """Who may set targets sets or corrects them with the plan's paper; a commune only joins those it was given."""
    document = f"{plan.title}, số {plan.paper}"[:300]
    for one in plan.objectives.exclude(indicator=""):
        standing = target_exactly(plan.unit.key, one.indicator, plan.year_from, plan.year_until)
        if by.may(Permission.TARGET_SET):
            standing = _set(plan, one, standing, document, by=by, at=at)
        one.target = standing
        one.save(update_fields=["target"])


def _set(
    plan: Plan, one: Objective, standing: Target | None, document: str, *, by: Acting, at: datetime
) -> Target:
    assert one.value is not None  # the database refuses an indicator without its number
    if standing is None:
        return statements.set_target(
            unit=plan.unit,
            indicator=one.indicator,
            value=one.value,
            year_from=plan.year_from,
            year_until=plan.year_until,
            sense=one.sense,
            document=document,
            document_on=plan.decided_on,
            by=by,
            at=at,
        )
    if standing.value == one.value:
        return standing
    reason = f"Theo kế hoạch {plan.number}"
    return statements.correct_target(
        target=standing, value=one.value, document=document, reason=reason, by=by, at=at
    )
