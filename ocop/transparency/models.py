"""The public log: entries, the hashes of full tiles, signed checkpoints. Append-only on both engines."""

import uuid

from django.db import models

from ocop.transparency.enums import Kind


class LogHead(models.Model):
    """One row: how long the log is. Locked while entries are appended, so that their numbers have no gap.

    `origin` names the log in every checkpoint and never changes; `installation` tells this database from any other.
    """

    origin = models.CharField(max_length=200)
    installation = models.UUIDField(default=uuid.uuid4, editable=False)
    size = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.origin} ({self.size})"


class LogEntry(models.Model):
    """One published fact. `body` is the leaf exactly as hashed: canonical JSON with public facts only.

    `about` is the key of the record it speaks of (decision, certificate, suspension, revocation, audit event); each is
    logged once per kind. `salt` opens the commitment to what is not public; erasing it leaves the log whole.
    """

    index = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    at = models.DateTimeField()
    about = models.BigIntegerField(null=True)
    certificate = models.ForeignKey(
        "recognition.Certificate", null=True, on_delete=models.PROTECT, related_name="log_entries"
    )
    body = models.TextField()
    leaf_hash = models.CharField(max_length=64)
    salt = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "mục nhật ký công khai"
        ordering = ["index"]
        constraints = [models.UniqueConstraint(fields=["kind", "about"], name="log_entry_once")]

    def __str__(self) -> str:
        return f"#{self.index} {self.get_kind_display()}"


class TileHash(models.Model):
    """The root of a full tile: 256 hashes of the level below. Level 1 stands over leaves."""

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="tile_hash_once")]

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"


class SignedCheckpoint(models.Model):
    """“The first `size` entries have this root”, signed. `text` is the signed note as published."""

    size = models.BigIntegerField(unique=True)
    root = models.CharField(max_length=64)
    at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        ordering = ["-size"]

    def __str__(self) -> str:
        return f"mốc {self.size}"
