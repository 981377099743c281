"""The outbox: a notice is a row of the transaction it tells about; its deliveries follow (I36, I37)."""

import uuid

from django.db import models

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.notify.enums import Channel, DeliveryState


class NotificationQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "NotificationQuerySet":
        """One's own, whatever the role at the moment."""
        return self.filter(person=acting.person) if acting.known else self.none()

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at=None)


class Notification(models.Model):
    """One notice to one person. Words are kept as they were sent."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="notices")
    key = models.CharField(max_length=60)
    title = CleanCharField(max_length=250)
    text = CleanTextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    about_type = models.CharField(max_length=60)
    about_id = models.CharField(max_length=40)
    values: models.JSONField = models.JSONField(
        default=dict, blank=True
    )  # placeholders, for approved templates
    party = models.CharField(max_length=200, blank=True)  # for whom the person was told: producer or office
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["person", "read_at"], name="notice_unread")]

    def __str__(self) -> str:
        return self.title


class Delivery(models.Model):
    """One way a notice leaves the house. The message carries `notification.public_id`, so a second one is known."""

    notification = models.ForeignKey(Notification, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    address = models.CharField(max_length=254)
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=100, blank=True)  # the provider's own number of it

    class Meta:
        indexes = [
            models.Index(fields=["state", "next_at"], name="delivery_waiting"),
            models.Index(fields=["next_at", "id"], name="delivery_latest"),
        ]
        constraints = [models.UniqueConstraint(fields=["notification", "channel"], name="delivery_once")]

    def __str__(self) -> str:
        return f"{self.channel} {self.address}"


class Attempt(models.Model):
    """Every try to send, as it went."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="tries")
    at = models.DateTimeField()
    ok = models.BooleanField()
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.delivery} {self.at:%d/%m/%Y %H:%M}"


class ChannelChoice(models.Model):
    """What a person said about a channel. Without a row: e-mail yes, telephone no (consent comes first)."""

    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="channel_choices")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    allowed = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "channel"], name="channel_choice_once")]

    def __str__(self) -> str:
        return f"{self.channel}: {self.allowed}"


class ChannelHealth(models.Model):
    """How a provider does; see ocop.notify.breaker."""

    channel = models.CharField(max_length=10, choices=Channel.choices, unique=True)
    failures = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)
    open_until = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.channel
