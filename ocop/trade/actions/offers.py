"""Commercial sheets and needs. Whatever matching reads changes `Board.version` in the same transaction."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.fields import public_code
from ocop.products.models import Product
from ocop.trade.board import changed
from ocop.trade.models import Buyer, Need, Offer
from ocop.trade.policies import offers as policies

OFFER = (
    *("unit", "capacity", "min_order", "price", "price_terms", "packaging", "storage", "lead_days"),
    *("papers", "regions", "share_contact"),
)


@transaction.atomic
def save_offer(*, product: Product, data: dict[str, Any], by: Acting, at: datetime) -> Offer:
    """Write the sheet of the product, or put it out again after it was taken back. The same again changes nothing."""
    product = Product.objects.select_related("producer").locked(product.pk)
    policies.check_can_offer(product, by=by)
    policies.check_offer(data)
    held = Offer.objects.filter(product=product).first() or Offer(product=product)
    values = {name: data[name] for name in OFFER if name in data}
    fresh = [name for name, value in values.items() if getattr(held, name) != value]
    if held.pk and not fresh and held.withdrawn_at is None:
        return held
    for name in fresh:
        setattr(held, name, values[name])
    held.updated_at, held.withdrawn_at = at, None
    held.save()
    record("offer.saved", about=product, by=by, at=at, data={"fields": fresh})
    changed()
    return held


@transaction.atomic
def withdraw_offer(*, offer: Offer, by: Acting, at: datetime) -> None:
    """Off every list at once, and its contact with it."""
    offer = Offer.objects.select_related("product").locked(offer.pk)
    policies.check_can_offer(offer.product, by=by)
    if offer.withdrawn_at is None:
        offer.withdrawn_at, offer.share_contact = at, False
        offer.save(update_fields=["withdrawn_at", "share_contact"])
        record("offer.withdrawn", about=offer.product, by=by, at=at)
        changed()


@transaction.atomic
def post_need(*, buyer: Buyer, data: dict[str, Any], by: Acting, at: datetime) -> Need:
    buyer = Buyer.objects.select_related("unit").locked(buyer.pk)
    policies.check_can_post(buyer, by=by)
    policies.check_need(data, at=at)
    need = Need.objects.create(code=public_code("NC"), buyer=buyer, created_at=at, state_at=at, **data)
    record("need.posted", about=need, by=by, at=at, data={"until": need.until_on})
    return need


@transaction.atomic
def end_need(*, need: Need, name: str, words: str = "", by: Acting, at: datetime) -> Need:
    """meet or close."""
    need = Need.objects.select_related("buyer").locked(need.pk)
    policies.check_can_end_need(need, by=by)
    apply_move(need, name, by=by, at=at, reason=words)
    return need
