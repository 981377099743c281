"""Append-only, hash-chained events: who did what to which record, when, for which office (I26–I29)."""

from django.db import models

from ocop.audit.enums import GENESIS


class ChainHead(models.Model):
    """One row: where the chain ends. Locked while an event is appended, so sequence numbers have no gap."""

    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    def __str__(self) -> str:
        return f"#{self.seq}"


class Event(models.Model):
    """One change. `data` carries no secrets, no identity numbers, no marks of a sheet (only its hash)."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    about_type = models.CharField(max_length=60)
    about_id = models.CharField(max_length=40)
    about_label = models.CharField(max_length=200, blank=True)
    person_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=30, blank=True)
    unit_key = models.CharField(max_length=20, blank=True)
    party_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["about_type", "about_id", "seq"], name="event_about"),
            models.Index(fields=["person_id", "seq"], name="event_person"),
        ]

    def __str__(self) -> str:
        return f"#{self.seq} {self.verb}"


class Checkpoint(models.Model):
    """A signed statement "after `seq` events the chain ended in `hash`", kept by more than one party."""

    seq = models.BigIntegerField(unique=True)
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    key_id = models.CharField(max_length=40)
    signature = models.TextField()

    def __str__(self) -> str:
        return f"checkpoint #{self.seq}"
