"""Where a product is sold beyond the producer's door, and three numbers a month about it."""

from django.db import models
from django.db.models import Q

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, LockingQuerySet
from ocop.products.models import Product
from ocop.trade.enums import ChannelKind


class ListingQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "ListingQuerySet":
        return self.filter(product__in=Product.objects.visible_to(acting))

    def open(self) -> "ListingQuerySet":
        return self.filter(ended_at=None)


class Listing(models.Model):
    """`market` is the code of reference/trade/markets.yaml for exports. `verified_at`: an office opened the page and saw it.

    A lapsed product leaves every list by the way the lists are asked (queries.channels); the row stays for history."""

    product = models.ForeignKey("products.Product", on_delete=models.PROTECT, related_name="listings")
    kind = models.CharField("kênh", max_length=12, choices=ChannelKind.choices)
    name = CleanCharField("tên kênh, nơi bán", max_length=160)
    link = CleanCharField("địa chỉ trang", max_length=300, blank=True)
    market = models.CharField("thị trường", max_length=4, blank=True)
    papers = models.CharField(max_length=300, blank=True)
    listed_on = models.DateField("bán từ ngày")
    added_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = ListingQuerySet.as_manager()

    class Meta:
        ordering = ["-listed_on", "-pk"]
        indexes = [models.Index(fields=["listed_on", "id"], name="listing_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(link="") | Q(link__startswith="https://"), name="listing_link_https"
            ),
            models.UniqueConstraint(
                fields=["product", "kind", "name", "market"],
                condition=Q(ended_at=None),
                name="listing_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} – {self.name}"

    def get_absolute_url(self) -> str:
        return f"/lam-viec/kenh-ban/{self.pk}/"


class ListingReport(models.Model):
    """Three numbers of one month as the producer declares them; a new report of the month replaces the former."""

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="reports")
    month = models.DateField()  # its first day
    orders = models.PositiveIntegerField("số đơn hàng")
    quantity = models.PositiveIntegerField("số lượng bán")
    revenue = models.PositiveBigIntegerField("doanh thu (đồng)")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["-month"]
        constraints = [models.UniqueConstraint(fields=["listing", "month"], name="listing_month_once")]

    def __str__(self) -> str:
        return f"{self.listing} {self.month:%m/%Y}"
