"""The yearly plan: drawn once, given to the inspectors, closed when every visit is done."""

from datetime import datetime

from django.db import transaction

from ocop import notify
from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.core.fields import public_code
from ocop.core.permissions import Permission, Role
from ocop.core.policy import check_permission
from ocop.notify import Office
from ocop.products.models import Product
from ocop.rulebook.oversight import read_oversight
from ocop.rulebook.sampling import CannotDraw, Pick, draw
from ocop.supervision.enums import VisitKind
from ocop.supervision.models import InspectionPlan, Visit
from ocop.supervision.policies import visits as policies
from ocop.supervision.queries.spot import candidates


@transaction.atomic
def draw_plan(
    *,
    year: int,
    title: str,
    size: int,
    percent: int,
    seed: str,
    document: str = "",
    by: Acting,
    at: datetime,
    is_demo: bool = False,
) -> InspectionPlan:
    """Pick by risk and by lot over the own place; seed and the signs of risk of everybody are kept."""
    check_permission(by, Permission.SUPERVISE)
    if by.unit is None:
        raise RuleBroken("Hãy chọn vai trò của một cơ quan trước khi lập kế hoạch.", code="plan.unit")
    rules, crowd = read_oversight(), candidates(by.unit, local_date(at), only_demo=is_demo)
    try:
        picks = draw(
            crowd,
            size=size,
            percent=percent,
            least_percent=rules.least_random,
            seed=seed,
            weights=rules.weights,
        )
    except CannotDraw as refusal:
        raise RuleBroken(str(refusal), code="plan.draw") from None
    plan = InspectionPlan.objects.create(
        code=public_code("KH"),
        unit=by.unit,
        year=year,
        title=title,
        document=document,
        size=size,
        percent=percent,
        seed=seed,
        candidates=[[one.key, dict(one.signs)] for one in crowd],
        drawn_at=at,
        created_by=by.person,
        state_at=at,
    )
    _make_visits(plan, picks, by, at)
    said = {"seed": seed, "percent": percent, "of": len(crowd), "picked": [one.key for one in picks]}
    record("inspection_plan.draw", about=plan, by=by, at=at, data=said)
    return plan


def _make_visits(plan: InspectionPlan, picks: list[Pick], by: Acting, at: datetime) -> None:
    products = {one.code: one for one in Product.objects.filter(code__in=[pick.key for pick in picks])}
    Visit.objects.bulk_create(
        Visit(
            code=public_code("KT"),
            kind=VisitKind.PLANNED,
            unit=plan.unit,
            product=products[pick.key],
            plan=plan,
            picked_by=pick.how.value,
            points=pick.points,
            why=[list(one) for one in pick.why],
            created_by=by.person,
            created_at=at,
            state_at=at,
        )
        for pick in picks
    )


@transaction.atomic
def move_plan(*, plan: InspectionPlan, name: str, by: Acting, at: datetime) -> InspectionPlan:
    plan = InspectionPlan.objects.select_related("unit").locked(plan.pk)
    policies.check_plan_move(plan, name, by=by)
    apply_move(plan, name, by=by, at=at)
    if name == "give":
        notify.queue("inspection.given", to=Office(plan.unit, Role.INSPECTOR), about=plan, at=at)
    return plan
