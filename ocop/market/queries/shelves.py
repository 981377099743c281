"""Goods on shelves, each line with the product's standing of the day; the public sees only those in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from ocop.market.models import Point, ShelfLine
from ocop.market.queries.standing import Standing, standings
from ocop.products.models import Product
from ocop.recognition.queries.selling import sellable_on


@dataclass(frozen=True)
class OnShelf:
    """`warning` says what the operator has to mend; empty when all is well."""

    line: ShelfLine
    standing: Standing

    @property
    def warning(self) -> str:
        if not self.standing.ok:
            return f"{self.standing.words}; hãy bỏ khỏi kệ OCOP và gỡ sao"
        if self.line.stars != self.standing.stars:
            return f"kệ ghi {self.line.stars} sao, được công nhận {self.standing.stars} sao; hãy sửa biển"
        return ""


def shelf_of(point: Point, on: date) -> list[OnShelf]:
    """Everything on the shelf, those with a warning first.  # queries: 6"""
    lines = list(
        point.shelf.filter(removed_at=None).select_related("product__producer").order_by("product__sort_key")
    )
    found = standings([line.product_id for line in lines], on)
    rows = [OnShelf(line, found[line.product_id]) for line in lines]
    return sorted(rows, key=lambda row: not row.warning)


def buyable(point: Point, on: date) -> QuerySet[Product]:
    """What buyers find there with stars today: computed, so nothing has to be taken off."""
    there = Product.objects.filter(shelves__point=point, shelves__removed_at=None)
    return sellable_on(on, there).select_related("producer").order_by("sort_key", "pk")


def lapsed(lines: QuerySet[ShelfLine], on: date) -> QuerySet[ShelfLine]:
    """Lines whose product may not be shown as OCOP on that day."""
    return lines.exclude(product__in=sellable_on(on).values("pk"))


def untold(on: date) -> QuerySet[ShelfLine]:
    """Lapsed lines of open points about which nobody was told yet."""
    standing_there = ShelfLine.objects.filter(removed_at=None, told_at=None, point__state="open")
    return lapsed(standing_there, on).select_related("point__unit", "point__producer", "product__producer")


def where_sold(products: Iterable[int]) -> dict[int, list[dict[str, str]]]:
    """Product id → open points that carry it, as the product page shows them.  # queries: 1"""
    found: dict[int, list[dict[str, str]]] = {}
    lines = ShelfLine.objects.filter(product__in=list(products), removed_at=None, point__state="open")
    for line in lines.select_related("point__unit").order_by("point__sort_key", "pk"):
        point = line.point
        found.setdefault(line.product_id, []).append(
            {
                "kind": "ocop_point",
                "name": point.name,
                "address": point.where,
                "link": point.public_url,
                "hours": point.hours,
            }
        )
    return found
