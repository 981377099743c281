"""A product: what is described, pictured, rated and certified."""

from django.db import models
from django.db.models import Q

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.core.text import fold, sort_key
from ocop.producers.enums import Origin
from ocop.products.enums import OutletKind


class ProductQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "ProductQuerySet":
        if acting.party_id:
            return self.filter(producer_id=acting.party_id)
        if acting.unit is None:
            return self.none()
        if acting.unit.level == "nation":
            return self
        if acting.unit.level == "province":
            return self.filter(unit__province_key=acting.unit.key)
        return self.filter(unit=acting.unit)


class Product(models.Model):
    """`unit` is the commune responsible today (none while a historic record waits for review); `place_wording` is the
    place as its first record stated it. `official_code` is the code of Mẫu 01, given when the first dossier is received."""

    code = models.CharField(max_length=20, unique=True)
    official_code = models.CharField(max_length=40, blank=True)
    name = CleanCharField("tên sản phẩm", max_length=200)
    producer = models.ForeignKey("producers.Producer", on_delete=models.PROTECT, related_name="products")
    unit = models.ForeignKey("places.Unit", null=True, on_delete=models.PROTECT, related_name="products")
    place_wording = CleanCharField(max_length=300, blank=True)
    criteria_set_number = models.PositiveSmallIntegerField("bộ tiêu chí", null=True, blank=True)
    group_wording = CleanCharField(max_length=160, blank=True, help_text="nhóm như nguồn cũ ghi")
    summary = CleanTextField("giới thiệu ngắn", blank=True)
    story = CleanTextField("câu chuyện sản phẩm", blank=True)
    ingredients = CleanTextField("nguyên liệu, thành phần", blank=True)
    process = CleanTextField("quy trình sản xuất", blank=True)
    packaging = CleanCharField("quy cách đóng gói", max_length=300, blank=True)
    capacity = CleanCharField("sản lượng mỗi năm", max_length=200, blank=True)
    price = models.DecimalField("giá bán lẻ (đồng)", max_digits=14, decimal_places=0, null=True, blank=True)
    price_unit = CleanCharField("đơn vị tính giá", max_length=40, blank=True)
    markets = CleanTextField("nơi tiêu thụ chính", blank=True)
    gi_name = CleanCharField(
        "chỉ dẫn địa lý của vùng nguyên liệu", max_length=160, blank=True
    )  # e.g. “Phú Quốc” for fish sauce: a protected geographical indication that the raw material carries
    is_demo = models.BooleanField(default=False)
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.REGISTERED)
    shown_uncertified = models.BooleanField(
        default=False, help_text="chủ thể cho hiện tên trong danh sách chưa được công nhận của mình"
    )
    created_at = models.DateTimeField()
    search_key = models.CharField(max_length=500, editable=False)
    sort_key = models.CharField(max_length=400, editable=False)

    objects = ProductQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["sort_key"], name="product_sort")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self) -> None:
        self.search_key = fold(self.name)[:500]
        self.sort_key = sort_key(self.name)

    @property
    def gtin(self) -> str:
        """Its barcodes as text, one a line, each with the pack it stands on."""
        return "\n".join(str(one) for one in self.gtins.filter(removed_at=None)) if self.pk else ""


class ProductGtin(models.Model):
    """A barcode of the product. Each size of pack has its own; one number is never on two products at a time.

    `gtin` has 14 digits (zeros in front), `written` is the number as on the pack. A number taken off stays as a row.
    """

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="gtins")
    gtin = models.CharField(max_length=14)
    written = models.CharField(max_length=14)
    pack = CleanCharField("quy cách", max_length=80, blank=True)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["gtin"], condition=Q(removed_at=None), name="gtin_on_one_product")
        ]

    def __str__(self) -> str:
        return f"{self.written} {self.pack}".strip()


class ProductPhoto(models.Model):
    """A picture of the product; the first one stands on certificate and verification page."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="photos")
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    caption = CleanCharField("chú thích", max_length=200, blank=True)
    place = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place", "pk"]

    def __str__(self) -> str:
        return self.caption or str(self.product)


class Outlet(models.Model):
    """A place or channel where the producer says the product can be bought (nơi bán). Taken back, it stays as a row."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="outlets")
    kind = models.CharField(max_length=12, choices=OutletKind.choices)
    name = CleanCharField("tên nơi bán", max_length=160)
    address = CleanCharField("địa chỉ", max_length=300, blank=True)
    link = CleanCharField("địa chỉ trang", max_length=300, blank=True)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(link="") | models.Q(link__startswith="https://"), name="outlet_link_https"
            ),
            models.CheckConstraint(
                condition=~models.Q(address="") | ~models.Q(link=""), name="outlet_can_be_found"
            ),
        ]

    def __str__(self) -> str:
        return self.name
