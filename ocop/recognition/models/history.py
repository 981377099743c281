"""Recognitions decided before this system, as published, and what a person must settle about them."""

from django.db import models

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.core.permissions import Permission
from ocop.recognition.enums import HistoricStatus, ReviewKind


class HistoricRecognition(models.Model):
    """One row of a published list, kept in its own wording. `procedure` names the rule set it is read under;
    `row_hash` makes the same row import once."""

    product = models.ForeignKey("products.Product", on_delete=models.PROTECT, related_name="history")
    stars = models.PositiveSmallIntegerField(null=True)
    status = models.CharField(max_length=16, choices=HistoricStatus.choices)
    score = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    decision_no = CleanCharField(max_length=120, blank=True)
    decided_on = models.DateField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    year_wording = CleanCharField(max_length=40, blank=True)
    procedure = models.CharField(max_length=40, blank=True)
    product_wording = CleanCharField(max_length=300)
    producer_wording = CleanCharField(max_length=300, blank=True)
    producer_type_wording = CleanCharField(max_length=120, blank=True)
    group_wording = CleanCharField(max_length=160, blank=True)
    commune_wording = CleanCharField(max_length=120, blank=True)
    district_wording = CleanCharField(max_length=120, blank=True)
    province_wording = CleanCharField(max_length=120, blank=True)
    evidence_grade = models.CharField(max_length=1, blank=True)
    source_url = models.CharField(max_length=600, blank=True)
    note = CleanTextField(blank=True)
    row_hash = models.CharField(max_length=64, unique=True)
    imported_at = models.DateTimeField()

    objects = LockingQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-pk"]

    def __str__(self) -> str:
        return f"{self.product_wording} ({self.year or '?'})"


class ReviewTaskQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "ReviewTaskQuerySet":
        """The centre sees all, a province its own; what names no province is for the centre."""
        if acting.unit is None or not acting.may(Permission.HISTORY_REVIEW):
            return self.none()
        return self if acting.unit.level == "nation" else self.filter(province_key=acting.unit.key)

    def open(self) -> "ReviewTaskQuerySet":
        return self.filter(settled_at=None)


class ReviewTask(models.Model):
    """Something the import may not decide by itself; a person settles it with a reason, candidates are listed."""

    record = models.ForeignKey(HistoricRecognition, on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=15, choices=ReviewKind.choices)
    reason = CleanTextField()
    candidates = models.JSONField(default=list)  # unit keys, or ids of records, with labels
    province_key = models.CharField(max_length=20, blank=True, db_index=True)
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.JSONField(default=dict)

    objects = ReviewTaskQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["record", "kind"], name="review_once")]

    def __str__(self) -> str:
        return self.reason
