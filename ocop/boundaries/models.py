"""Changes of the map as official lists state them, and the questions that a split leaves to people."""

from django.db import models
from django.db.models import Q

from ocop.boundaries.enums import ChangeKind
from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet


class UnitChange(models.Model):
    """One line of an official list, applied. Never changed; the unit that ended and its successors stay in places."""

    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    old = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="changes")
    new = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="changes_into")
    decision = CleanCharField("văn bản", max_length=200)
    day = models.DateField("ngày có hiệu lực")
    moved: models.JSONField = models.JSONField(default=dict)  # records per kind that went along, or wait
    is_demo = models.BooleanField(default=False)
    applied_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField()

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="unit_change_once")]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class PlaceCaseQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "PlaceCaseQuerySet":
        """The centre sees all, a province the records of its own ground."""
        if acting.unit is None or acting.unit.level not in ("nation", "province"):
            return self.none()
        return self if acting.unit.level == "nation" else self.filter(province_key=acting.unit.key)

    def open(self) -> "PlaceCaseQuerySet":
        return self.filter(settled_at=None)


class PlaceCase(models.Model):
    """A record of a unit that was split: a person says where it lies. Records that hang on it go along."""

    old = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="place_cases")
    about_type = models.CharField(max_length=60)
    about_id = models.BigIntegerField()
    label = CleanCharField(max_length=300)
    where = CleanCharField(max_length=400, blank=True)  # the address as the record states it
    province_key = models.CharField(max_length=20, db_index=True)
    created_at = models.DateTimeField()
    unit = models.ForeignKey("places.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    reason = CleanTextField(blank=True)
    settled_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)

    objects = PlaceCaseQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["about_type", "about_id"], condition=Q(settled_at=None), name="place_case_once"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, unit=None) | Q(settled_at__isnull=False, unit__isnull=False),
                name="place_case_settled_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.label
