"""Who is told when a buyer is told: its people of that day, only while it is verified."""

from datetime import date

from ocop.accounts.models import User
from ocop.trade.models import Buyer


def people_of(buyer: Buyer, on: date) -> list[User]:
    return [seat.person for seat in buyer.seats.on(on).select_related("person").order_by("pk")]
