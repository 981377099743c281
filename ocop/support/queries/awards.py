"""Decisions as the rulebook reads them: certificates of this system, and recognitions published before it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from ocop.products.models import Product
from ocop.recognition.enums import HistoricStatus
from ocop.recognition.models import Certificate, HistoricRecognition, Revocation
from ocop.rulebook.entitlement import Award, Entitlement, entitlements
from ocop.support.models import Claim, Policy


@dataclass(frozen=True)
class Earned:
    """An entitlement with the records that people read."""

    entitlement: Entitlement
    policy: Policy
    product: Product
    decision: str

    @property
    def key(self) -> tuple[str, str]:
        return self.entitlement.key


def awards_of(products: "QuerySet[Product] | Iterable[int]") -> tuple[list[Award], dict[str, str]]:
    """Their recognitions, and how each decision is called. Two statements, whatever the number."""
    found, names = [], {}
    issued = Certificate.objects.filter(product__in=products).order_by("pk")
    columns = ("pk", "product_id", "product__unit__key", "product__unit__province_key", "stars")
    revoked = dict(
        Certificate.objects.filter(product__in=products, revocations__state="decided").values_list(
            "pk", "revocations__revoked_on"
        )
    )
    for pk, product, commune, province, stars, on, name in issued.values_list(
        *columns, "line__decision__decided_on", "line__decision__number_text"
    ):
        key = f"c{pk}"
        found.append(Award(key, str(product), _places(commune, province), stars, on, revoked.get(pk)))
        names[key] = name
    told = HistoricRecognition.objects.filter(
        product__in=products, status=HistoricStatus.RECOGNISED, decided_on__isnull=False, stars__gte=3
    ).order_by("pk")
    for pk, product, commune, province, stars, on, name in told.values_list(
        *columns, "decided_on", "decision_no"
    ):
        found.append(Award(f"h{pk}", str(product), _places(commune, province), stars, on))
        names[f"h{pk}"] = name
    return found, names


def _places(commune: str | None, province: str | None) -> frozenset[str]:
    return frozenset(key for key in ("VN", commune, province) if key)


def earned(
    products: QuerySet[Product], policies: Iterable[Policy], on: date, *, as_if_held: str = ""
) -> list[Earned]:
    """What the recognitions of these products earn under these policies, on that day. `as_if_held`: an award that is read
    as not revoked, to know what a claim for it would have been about."""
    by_code = {policy.code: policy for policy in policies}
    awards, names = awards_of(products.order_by().values("pk"))
    awards = [replace(one, revoked_on=None) if one.key == as_if_held else one for one in awards]
    paid = {
        (key, payer): amount
        for key, payer, amount in Claim.objects.filter(
            state="paid", product__in=products.order_by().values("pk")
        )
        .order_by()
        .values_list("award_key", "payer__key", "amount")
    }
    found = entitlements(awards, [policy.terms() for policy in by_code.values()], on, paid)
    known = products.select_related("producer", "unit").in_bulk({int(one.award.product) for one in found})
    told = [
        Earned(one, by_code[one.terms.key], known[int(one.award.product)], names[one.award.key])
        for one in found
    ]
    # an invented policy promises nothing to a real producer
    return [one for one in told if one.product.is_demo or not one.policy.is_demo]


def policies_for(payer: Any = None, unit: Any = None) -> list[Policy]:
    """Of one payer, or all that can answer for a commune."""
    found = Policy.objects.filter(ended_at=None).select_related("payer").prefetch_related("rates")
    if payer is not None:
        return list(found.filter(payer=payer))
    return list(found.for_producer(unit))


def recognised_since(products: QuerySet[Product], policies: Iterable[Policy]) -> QuerySet[Product]:
    """Only products with a decision in the days of one of the policies can earn anything."""
    starts = [policy.from_on for policy in policies]
    if not starts:
        return products.none()
    first = min(starts)
    with_certificate = Certificate.objects.filter(line__decision__decided_on__gte=first).values("product")
    with_history = HistoricRecognition.objects.filter(decided_on__gte=first).values("product")
    return products.filter(Q(pk__in=with_certificate) | Q(pk__in=with_history))


def would_earn(product: Product, policy: Policy, award_key: str, on: date) -> Earned | None:
    """What that decision earns under that policy if it were not revoked."""
    found = earned(Product.objects.filter(pk=product.pk), [policy], on, as_if_held=award_key)
    return next((one for one in found if one.entitlement.award.key == award_key), None)


def revocation_of(award_key: str) -> date | None:
    """The day on which the stars of that decision were revoked. Published history names none."""
    if not award_key.startswith("c"):
        return None
    held = Revocation.objects.filter(certificate=int(award_key[1:]), state="decided")
    return held.values_list("revoked_on", flat=True).first()
