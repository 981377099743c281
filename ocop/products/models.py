"""A product: what is described, pictured, rated and certified."""

from django.db import models

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.core.text import fold, sort_key
from ocop.producers.enums import Origin


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
    gtin = CleanCharField("mã vạch (GTIN)", max_length=14, blank=True)
    is_demo = models.BooleanField(default=False)
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.REGISTERED)
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
        self.search_key = fold(self.name)[:500]
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)


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
