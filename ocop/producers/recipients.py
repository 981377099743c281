"""Who is told when a producer is told: its representative and its delegates."""

from datetime import date

from ocop.accounts.models import User
from ocop.producers.models import Producer


def people_of(producer: Producer, on: date) -> list[User]:
    return [held.person for held in producer.memberships.on(on).select_related("person").order_by("pk")]
