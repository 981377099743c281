"""The memory of the watch: which product was told which step of which term."""

from django.db import models


class Warning(models.Model):
    """One step of one term, told once: the row is claimed in the transaction that writes the notices.

    `people` is how many had an account to be told; 0 stands in the offices' list, so that somebody telephones.
    """

    product = models.ForeignKey("products.Product", on_delete=models.PROTECT, related_name="warnings")
    valid_until = models.DateField()
    step = models.PositiveSmallIntegerField()  # days before the end; 0: it has ended
    people = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["product", "valid_until", "step"], name="warning_once_per_step")
        ]

    def __str__(self) -> str:
        return f"{self.product} {self.step}"
