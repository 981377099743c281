"""Trade events: fairs, festivals, culture weeks, connection conferences, sales on the net."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.core.permissions import Permission, Role
from ocop.core.text import fold
from ocop.market.enums import EventKind, Money
from ocop.market.models.placed import Placed, scope
from ocop.rulebook.lifecycle import MACHINES
from ocop.rulebook.market import event_days

PUBLIC = ("calling", "ready", "running", "over", "closed", "cancelled")
TAKING_PLACE = ("ready", "running", "over", "closed")


class TradeEventQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "TradeEventQuerySet":
        """Offices those of their place, drafts too; producers every one that is public."""
        if acting.party_id:
            return self.public()
        if acting.role == Role.POINT_OPERATOR or not (
            acting.may(Permission.MARKET_MANAGE) or acting.may(Permission.INSPECT)
        ):
            return self.none()
        return self.filter(scope(acting))

    def public(self) -> "TradeEventQuerySet":
        return self.filter(state__in=PUBLIC)

    def begun_between(self, start: date, on: date) -> "TradeEventQuerySet":
        return self.filter(starts_on__gte=start, starts_on__lte=on, state__in=TAKING_PLACE)


class TradeEvent(Placed):
    """`size` is how large a source says it was, in its words. The call for stalls has its own days and conditions.

    What producers made is told per stall; `visitors` is what the organisers counted for the whole event."""

    machine = "trade_event"

    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField("loại", max_length=12, choices=EventKind.choices)
    name = CleanCharField("tên sự kiện", max_length=300)
    summary = CleanTextField("giới thiệu", blank=True)
    programme = CleanTextField("chương trình", blank=True)
    organiser = CleanCharField("đơn vị tổ chức", max_length=200, blank=True)
    link = CleanCharField("địa chỉ trang", max_length=300, blank=True)
    hours = CleanCharField("giờ mở cửa", max_length=120, blank=True)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    days = models.PositiveSmallIntegerField(default=1, editable=False)  # first and last counted, for sums
    call_from = models.DateField("nhận đăng ký từ", null=True)
    call_until = models.DateField("nhận đăng ký đến hết", null=True)
    least_stars = models.PositiveSmallIntegerField("hạng sao ít nhất", default=3)
    stalls_planned = models.PositiveSmallIntegerField("số gian hàng", null=True)
    conditions = CleanTextField("điều kiện tham gia", blank=True)
    size = CleanCharField("quy mô theo nguồn", max_length=120, blank=True)
    source = CleanCharField("nguồn công bố", max_length=300, blank=True)
    note = CleanCharField("ghi chú", max_length=300, blank=True)
    visitors = models.PositiveIntegerField("lượt khách của cả sự kiện", null=True)
    is_demo = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default="draft")
    state_at = models.DateTimeField()
    created_at = models.DateTimeField()
    search_key = models.CharField(max_length=900, editable=False)

    objects = TradeEventQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        indexes = [
            models.Index(fields=["starts_on", "id"], name="trade_event_start"),
            models.Index(fields=["ends_on", "id"], name="trade_event_end"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="trade_event_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(call_from=None, call_until=None)
                | Q(call_from__isnull=False, call_until__gte=F("call_from")),
                name="trade_event_call_days",
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="trade_event_coordinates_pair",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.days = event_days(self.starts_on, self.ends_on)
        self.search_key = fold(f"{self.name} {self.organiser} {self.where}")[:900]
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("market:event", args=[self.code])

    @property
    def public_url(self) -> str:
        return f"/su-kien/{self.code}/"

    @property
    def state_label(self) -> str:
        return MACHINES[self.machine].states[self.state].label

    def day_asked(self, on: date) -> date:
        """The day on which its goods must be in force: today while it runs, its first day before, its last day after."""
        return min(max(on, self.starts_on), self.ends_on)


class EventCost(models.Model):
    """One source of money of an event: what was planned, what was spent."""

    event = models.ForeignKey(TradeEvent, on_delete=models.PROTECT, related_name="costs")
    money = models.CharField("nguồn", max_length=10, choices=Money.choices)
    planned = models.DecimalField("dự kiến (đồng)", max_digits=14, decimal_places=0)
    spent = models.DecimalField("đã chi (đồng)", max_digits=14, decimal_places=0, null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "money"], name="event_cost_once"),
            models.CheckConstraint(condition=Q(planned__gte=0), name="event_cost_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.event} – {self.get_money_display()}"
