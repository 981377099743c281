"""Checks of `ocop check` over claims."""

from django.db.models import Count

from ocop.core.checks_registry import Finding, register
from ocop.support.models import Claim
from ocop.support.queries.money import cap_of


def paid_once() -> Finding:
    """No decision is approved or paid twice by one payer, and no year beyond its money."""
    taken = Claim.objects.filter(state__in=("approved", "paid"))
    found = Finding(rows=taken.count())
    twice = taken.order_by().values("award_key", "payer__key").annotate(n=Count("pk")).filter(n__gt=1)
    found.problems += [
        f"Quyết định {row['award_key']} được {row['payer__key']} duyệt {row['n']} lần." for row in twice
    ]
    sums: dict[tuple[int, int], int] = {}
    policies = {}
    for claim in taken.select_related("policy"):
        key = (claim.policy_id, claim.budget_year)
        policies[claim.policy_id] = claim.policy
        sums[key] = sums.get(key, 0) + claim.amount
    for (policy, year), total in sums.items():
        cap = cap_of(policies[policy], year)
        if cap is not None and total > cap:
            found.problems.append(
                f"“{policies[policy]}” năm {year}: đã duyệt {total} đồng, mức là {cap} đồng."
            )
    return found


def install() -> None:
    register("I80", "Mỗi quyết định được hỗ trợ một lần, không năm nào vượt kinh phí", paid_once)
