"""What buyers look for."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.core.permissions import Permission
from ocop.core.text import words
from ocop.rulebook.matching import Demand, Part
from ocop.trade.enums import REGION_CHOICES, UNIT_CHOICES
from ocop.trade.words import unpacked


class NeedQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "NeedQuerySet":
        """The buyer's own; producers and offices what verified buyers look for; the checking office all of its buyers."""
        if acting.buyer_id:
            return self.filter(buyer=acting.buyer_id)
        if not (acting.may(Permission.TRADE_OFFER) or acting.may(Permission.TRADE_VIEW)):
            return self.none()
        listed = Q(buyer__state="verified")
        if acting.may(Permission.TRADE_MANAGE) and acting.unit is not None:
            own = Q() if acting.unit.level == "nation" else Q(buyer__unit=acting.unit)
            return self.filter(listed | own) if own else self
        return self.filter(listed)

    def running(self, on: object) -> "NeedQuerySet":
        """Looked for on that day, by a buyer that is verified now."""
        return self.filter(state="open", until_on__gte=on, buyer__state="verified")


class Need(models.Model):
    """`hard` names the parts (rulebook.matching.Part) without which it will not do; the others are preferences."""

    machine = "need"

    code = models.CharField(max_length=20, unique=True)
    buyer = models.ForeignKey("trade.Buyer", on_delete=models.PROTECT, related_name="needs")
    title = CleanCharField("cần mua gì", max_length=160)
    sector = models.CharField("ngành hàng", max_length=5, blank=True)
    keywords = CleanCharField("từ khóa trong tên", max_length=100, blank=True)
    stars = models.PositiveSmallIntegerField("từ hạng sao", default=0)
    province = models.CharField("sản xuất ở tỉnh", max_length=20, blank=True)
    volume = models.PositiveIntegerField("sản lượng mỗi tháng", null=True)
    unit = models.CharField("đơn vị tính", max_length=8, choices=UNIT_CHOICES, blank=True)
    price = models.PositiveIntegerField("giá cao nhất (đồng)", null=True)
    papers = models.CharField(max_length=200, blank=True)
    gtin = models.BooleanField("cần mã vạch", default=False)
    region = models.CharField("giao hàng ở", max_length=8, choices=REGION_CHOICES, blank=True)
    lead_days = models.PositiveSmallIntegerField("giao trong (ngày)", null=True)
    terms = CleanTextField("điều kiện khác", max_length=2000, blank=True)
    until_on = models.DateField("nhận chào hàng đến hết ngày")
    hard = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()
    state = models.CharField(max_length=12, default="open")
    state_at = models.DateTimeField()

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["created_at", "id"], name="need_newest")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("trade:need", args=[self.code])

    @property
    def demand(self) -> Demand:
        """As the rulebook asks it."""
        return Demand(
            sector=self.sector,
            words=frozenset(words(self.keywords)),
            stars=self.stars,
            province=self.province,
            volume=self.volume or 0,
            unit=self.unit,
            papers=unpacked(self.papers),
            gtin=self.gtin,
            price=self.price or 0,
            region=self.region,
            lead_days=self.lead_days or 0,
            hard=frozenset(Part(one) for one in self.hard.split()),
        )
