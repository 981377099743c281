"""Policies, recognised products and claims, made by the actions that users trigger."""

from datetime import date, datetime
from typing import Any

from ocop.core.acting import Acting
from ocop.core.permissions import Role
from ocop.products.models import Product
from ocop.recognition.models import HistoricRecognition
from ocop.support.actions import claims, terms
from ocop.support.models import Claim, Policy
from tests.factories.accounts import AT, act, make_person
from tests.factories.places import make_units
from tests.factories.register import bring_in, published

PAPERS = ["Quyết định công nhận", "Giấy đề nghị"]
RATES = {(3, "first"): 10_000_000, (4, "first"): 25_000_000, (4, "upgrade"): 25_000_000}


def staff(key: str = "01") -> tuple[Acting, Acting]:
    """Two people of the office that pays."""
    unit = make_units()[key]
    role = Role.PROVINCE_OFFICE if unit.level == "province" else Role.COMMUNE_OFFICER
    return act(role, unit, make_person("Lê Kiểm")), act(role, unit, make_person("Vũ Duyệt"))


def policy_data(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Thưởng sản phẩm OCOP 2026",
        "document": "NQ 01/2026/NQ-HĐND (giả định)",
        "document_on": date(2025, 12, 20),
        "from_on": date(2026, 1, 1),
        "until_on": date(2026, 12, 31),
        "claim_days": 90,
        "pays_difference": True,
        "over_budget": "wait",
        "papers": PAPERS,
        **changes,
    }


def make_policy(by: Acting, rates: dict[tuple[int, str], int] | None = None, **changes: Any) -> Policy:
    return terms.create_policy(data=policy_data(**changes), rates=rates or RATES, by=by, at=AT)


def recognised(name: str = "Mật ong", **cells: str) -> tuple[Product, str]:
    """A product of Hà Đông with a published decision; and the key of that decision."""
    bring_in(published(name, **{"decision_date": "2026-09-15", "year": "2026", "stars": "3", **cells}))
    row = HistoricRecognition.objects.filter(product_wording=name).order_by("-pk").first()
    assert row is not None
    return row.product, f"h{row.pk}"


def owner_of(product: Product) -> Acting:
    person = make_person("Nguyễn Chủ")
    from ocop.producers.models import Membership

    held = Membership.objects.create(
        person=person, producer=product.producer, kind="owner", from_on=date(2026, 1, 1), created_at=AT
    )
    return Acting(
        person=person,
        role=Role.PRODUCER,
        party_id=product.producer_id,
        party_name=product.producer.name,
        key=f"m{held.pk}",
        on=AT.date(),
    )


def make_claim(
    policy: Policy, product: Product, key: str, by: Acting | None = None, at: datetime = AT
) -> Claim:
    return claims.file_claim(product=product, award_key=key, policy=policy, by=by or owner_of(product), at=at)
