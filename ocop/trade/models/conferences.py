"""A connection conference: guests of both sides, what they wish, and who meets whom at which time."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, LockingQuerySet
from ocop.core.permissions import Permission
from ocop.trade.enums import Outcome

PUBLISHED = ("published", "held")


class ConferenceQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "ConferenceQuerySet":
        """The organising office and the centre; guests once the plan was sent."""
        if acting.buyer_id:
            return self.filter(state__in=PUBLISHED, guests__buyer=acting.buyer_id)
        if acting.party_id:
            return self.filter(state__in=PUBLISHED, guests__producer=acting.party_id)
        if acting.unit is None or not acting.may(Permission.TRADE_VIEW):
            return self.none()
        return self if acting.unit.level == "nation" else self.filter(unit=acting.unit)


class Conference(models.Model):
    """`slots` times of `minutes` one after the other from `starts_at`; in `breaks` (numbers between blanks) nobody meets."""

    machine = "conference"

    code = models.CharField(max_length=20, unique=True)
    name = CleanCharField("tên hội nghị", max_length=200)
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    place = CleanCharField("nơi tổ chức", max_length=200)
    starts_at = models.DateTimeField("bắt đầu lượt gặp đầu tiên")
    slots = models.PositiveSmallIntegerField("số lượt gặp", default=12)
    minutes = models.PositiveSmallIntegerField("số phút mỗi lượt", default=20)
    breaks = models.CharField("lượt nghỉ", max_length=100, blank=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    state = models.CharField(max_length=12, default="planning")
    state_at = models.DateTimeField()

    objects = ConferenceQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["starts_at", "id"], name="conference_newest")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("trade:conference", args=[self.code])

    def time_of(self, slot: int) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes * (slot - 1))


class Guest(models.Model):
    """A producer or a buyer that comes. `away`: slots (numbers between blanks) in which this guest is not there."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="guests")
    producer = models.ForeignKey(
        "producers.Producer", null=True, on_delete=models.PROTECT, related_name="conference_seats"
    )
    buyer = models.ForeignKey(
        "trade.Buyer", null=True, on_delete=models.PROTECT, related_name="conference_seats"
    )
    away = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(producer=None, buyer__isnull=False) | Q(producer__isnull=False, buyer=None),
                name="guest_of_one_side",
            ),
            models.UniqueConstraint(
                fields=["conference", "producer"], name="guest_producer_once", condition=~Q(producer=None)
            ),
            models.UniqueConstraint(
                fields=["conference", "buyer"], name="guest_buyer_once", condition=~Q(buyer=None)
            ),
        ]

    def __str__(self) -> str:
        return str(self.producer or self.buyer)


class Wish(models.Model):
    """What one guest wishes about another: 3 very much … 1 if there is time; 0 rather not, which keeps them apart."""

    by = models.ForeignKey(Guest, on_delete=models.CASCADE, related_name="wishes")
    to = models.ForeignKey(Guest, on_delete=models.CASCADE, related_name="wished")
    strength = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "to"], name="wish_once"),
            models.CheckConstraint(condition=Q(strength__lte=3), name="wish_strength"),
        ]

    def __str__(self) -> str:
        return f"{self.by} → {self.to}: {self.strength}"


class Meeting(models.Model):
    """One meeting of the plan. `fixed` ones stay when the plan is made anew."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="meetings")
    producer = models.ForeignKey(Guest, on_delete=models.PROTECT, related_name="meetings_as_producer")
    buyer = models.ForeignKey(Guest, on_delete=models.PROTECT, related_name="meetings_as_buyer")
    slot = models.PositiveSmallIntegerField()
    fixed = models.BooleanField(default=False)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

    objects = LockingQuerySet.as_manager()

    class Meta:
        ordering = ["slot", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["producer", "slot"], name="meeting_producer_free"),
            models.UniqueConstraint(fields=["buyer", "slot"], name="meeting_buyer_free"),
            models.UniqueConstraint(fields=["producer", "buyer"], name="meeting_once"),
        ]

    def __str__(self) -> str:
        return f"{self.slot}: {self.producer} – {self.buyer}"
