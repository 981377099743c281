"""Goods come onto a shelf and leave it; a lapsed product is told to operator and office once."""

from datetime import datetime

from django.db import transaction

from ocop import notify
from ocop.audit import record
from ocop.core.acting import Acting, system
from ocop.core.clock import local_date
from ocop.core.permissions import Role
from ocop.market.models import Point, ShelfLine
from ocop.market.policies import points as policies
from ocop.market.queries.shelves import untold
from ocop.market.queries.standing import standing
from ocop.notify import Office
from ocop.products.models import Product
from ocop.products.signals import product_changed

OFFICES = {"commune": Role.COMMUNE_OFFICER, "province": Role.PROVINCE_OFFICE, "nation": Role.CENTRAL_OFFICE}


@transaction.atomic
def put_on_shelf(
    *, point: Point, product: Product, stars: int | None = None, by: Acting, at: datetime
) -> ShelfLine:
    """`stars` as written on the shelf; left out they are those of the recognition."""
    point = Point.objects.select_related("unit").locked(point.pk)
    policies.check_can_change_shelf(point, by=by)
    policies.check_product(point, product, at=at)
    shown = stars or standing(product, local_date(at)).stars
    line = ShelfLine.objects.create(point=point, product=product, stars=shown, added_at=at)
    record("point.shelf_added", about=point, by=by, at=at, data={"product": product.code, "stars": shown})
    product_changed.send(sender=ShelfLine, product=product, at=at)
    return line


@transaction.atomic
def take_off_shelf(*, line: ShelfLine, by: Acting, at: datetime) -> None:
    line = ShelfLine.objects.select_related("point__unit", "product__producer").locked(line.pk)
    policies.check_can_remove(line, by=by)
    line.removed_at = at
    line.save(update_fields=["removed_at"])
    record("point.shelf_removed", about=line.point, by=by, at=at, data={"product": line.product.code})
    product_changed.send(sender=ShelfLine, product=line.product, at=at)


def tell_lapsed(*, at: datetime) -> int:
    """Every line of a product that may not be shown any more, once. Safe to run again."""
    return sum(_tell(line, at=at) for line in list(untold(local_date(at))))


@transaction.atomic
def _tell(line: ShelfLine, *, at: datetime) -> int:
    if not ShelfLine.objects.filter(pk=line.pk, told_at=None).update(told_at=at):
        return 0  # another process was faster
    on = local_date(at)
    words = {"product": line.product.name, "why": standing(line.product, on).words}
    point = line.point
    people = [held.person for held in point.operators.on(on).select_related("person")]  # type: ignore[attr-defined]
    for to in (
        *([point.producer] if point.producer else []),
        people,
        Office(point.unit, OFFICES[point.unit.level]),
    ):
        notify.queue("shelf.lapsed", to=to, about=point, at=at, **words)
    record("point.shelf_lapsed", about=point, by=system(on), at=at, data={"product": line.product.code})
    return 1
