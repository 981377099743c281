"""Talks, memoranda, contracts: who wrote what, and that the other side stands behind it."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from ocop import notify
from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.fields import public_code
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.trade.enums import Side
from ocop.trade.models import Buyer, Deal, DealProduct, Meeting, Need
from ocop.trade.policies import deals as policies

TERMS = ("value", "signed_on", "until_on", "document_no", "file")


@transaction.atomic
def open_deal(
    *,
    buyer: Buyer,
    producer: Producer,
    products: list[Product],
    subject: str,
    need: Need | None = None,
    meeting: Meeting | None = None,
    by: Acting,
    at: datetime,
) -> Deal:
    """Begin to talk; the other side is told. A running talk about the same need with the same producer is that one."""
    side = policies.check_open(buyer, producer.pk, products, by=by, at=at)
    running = Deal.objects.filter(buyer=buyer, producer=producer, need=need, meeting=meeting, subject=subject)
    if twin := running.exclude(state__in=("failed", "ended", "delivered")).first():
        return twin
    deal = Deal.objects.create(
        code=public_code("GD"),
        buyer=buyer,
        producer=producer,
        subject=subject,
        need=need,
        meeting=meeting,
        opened_by=side,
        is_demo=buyer.is_demo,
        created_at=at,
        state_at=at,
    )
    DealProduct.objects.bulk_create([DealProduct(deal=deal, product=one) for one in products])
    record(
        "deal.opened",
        about=deal,
        by=by,
        at=at,
        data={"products": [one.code for one in products], "side": side},
    )
    _tell(deal, side, "deal.opened", at=at, who=by.party_name or by.office)
    return deal


@transaction.atomic
def move(
    *, deal: Deal, name: str, words: str = "", terms: dict[str, Any] | None = None, by: Acting, at: datetime
) -> Deal:
    """agree, sign, deliver, end, fail. Signing counts when the other side has confirmed as well."""
    deal = Deal.objects.select_related("buyer__unit", "producer__unit").locked(deal.pk)
    side = policies.check_can_move(deal, name, by=by)
    fields: dict[str, Any] = {"end_reason": words} if name in ("end", "fail") else {}
    if name in policies.SIGNED:
        given = terms or {}
        policies.check_terms(name, given, at=at)
        fields |= {key: given[key] for key in TERMS if given.get(key) not in (None, "")} | _confirmed(
            side, at
        )
    apply_move(deal, name, by=by, at=at, reason=words, fields=fields, side=side, value=deal.value)
    _tell(deal, side, "deal.moved", at=at, state=deal.get_state(), words=words or "Mở để xem và xác nhận.")
    return deal


def _confirmed(side: str, at: datetime) -> dict[str, Any]:
    """The side that writes stands behind it; an office that writes has seen the paper of both."""
    return {
        "buyer_confirmed_at": at if side in (Side.BUYER, Side.OFFICE) else None,
        "producer_confirmed_at": at if side in (Side.PRODUCER, Side.OFFICE) else None,
    }


@transaction.atomic
def confirm(*, deal: Deal, by: Acting, at: datetime) -> Deal:
    deal = Deal.objects.select_related("buyer", "producer").locked(deal.pk)
    side = policies.check_can_confirm(deal, by=by)
    name = "buyer_confirmed_at" if side == Side.BUYER else "producer_confirmed_at"
    setattr(deal, name, at)
    deal.save(update_fields=[name])
    record("deal.confirmed", about=deal, by=by, at=at, data={"side": side})
    _tell(deal, side, "deal.confirmed", at=at)
    return deal


@transaction.atomic
def plan_follow_up(*, deal: Deal, on: date | None, note: str, by: Acting, at: datetime) -> Deal:
    deal = Deal.objects.select_related("buyer", "producer").locked(deal.pk)
    policies.check_can_plan(deal, on, by=by, at=at)
    deal.follow_up_on, deal.follow_up_note, deal.reminded_on = on, note, None
    deal.save(update_fields=["follow_up_on", "follow_up_note", "reminded_on"])
    record("deal.planned", about=deal, by=by, at=at, data={"on": on, "note": note})
    return deal


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Both sides, on the day they wished; once."""
    on = local_date(at)
    due = Deal.objects.filter(follow_up_on__lte=on, reminded_on=None).exclude(
        state__in=("delivered", "ended", "failed")
    )
    count = 0
    for deal in due.select_related("buyer", "producer").order_by("pk"):
        notify.queue(
            "deal.follow_up",
            to=[deal.buyer, deal.producer],
            about=deal,
            at=at,
            note=deal.follow_up_note or "Xem lại giao dịch.",
        )
        deal.reminded_on = on
        deal.save(update_fields=["reminded_on"])
        count += 1
    return count


def _tell(deal: Deal, side: str, key: str, *, at: datetime, **context: Any) -> None:
    """The other side; both when an office wrote."""
    others = {Side.BUYER: [deal.producer], Side.PRODUCER: [deal.buyer]}.get(
        Side(side), [deal.buyer, deal.producer]
    )
    notify.queue(key, to=others, about=deal, at=at, **context)
