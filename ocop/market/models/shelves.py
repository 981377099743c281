"""Goods on the shelf of a point. Whether a line is shown to buyers follows from the product's standing of the day."""

from django.db import models
from django.db.models import Q

from ocop.core.fields import LockingQuerySet
from ocop.market.models.points import Point


class ShelfLine(models.Model):
    """`stars` as written on the shelf. `told_at`: operator and office were told that the product's recognition is over."""

    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="shelf")
    product = models.ForeignKey("products.Product", on_delete=models.PROTECT, related_name="shelves")
    stars = models.PositiveSmallIntegerField("sao ghi trên kệ")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    objects = LockingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["point", "product"], condition=Q(removed_at=None), name="shelf_line_once"
            ),
            models.CheckConstraint(condition=Q(stars__range=(3, 5)), name="shelf_stars"),
        ]

    def __str__(self) -> str:
        return f"{self.product} @ {self.point}"
