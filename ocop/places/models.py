"""Administrative units over time. A code alone is no key: a unit is code + tier + the days it existed."""

from datetime import date

from django.db import models
from django.db.models import Q

from ocop.places.enums import Level


class UnitQuerySet(models.QuerySet):
    def on(self, day: date) -> "UnitQuerySet":
        """The units that existed on that day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)

    def current(self) -> "UnitQuerySet":
        return self.filter(valid_to=None)

    def communes(self) -> "UnitQuerySet":
        return self.filter(level=Level.COMMUNE)

    def provinces(self) -> "UnitQuerySet":
        return self.filter(level=Level.PROVINCE)


class Unit(models.Model):
    """A province, commune (xã, phường, đặc khu), former district, or the nation (`VN`).

    `key` is ours and never reused: the official code for units of today ("01", "00004"), `2025-<level letter><code>`
    for units that ended on 30/6/2025 ("2025-P27", "2025-C00004"). `province_key` serves scope filters.
    """

    key = models.CharField(max_length=20, unique=True)
    code = models.CharField(max_length=10)
    level = models.CharField(max_length=10, choices=Level.choices)
    kind = models.CharField(
        max_length=20
    )  # tỉnh, thành phố, xã, phường, đặc khu, quận, huyện, thị xã, thị trấn
    name = models.CharField(max_length=100)  # without the kind: "Hà Đông"
    full_name = models.CharField(max_length=130)  # with the kind: "Phường Hà Đông"
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    province_key = models.CharField(max_length=20, blank=True, db_index=True)
    address = models.CharField(max_length=250)  # with its parents: "Phường Hà Đông, Hà Nội"
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    name_key = models.CharField(max_length=100)  # the folded name without kind: "ha dong"
    search_key = models.CharField(
        max_length=250
    )  # folded names of the unit and its parents, each between bars
    sort_key = models.CharField(max_length=400)
    note = models.CharField(max_length=400, blank=True)  # a doubt about the data, shown to administrators

    objects = UnitQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["name_key", "level"], name="unit_name"),
            models.Index(fields=["parent", "level"], name="unit_parent"),
        ]

    def __str__(self) -> str:
        return self.full_name


class Alias(models.Model):
    """Another word for a unit: a former name of a province, an abbreviation."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="aliases")
    alias = models.CharField(max_length=100)
    name_key = models.CharField(max_length=100, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "name_key"], name="alias_once")]

    def __str__(self) -> str:
        return self.alias


class Succession(models.Model):
    """Where a former unit went. Several rows for one `old` with `whole=False`: it was split, a person decides."""

    old = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successors")
    new = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="predecessors")
    whole = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="succession_once")]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
