"""The commercial sheet of a product: what a buyer needs to know before writing an order."""

from django.db import models
from django.db.models import Q

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, LockingQuerySet
from ocop.products.models import Product
from ocop.trade.enums import UNIT_CHOICES


class OfferQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "OfferQuerySet":
        """The producer's own, the office's place. Buyers read through the portfolio (queries.portfolio), never here."""
        return self.filter(product__in=Product.objects.visible_to(acting))


class Offer(models.Model):
    """One for each product; empty cells mean “not said”. `papers`, `regions` are words between blanks (trade.words).

    Contacts are the producer's; buyers see them only with `share_contact`, never after `withdrawn_at`."""

    product = models.OneToOneField("products.Product", on_delete=models.PROTECT, related_name="offer")
    unit = models.CharField("đơn vị tính", max_length=8, choices=UNIT_CHOICES)
    capacity = models.PositiveIntegerField("sản lượng mỗi tháng", null=True)
    min_order = models.PositiveIntegerField("đặt hàng tối thiểu", null=True)
    price = models.PositiveIntegerField("giá bán sỉ (đồng)", null=True)
    price_terms = CleanCharField("điều kiện giá, thanh toán", max_length=300, blank=True)
    packaging = CleanCharField("đóng gói, thùng", max_length=200, blank=True)
    storage = CleanCharField("bảo quản, hạn dùng", max_length=200, blank=True)
    lead_days = models.PositiveSmallIntegerField("số ngày giao hàng", null=True)
    papers = models.CharField(max_length=200, blank=True)
    regions = models.CharField(max_length=40, blank=True)
    share_contact = models.BooleanField("cho nhà phân phối thấy liên hệ", default=False)
    updated_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(min_order=None) | Q(capacity=None) | Q(min_order__lte=models.F("capacity")),
                name="offer_order_within_capacity",
            )
        ]

    def __str__(self) -> str:
        return str(self.product)

    def get_absolute_url(self) -> str:
        return f"/lam-viec/chao-hang/{self.product.code}/"


class Board(models.Model):
    """One row: `version` changes with everything that matching reads, so that what a process remembers is never old."""

    version = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.version)
