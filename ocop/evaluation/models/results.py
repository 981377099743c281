"""Results: computed once at locking from exactly the counted sheets, kept for ever."""

from django.db import models

from ocop.core.fields import CleanTextField


class Result(models.Model):
    """The council's result for one product. `rating` is the whole answer of rulebook.rating as JSON (mean exact as
    fraction, parts, panel, missed gates, counted sheet ids and hashes, rules); `mean_shown` has two decimals for show.

    `superseded_by` is set by an amendment; nothing else of a row ever changes.
    """

    item = models.ForeignKey("evaluation.Item", on_delete=models.PROTECT, related_name="results")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="results")
    level = models.CharField(max_length=10)  # province, central
    mean = models.CharField(max_length=40)  # exact, "215/3"
    mean_shown = models.DecimalField(max_digits=6, decimal_places=2)
    band_stars = models.PositiveSmallIntegerField()
    stars = models.PositiveSmallIntegerField(null=True)  # null: not rated (rule "not_rated")
    rating = models.JSONField()
    counted = models.PositiveSmallIntegerField()
    settled_at = models.DateTimeField()
    superseded_by = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="supersedes"
    )

    class Meta:
        ordering = ["-settled_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.dossier}: {self.mean_shown}"


class Amendment(models.Model):
    """A correction after locking: reasoned, proposed by one person and approved by another (I04)."""

    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="amendments")
    words = CleanTextField("lý do và căn cứ")
    change = models.JSONField()  # {"void_seats": […]}
    proposed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("proposed_by")),
                name="amendment_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"Điều chỉnh {self.result}"
