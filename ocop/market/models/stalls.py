"""A producer's part in an event: registration, goods, staff, the stall's number, what it brought."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.market.models.events import TradeEvent
from ocop.rulebook.lifecycle import MACHINES


class StallQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "StallQuerySet":
        """The producer's own; offices those of the events they see."""
        if acting.party_id:
            return self.filter(producer_id=acting.party_id)
        return self.filter(event__in=TradeEvent.objects.visible_to(acting))


class Stall(models.Model):
    """One producer at one event; while not withdrawn there is one only. `number` is given on the plan, once."""

    machine = "stall"

    event = models.ForeignKey(TradeEvent, on_delete=models.PROTECT, related_name="stalls")
    producer = models.ForeignKey("producers.Producer", on_delete=models.PROTECT, related_name="stalls")
    number = models.CharField("số gian", max_length=6, blank=True)
    wish = CleanTextField("đề nghị", blank=True, max_length=1000)
    reason = CleanTextField("lý do", blank=True, max_length=1000)
    registered_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="registered")
    state_at = models.DateTimeField()

    objects = StallQuerySet.as_manager()

    class Meta:
        ordering = ["registered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "producer"], condition=~Q(state="withdrawn"), name="stall_registered_once"
            ),
            models.UniqueConstraint(
                fields=["event", "number"], condition=~Q(number=""), name="stall_number_once"
            ),
            models.CheckConstraint(
                condition=Q(number="") | Q(state="selected"), name="stall_number_selected"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.producer} – {self.event}"

    def get_absolute_url(self) -> str:
        return reverse("market:stall", args=[self.event.code, self.pk])

    @property
    def state_label(self) -> str:
        return MACHINES[self.machine].states[self.state].label


class StallGood(models.Model):
    """A product that the stall brings. `told_at`: producer and office were told that it may not be brought any more."""

    stall = models.ForeignKey(Stall, on_delete=models.PROTECT, related_name="goods")
    product = models.ForeignKey("products.Product", on_delete=models.PROTECT, related_name="stall_goods")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stall", "product"], condition=Q(removed_at=None), name="stall_good_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.product} @ {self.stall}"


class StallStaff(models.Model):
    """Who stands at the stall; for the organisers only, never public."""

    stall = models.ForeignKey(Stall, on_delete=models.PROTECT, related_name="staff")
    name = CleanCharField("họ và tên", max_length=100)
    phone = CleanCharField("điện thoại", max_length=20, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class StallResult(models.Model):
    """What the stall brought, as the producer declares it. A correction is a new row."""

    stall = models.ForeignKey(Stall, on_delete=models.PROTECT, related_name="results")
    visitors = models.PositiveIntegerField("lượt khách")
    sales = models.DecimalField("doanh thu (đồng)", max_digits=14, decimal_places=0)
    contracts = models.PositiveSmallIntegerField("hợp đồng đã ký")
    memoranda = models.PositiveSmallIntegerField("biên bản ghi nhớ đã ký")
    note = CleanCharField("ghi chú", max_length=500, blank=True)
    given_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stall"], condition=Q(replaced_at=None), name="stall_result_once"
            ),
            models.CheckConstraint(condition=Q(sales__gte=0), name="stall_sales_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.stall} {self.sales}"
