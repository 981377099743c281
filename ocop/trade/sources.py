"""Acting for a buyer: a dated seat at a buyer that is verified at this moment, so suspension ends it with the next click."""

from collections.abc import Iterable
from datetime import date

from ocop.accounts.hints import may_have, register_hint
from ocop.accounts.models import User
from ocop.core.acting import Acting, register_source
from ocop.core.permissions import Role
from ocop.trade.models import BuyerSeat

register_hint("buyer_seats", BuyerSeat.objects.all)


@register_source
def seats(person: User, on: date) -> Iterable[Acting]:
    if not may_have(person, "buyer_seats"):
        return
    for held in BuyerSeat.objects.filter(person=person).on(on).select_related("buyer").order_by("pk"):
        yield Acting(
            person=person,
            role=Role.BUYER,
            party_name=held.buyer.name,
            key=f"m{held.pk}",
            on=on,
            buyer_id=held.buyer_id,
        )
