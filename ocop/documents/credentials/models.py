"""The public halves of the keys this installation signs certificates with; published for ever."""

from django.db import models
from django.db.models import F, Q

from ocop.core.fields import CleanCharField


class IssuerKey(models.Model):
    """One ES256 key. The private half is a file (or sits in a token) and goes when the key is retired."""

    class Source(models.TextChoices):
        OWN = "own", "do hệ thống tạo"
        FILE = "file", "do cơ quan cấp"

    kid = models.CharField(max_length=16, unique=True)
    purpose = models.CharField(max_length=20, default="certificate")
    x = models.CharField(max_length=43)
    y = models.CharField(max_length=43)
    source = models.CharField(max_length=4, choices=Source)
    is_demo = models.BooleanField(default=False)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()  # the last moment at which it may sign
    retired_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_reason = CleanCharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose"], condition=Q(retired_at=None), name="issuer_key_one_in_use"
            ),
            models.CheckConstraint(condition=Q(valid_to__gt=F("valid_from")), name="issuer_key_term"),
        ]

    def __str__(self) -> str:
        return self.kid
