"""Distributors: who they are, who acts for them, and the papers that an office checked."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.core.permissions import Permission
from ocop.core.text import fold, sort_key
from ocop.trade.enums import BuyerKind


class BuyerQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "BuyerQuerySet":
        """Oneself; the province office those that applied to it; the centre all."""
        if acting.buyer_id:
            return self.filter(pk=acting.buyer_id)
        if acting.unit is None or not acting.may(Permission.TRADE_MANAGE):
            return self.none()
        return self if acting.unit.level == "nation" else self.filter(unit=acting.unit)

    def active(self) -> "BuyerQuerySet":
        return self.filter(state="verified")


class Buyer(models.Model):
    """`unit` is the province whose office checks the identity. The contact is shown to others only with `share_contact`
    and only while the buyer is verified: lists ask for both at the moment they are read."""

    machine = "buyer"

    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField("loại", max_length=12, choices=BuyerKind.choices)
    name = CleanCharField("tên pháp nhân", max_length=200)
    tax_code = CleanCharField("mã số thuế", max_length=14)
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="buyers")
    address = CleanCharField("địa chỉ trụ sở", max_length=300)
    website = CleanCharField("trang web", max_length=200, blank=True)
    about = CleanTextField("giới thiệu", blank=True)
    contact_name = CleanCharField("người liên hệ", max_length=100)
    phone = CleanCharField("điện thoại", max_length=20)
    email = models.EmailField("thư điện tử")
    share_contact = models.BooleanField("cho chủ thể thấy liên hệ", default=False)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    state = models.CharField(max_length=12, default="applied")
    state_at = models.DateTimeField()
    search_key = models.CharField(max_length=400, editable=False)
    sort_key = models.CharField(max_length=400, editable=False)

    objects = BuyerQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["sort_key"], name="buyer_sort")]
        constraints = [
            models.UniqueConstraint(
                fields=["tax_code"],
                condition=~Q(state__in=["refused", "withdrawn"]),
                name="buyer_once_per_tax_code",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.search_key = fold(f"{self.name} {self.tax_code}")[:400]
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("trade:buyer", args=[self.code])


class SeatQuerySet(LockingQuerySet):
    def on(self, day: date) -> "SeatQuerySet":
        """In force on that day, for a buyer that is verified now."""
        running = Q(until_on=None) | Q(until_on__gte=day)
        return self.filter(running, from_on__lte=day, ended_at=None, buyer__state="verified")


class BuyerSeat(models.Model):
    """A dated appointment of a person to act for a buyer. It gives rights only while the buyer is verified."""

    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="buyer_seats")
    buyer = models.ForeignKey(Buyer, on_delete=models.PROTECT, related_name="seats")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "buyer"], condition=Q(ended_at=None), name="buyer_seat_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.buyer}"


class BuyerPaper(models.Model):
    """A paper that proves the identity: for the buyer and the office that checks, never for anybody else."""

    buyer = models.ForeignKey(Buyer, on_delete=models.PROTECT, related_name="papers")
    file = models.OneToOneField("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.file)
