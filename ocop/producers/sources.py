"""Memberships as something a person acts for."""

from collections.abc import Iterable
from datetime import date

from ocop.accounts.hints import may_have, register_hint
from ocop.accounts.models import User
from ocop.core.acting import Acting, register_source
from ocop.core.permissions import Role
from ocop.core.prepared import Prepared
from ocop.producers.enums import MembershipKind
from ocop.producers.models import Membership

_held = Prepared(
    lambda person, on: (
        Membership.objects.filter(person=person).on(on).select_related("producer").order_by("pk")
    ),
    person=int,
    on=date,
)

register_hint("memberships", Membership.objects.all)


@register_source
def memberships(person: User, on: date) -> Iterable[Acting]:
    if not may_have(person, "memberships"):
        return
    for held in _held.rows(person=person.pk, on=on):
        role = Role.PRODUCER if held.kind == MembershipKind.OWNER else Role.DELEGATE
        yield Acting(
            person=person,
            role=role,
            party_id=held.producer_id,
            party_name=held.producer.name,
            key=f"p{held.pk}",
            on=on,
        )
