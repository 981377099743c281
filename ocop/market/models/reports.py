"""Three numbers a month from every point."""

from django.db import models
from django.db.models import Q

from ocop.core.fields import CleanCharField
from ocop.market.models.points import Point


class MonthlyReport(models.Model):
    """What the operator told of one month. A correction is a new row; the replaced one stays with its day."""

    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="reports")
    month = models.DateField()  # its first day
    visits = models.PositiveIntegerField("lượt khách")
    sales = models.DecimalField("doanh thu (đồng)", max_digits=14, decimal_places=0)
    products = models.PositiveIntegerField("sản phẩm bán được")
    note = CleanCharField("ghi chú", max_length=300, blank=True)
    given_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-month", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["point", "month"], condition=Q(replaced_at=None), name="point_month_once"
            ),
            models.CheckConstraint(condition=Q(sales__gte=0), name="point_sales_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.point} {self.month:%m/%Y}"
