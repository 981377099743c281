"""Operators of points as something a person acts for."""

from collections.abc import Iterable
from datetime import date

from ocop.accounts.hints import may_have, register_hint
from ocop.accounts.models import User
from ocop.core.acting import Acting, register_source
from ocop.core.permissions import Role
from ocop.core.prepared import Prepared
from ocop.market.models import PointOperator

_held = Prepared(
    lambda person, on: (
        PointOperator.objects.filter(person=person).on(on).select_related("point").order_by("pk")
    ),
    person=int,
    on=date,
)


def operators(person: User, on: date) -> Iterable[Acting]:
    """One acting for all points of the person: the list of points tells them apart."""
    if not may_have(person, "points_run"):
        return
    held = list(_held.rows(person=person.pk, on=on))
    if held:
        name = held[0].point.name if len(held) == 1 else f"{len(held)} điểm bán"
        yield Acting(person=person, role=Role.POINT_OPERATOR, party_name=name, key="points", on=on)


def install() -> None:
    register_hint("points_run", PointOperator.objects.all)
    register_source(operators)
