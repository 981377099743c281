"""Small tables that serve every app."""

from django.db import models


class OnceKey(models.Model):
    """A form that was answered once; see ocop.core.idempotency."""

    person_key = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    body_hash = models.CharField(max_length=64)
    location = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_key", "key"], name="once_key_per_person")]

    def __str__(self) -> str:
        return self.key
