"""Marks with their territory and products; tourism points and routes."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.core.fields import public_code
from ocop.places.models import Unit
from ocop.products.models import Product
from ocop.villages.models import Mark, MarkUse, Route, Stop, TourismPoint
from ocop.villages.policies import villages as policies

MARK = ("kind", "name", "number", "registered_on", "expires_on", "holder")
POINT = (
    "name",
    "village",
    "producer",
    "unit",
    "address",
    "offers",
    "hours",
    "opened_on",
    "closed_on",
    "source",
)


@transaction.atomic
def add_mark(
    *, data: dict[str, Any], territory: list[Unit], by: Acting, at: datetime, is_demo: bool = False
) -> Mark:
    policies.check_territory(territory, by=by)
    values = {name: data[name] for name in MARK if data.get(name) not in (None, "")}
    mark = Mark.objects.create(code=public_code("NH"), is_demo=is_demo, **values)
    mark.territory.set(territory)
    record("mark.add", about=mark, by=by, at=at, data={"territory": [unit.key for unit in territory]})
    return mark


@transaction.atomic
def allow_use(
    *, mark: Mark, product: Product, paper: str, from_on: date, by: Acting, at: datetime
) -> MarkUse:
    """Only for a product made inside the territory, while the mark is in force."""
    policies.check_can_keep_mark(mark, by=by)
    policies.check_use(mark, product, on=from_on)
    use = MarkUse.objects.create(mark=mark, product=product, paper=paper, from_on=from_on)
    record("mark.use", about=mark, by=by, at=at, data={"product": product.code})
    return use


@transaction.atomic
def end_use(*, use: MarkUse, by: Acting, at: datetime) -> MarkUse:
    policies.check_can_keep_mark(use.mark, by=by)
    if use.ended_on:
        raise RuleBroken("Sản phẩm này đã thôi dùng.", code="mark.use.ended")
    use.ended_on = local_date(at)
    use.save(update_fields=["ended_on"])
    record("mark.use_ended", about=use.mark, by=by, at=at, data={"product": use.product.code})
    return use


@transaction.atomic
def keep_point(
    *,
    data: dict[str, Any],
    by: Acting,
    at: datetime,
    point: TourismPoint | None = None,
    is_demo: bool = False,
) -> TourismPoint:
    """Add a point, or change one."""
    policies.check_point(data)
    policies.check_can_add(data["unit"], by=by)
    if point is None:
        point = TourismPoint(code=public_code("DL"), is_demo=is_demo)
    else:
        policies.check_can_keep(point, by=by)
    for name in POINT:
        if name in data:
            setattr(point, name, data[name])
    point.save()
    record("tourism.point", about=point, by=by, at=at, data={"name": point.name})
    return point


@transaction.atomic
def add_route(
    *, name: str, words: str, codes: list[str], by: Acting, at: datetime, is_demo: bool = False
) -> Route:
    """Through points that this office keeps, in the order given."""
    found = {one.code: one for one in TourismPoint.objects.visible_to(by).filter(code__in=codes)}
    policies.check_can_add(by.unit, by=by)
    policies.check_stops(list(found.values()), codes)
    route = Route.objects.create(
        code=public_code("TD"), name=name, words=words, unit=by.unit, is_demo=is_demo
    )
    Stop.objects.bulk_create(
        Stop(route=route, point=found[code], position=number) for number, code in enumerate(codes, 1)
    )
    record("tourism.route", about=route, by=by, at=at, data={"stops": codes})
    return route
