"""The year's money of a policy: what is set aside, what is left, who stands where in the queue."""

from dataclasses import dataclass

from django.db.models import Count, Sum

from ocop.rulebook.budget_queue import Place, Waiting, queue
from ocop.support.models import Budget, Claim, Policy

TAKEN = ("approved", "paid")


@dataclass(frozen=True)
class Purse:
    """One policy in one year. `cap` is None where no cap was set."""

    cap: int | None
    approved: int
    paid: int
    places: dict[str, Place]

    @property
    def left(self) -> int | None:
        return None if self.cap is None else self.cap - self.approved - self.paid


def cap_of(policy: Policy, year: int) -> int | None:
    return (
        Budget.objects.filter(policy=policy, year=year).order_by("-pk").values_list("cap", flat=True).first()
    )


def purse(policy: Policy, year: int) -> Purse:
    """Three statements: the cap, what is taken, who waits complete."""
    claims = Claim.objects.filter(policy=policy, budget_year=year).order_by()
    taken = dict(
        claims.filter(state__in=TAKEN).values("state").annotate(sum=Sum("amount")).values_list("state", "sum")
    )
    waiting = [
        Waiting(code, amount, at)
        for code, amount, at in claims.filter(state="checked").values_list("code", "amount", "complete_at")
    ]
    cap = cap_of(policy, year)
    approved, paid = taken.get("approved", 0), taken.get("paid", 0)
    left = None if cap is None else cap - approved - paid
    return Purse(cap, approved, paid, queue(left, waiting))


def sums_by_state(claims: "object") -> dict[str, tuple[int, int]]:
    """State → number and sum, in one statement."""
    rows = claims.order_by().values("state").annotate(n=Count("pk"), total=Sum("amount"))  # type: ignore[attr-defined]
    return {row["state"]: (row["n"], row["total"]) for row in rows}
