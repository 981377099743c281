"""Lists of claims and of what nobody asked for yet."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from ocop.core.acting import Acting
from ocop.core.text import words
from ocop.documents.sheets import Column, Sheet, write_xlsx
from ocop.products.models import Product
from ocop.rulebook.lifecycle import CLAIM
from ocop.support.enums import LONG_WAIT_DAYS
from ocop.support.models import Claim, Policy
from ocop.support.queries.awards import Earned, earned, policies_for, recognised_since
from ocop.support.queries.why import of_claim

RELATED = ("policy__payer", "payer", "product", "producer", "unit")


def filtered(claims: QuerySet[Claim], params: Any, at: datetime) -> QuerySet[Claim]:
    """By state, waiting long, and words of product or producer; unknown values are ignored."""
    state = params.get("tinh_trang", "")
    if state == "dang-cho":
        claims = claims.filter(state__in=("filed", "incomplete", "checked", "approved"))
    elif state == "cho-lau":
        claims = claims.filter(waiting_long(at))
    elif state in CLAIM.states:
        claims = claims.filter(state=state)
    for word in words(params.get("q", "")[:100])[:4]:
        claims = claims.filter(Q(product__search_key__contains=word) | Q(producer__search_key__contains=word))
    return claims


def waiting_long(at: datetime) -> Q:
    """Not finished, and filed more than so many days ago."""
    return Q(
        state__in=("filed", "incomplete", "checked", "approved"),
        filed_at__lt=at - timedelta(days=LONG_WAIT_DAYS),
    )


def unclaimed(acting: Acting, on: date, *, late: bool = False) -> list[Earned]:
    """What decisions earned and nobody claimed. For an office: under its own policies. `late`: those too late."""
    products = Product.objects.visible_to(acting)
    payer = None if acting.party_id else acting.unit
    policies = policies_for(payer) if payer else list(_of_own_place(products))
    found = earned(recognised_since(products, policies), policies, on)
    asked = set(
        Claim.objects.standing()
        .filter(policy__in=[policy.pk for policy in policies])
        .order_by()
        .values_list("award_key", "payer__key")
    )
    open_ = [one for one in found if one.key not in asked and (on > one.entitlement.last_day) == late]
    return sorted(open_, key=lambda one: (one.entitlement.last_day, one.product.pk))


def _of_own_place(products: QuerySet[Product]) -> list[Policy]:
    unit = next((one.unit for one in products.select_related("unit")[:1] if one.unit), None)
    return policies_for(unit=unit)


def export(claims: QuerySet[Claim], *, office: str, at: datetime) -> bytes:
    """The list on screen as an official sheet."""
    columns = [
        Column("Mã đề nghị", 14),
        Column("Sản phẩm", 30),
        Column("Chủ thể", 30),
        Column("Xã, phường", 22),
        Column("Số sao", 8, "integer"),
        Column("Quyết định", 18),
        Column("Chính sách", 34),
        Column("Số tiền (đồng)", 16, "money", total=True),
        Column("Ngày nộp", 12, "date"),
        Column("Trạng thái", 24),
        Column("Ngày chi", 12, "date"),
        Column("Chứng từ chi", 18),
        Column("Vì sao chưa", 46),
    ]
    sheet = Sheet(
        "Đề nghị", columns, _rows(claims, at), title="Đề nghị hỗ trợ, thưởng sản phẩm OCOP", office=office
    )
    return write_xlsx([sheet])


def _rows(claims: QuerySet[Claim], at: datetime) -> Iterator[list[Any]]:
    for one in claims.select_related(*RELATED).iterator(chunk_size=500):
        yield [
            one.code,
            one.product.name,
            one.producer.name,
            one.unit.full_name if one.unit else "",
            one.stars,
            one.decision_text,
            one.policy.title,
            one.amount,
            timezone.localtime(one.filed_at).date(),
            one.state_label,
            one.paid_on,
            one.paid_document,
            of_claim(one, at) if one.state != "checked" else "Đủ giấy tờ, chờ duyệt theo thứ tự",
        ]
