"""What the product page shows of one product, kept ready: the page reads one row instead of nine tables."""

from django.db import models


class PublicRecord(models.Model):
    """Written in the transaction that changes what it tells (registry.keeping). No status in it, only dates.

    `data`: texts, photos, certificates with their stops, published history, outlets. `alike_key` is the same for names that
    a buyer would take for one another (registry.alike). `digest` names the content, for ETag.
    """

    entry = models.OneToOneField(
        "registry.Entry", on_delete=models.CASCADE, primary_key=True, related_name="record"
    )
    producer = models.ForeignKey("producers.Producer", on_delete=models.CASCADE, related_name="+")
    alike_key = models.CharField(max_length=160)
    data = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["alike_key", "entry"], name="record_alike")]

    def __str__(self) -> str:
        return f"{self.entry}"
