"""A member's score sheet (phiếu điểm)."""

from django.db import models
from django.db.models import Q

from ocop.core.fields import CleanCharField, LockingQuerySet


class Sheet(models.Model):
    """One member, one product, one revision. `choices` as in `ocop rate`; `marked_at` criterion → moment of the mark.

    Only the member's own requests write it; `entered_by` differs from the seat's person only for a paper sheet typed by
    the secretary, which then needs the member's countersign (I03). Submitted sheets never change; a re-score after
    discussion is a new revision. `version_no` rises with each save (I35).
    """

    machine = "sheet"

    item = models.ForeignKey("evaluation.Item", on_delete=models.PROTECT, related_name="sheets")
    seat = models.ForeignKey("evaluation.Seat", on_delete=models.PROTECT, related_name="sheets")
    revision = models.PositiveSmallIntegerField(default=1)
    choices = models.JSONField(default=dict)
    notes = models.JSONField(default=dict)  # criterion → the member's own words
    marked_at = models.JSONField(default=dict)
    total = models.DecimalField(max_digits=6, decimal_places=2, default=0)
    parts = models.JSONField(default=dict)  # {"A": "30", …}
    dossier_sha256 = models.CharField(max_length=64)
    version_no = models.PositiveIntegerField(default=0)
    device = CleanCharField(max_length=120, blank=True)
    entered_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    countersigned_at = models.DateTimeField(null=True)
    reason = CleanCharField(max_length=500, blank=True)  # why this revision differs from the one before
    state = models.CharField(max_length=12, default="draft")
    state_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)

    objects = LockingQuerySet.as_manager()

    class Meta:
        ordering = ["seat__place", "revision"]
        constraints = [
            models.UniqueConstraint(fields=["item", "seat", "revision"], name="sheet_once"),
            models.UniqueConstraint(fields=["item", "seat"], condition=Q(state__in=["draft"]), name="sheet_one_draft"),
            models.UniqueConstraint(fields=["item", "seat"], condition=Q(state__in=["submitted"]), name="sheet_one_counted"),
        ]

    def __str__(self) -> str:
        return f"{self.item} – {self.seat}"
