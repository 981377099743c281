"""The public feed of changes. The files of open data are not rows: see `opendata`."""

from django.db import models

from ocop.api.enums import ChangeKind


class Change(models.Model):
    """One dated fact about one product, told once and never altered.

    `seq` has no gaps and follows the order of writing, also between processes, so a reader who remembers it misses
    nothing. `key` names the fact and makes telling it twice impossible. `on` is the day it takes effect.
    """

    seq = models.BigIntegerField(unique=True)
    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12, choices=ChangeKind.choices)
    product = models.ForeignKey("products.Product", on_delete=models.PROTECT, related_name="changes")
    certificate = models.CharField(max_length=40, blank=True)
    on = models.DateField(null=True)
    at = models.DateTimeField()
    facts = models.JSONField()  # name, producer, place … as the register showed them at that moment
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["seq"]
        indexes = [models.Index(fields=["at", "seq"], name="change_at")]

    def __str__(self) -> str:
        return f"{self.seq} {self.key}"
