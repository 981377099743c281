"""Row 23: what 5,000 decisions earn under a policy, with the claims already paid, counted before it is measured."""

from collections.abc import Callable
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bench.measure import Row, run_rounds
from bench.national.truth import expect
from ocop.core.clock import now
from ocop.places.models import Unit
from ocop.products.models import Product
from ocop.recognition.models import Certificate
from ocop.support.models import Policy, Rate
from ocop.support.queries.awards import awards_of, earned

DECISIONS = 5_000
ON = date(2026, 11, 22)
MS = 1000.0
ROWS = (
    Row(
        23,
        f"Khoản được hưởng của {DECISIONS} quyết định (giây)",
        "entitlement",
        "second",
        must=5,
        reach=1,
        most_sql=8,
    ),
)


@contextmanager
def policy() -> Any:
    """One policy of the nation for every star and occasion; gone afterwards."""
    with transaction.atomic():
        made = Policy.objects.create(
            code="CS-DO", payer=Unit.objects.get(key="VN"), title="Đo", document="–", document_on=ON,
            from_on=date(2000, 1, 1), until_on=date(2100, 1, 1), claim_days=90, created_at=now(), is_demo=True,
        )  # fmt: skip
        Rate.objects.bulk_create(
            Rate(policy=made, stars=stars, occasion=occasion, amount=stars * 1_000_000)
            for stars in (3, 4, 5)
            for occasion in ("first", "upgrade", "keep")
        )
        yield Policy.objects.select_related("payer").prefetch_related("rates").get(pk=made.pk)
        transaction.set_rollback(True)


def chosen() -> Any:
    """Products whose decisions are at least so many, by key."""
    found, decisions = [], 0
    for pk in (
        Product.objects.filter(certificates__isnull=False)
        .order_by("pk")
        .values_list("pk", flat=True)
        .distinct()
    ):
        if decisions >= DECISIONS:
            break
        found.append(pk)
        if len(found) % 500 == 0:
            decisions = Certificate.objects.filter(product__in=found).count()
    return Product.objects.filter(pk__in=found)


def measure(rounds: int) -> tuple[list[Row], dict[str, list[float]], str]:
    with policy() as one:
        products = chosen()
        awards, _ = awards_of(products.values("pk"))
        call: Callable[[], Any] = lambda: earned(products, [one], ON)  # noqa: E731
        with CaptureQueriesContext(connection) as seen:
            told = call()
        gone = sum(award.revoked_by(ON) for award in awards)
        expect(len(awards) >= DECISIONS, f"chỉ có {len(awards)} quyết định")
        expect(len({item.key for item in told}) == len(told), "một quyết định được hưởng hai lần")
        expect(len(told) <= len(awards) - gone, "sao đã thu hồi được hưởng")
        times = run_rounds({"entitlement": (call, 1)}, min(rounds, 5))
    row = ROWS[0]
    row.sql, row.ratios = len(seen), [took / MS for took in times["entitlement"]]
    return (
        list(ROWS),
        times,
        f"{len(told)} khoản của {len(awards)} quyết định, {gone} đã thu hồi, không khoản nào hai lần",
    )
