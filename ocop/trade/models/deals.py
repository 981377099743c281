"""What becomes of it: talks, memoranda, contracts, and which products they are about."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.core.permissions import Permission
from ocop.rulebook.lifecycle import MACHINES

SIGNED = ("memorandum", "contract")


class DealQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "DealQuerySet":
        """Both sides their own; offices those of producers or buyers of their place."""
        if acting.buyer_id:
            return self.filter(buyer=acting.buyer_id)
        if acting.party_id:
            return self.filter(producer=acting.party_id)
        if acting.unit is None or not acting.may(Permission.TRADE_VIEW):
            return self.none()
        if acting.unit.level == "nation":
            return self
        if acting.unit.level == "province":
            return self.filter(Q(producer__unit__province_key=acting.unit.key) | Q(buyer__unit=acting.unit))
        return self.filter(producer__unit=acting.unit)


class Deal(models.Model):
    """Between one buyer and one producer. A signed step counts in figures once both sides stand behind it: the side that
    records it does so at once, the other one confirms."""

    machine = "deal"

    code = models.CharField(max_length=20, unique=True)
    buyer = models.ForeignKey("trade.Buyer", on_delete=models.PROTECT, related_name="deals")
    producer = models.ForeignKey("producers.Producer", on_delete=models.PROTECT, related_name="deals")
    meeting = models.ForeignKey("trade.Meeting", null=True, on_delete=models.PROTECT, related_name="deals")
    need = models.ForeignKey("trade.Need", null=True, on_delete=models.PROTECT, related_name="deals")
    subject = CleanCharField("nội dung", max_length=200)
    value = models.PositiveBigIntegerField("giá trị (đồng)", null=True)
    signed_on = models.DateField("ngày ký", null=True)
    until_on = models.DateField("thời hạn đến hết ngày", null=True)
    document_no = CleanCharField("số văn bản", max_length=60, blank=True)
    file = models.ForeignKey("documents.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    follow_up_on = models.DateField("hẹn xem lại ngày", null=True)
    follow_up_note = CleanCharField("việc cần xem lại", max_length=200, blank=True)
    reminded_on = models.DateField(null=True)
    buyer_confirmed_at = models.DateTimeField(null=True)
    producer_confirmed_at = models.DateTimeField(null=True)
    end_reason = CleanTextField(blank=True)
    opened_by = models.CharField(max_length=10)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    state = models.CharField(max_length=12, default="talking")
    state_at = models.DateTimeField()

    objects = DealQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["created_at", "id"], name="deal_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_on=None) | Q(until_on=None) | Q(until_on__gte=models.F("signed_on")),
                name="deal_days_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.code})"

    def get_absolute_url(self) -> str:
        return reverse("trade:deal", args=[self.code])

    def get_state(self) -> str:
        return MACHINES[self.machine].states[self.state].label


class DealProduct(models.Model):
    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="lines")
    product = models.ForeignKey("products.Product", on_delete=models.PROTECT, related_name="deal_lines")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["deal", "product"], name="deal_product_once")]

    def __str__(self) -> str:
        return str(self.product)


class LapseNotice(models.Model):
    """Both sides were told that this product of their deal may not be sold as OCOP. Gone when it is in force again."""

    line = models.OneToOneField(DealProduct, on_delete=models.CASCADE, related_name="lapse")
    told_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.line)
