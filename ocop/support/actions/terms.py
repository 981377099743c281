"""Writing policies and budgets. Rates never change: a new rate is a new policy; a changed cap is a new row."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.fields import public_code
from ocop.support.models import Budget, Policy, Rate
from ocop.support.policies import terms as policies

SAID = (
    "title",
    "document",
    "document_on",
    "from_on",
    "until_on",
    "claim_days",
    "pays_difference",
    "over_budget",
    "money_source",
    "conditions",
    "papers",
)


@transaction.atomic
def create_policy(
    *,
    data: dict[str, Any],
    rates: dict[tuple[int, str], int],
    by: Acting,
    at: datetime,
    is_demo: bool = False,
) -> Policy:
    policies.check_can_create(data, rates, by=by)
    made = Policy.objects.create(
        code=public_code("CS"),
        payer=by.unit,
        created_by=by.person,
        created_at=at,
        is_demo=is_demo,
        **{name: data[name] for name in SAID if name in data},
    )
    Rate.objects.bulk_create(
        Rate(policy=made, stars=stars, occasion=occasion, amount=amount)
        for (stars, occasion), amount in sorted(rates.items())
        if amount
    )
    said = {f"{stars}:{occasion}": amount for (stars, occasion), amount in rates.items() if amount}
    record("support.policy", about=made, by=by, at=at, data={"document": made.document, "rates": said})
    return made


@transaction.atomic
def end_policy(*, policy: Policy, last_day: date, reason: str, by: Acting, at: datetime) -> Policy:
    """Decisions after that day earn nothing by it any more; those before keep what they earned."""
    policy = Policy.objects.locked(policy.pk)
    policies.check_can_end(policy, by=by)
    if not policy.from_on <= last_day <= policy.until_on:
        raise RuleBroken(
            "Ngày cuối phải nằm trong thời gian của chính sách.", code="policy.last_day", field="last_day"
        )
    if not reason.strip():
        raise RuleBroken("Hãy ghi lý do kết thúc sớm.", code="reason", field="reason")
    before, policy.until_on = policy.until_on, last_day
    policy.save(update_fields=["until_on"])
    record(
        "support.policy_end",
        about=policy,
        by=by,
        at=at,
        data={"before": before, "until": last_day, "reason": reason},
    )
    return policy


@transaction.atomic
def set_budget(*, policy: Policy, year: int, cap: int, document: str, by: Acting, at: datetime) -> Budget:
    policy = Policy.objects.locked(policy.pk)
    policies.check_can_budget(policy, year, cap, document, by=by)
    made = Budget.objects.create(
        policy=policy, year=year, cap=cap, document=document, created_by=by.person, created_at=at
    )
    record(
        "support.budget", about=policy, by=by, at=at, data={"year": year, "cap": cap, "document": document}
    )
    return made
