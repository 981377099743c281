"""The programme's frame: criteria sets in force, evaluation rounds, and the working-day calendar."""

from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import F, Q

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.core.permissions import Role
from ocop.programme.enums import DayKind, RoundLevel
from ocop.programme.trees import tree_of


class CriteriaSetVersion(models.Model):
    """One criteria set of one decision, stored whole and never changed (I01).

    `set_id` is the rulebook's id ("26/2026/QĐ-TTg#1"). The same id with another `digest` is a new row with a higher
    `revision`; sheets and dossiers point to the row they were made under.
    """

    set_id = models.CharField(max_length=60)
    revision = models.PositiveSmallIntegerField(default=1)
    decision = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    sector_code = models.CharField(max_length=5)
    sector_name = models.CharField(max_length=120)
    group_name = models.CharField(max_length=160)
    tree = models.JSONField()
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ["number", "revision"]
        constraints = [models.UniqueConstraint(fields=["set_id", "revision"], name="criteria_set_revision")]

    def __str__(self) -> str:
        return f"Bộ {self.number}. {self.name}"

    @cached_property
    def criteria_set(self) -> Any:
        """The rulebook's tree; built once per digest and process."""
        return tree_of(self.digest, self.tree)


class OfficialWording(models.Model):
    """The official sentence of one option, loaded from a wording pack by an office that has the decision."""

    set_id = models.CharField(max_length=60)
    criterion = models.CharField(max_length=12)
    case = models.PositiveSmallIntegerField(default=1)
    place = models.PositiveSmallIntegerField()
    text = CleanTextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["set_id", "criterion", "case", "place"], name="wording_once")
        ]

    def __str__(self) -> str:
        return f"{self.set_id} {self.criterion}/{self.place}"


class CalendarDay(models.Model):
    """A public holiday, or a make-up working day; everything else follows the week. Editable by an office."""

    day = models.DateField(unique=True)
    kind = models.CharField(max_length=5, choices=DayKind.choices)
    name = CleanCharField(max_length=120)
    source = CleanCharField(max_length=200, blank=True)
    provisional = models.BooleanField(default=False)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"


class RoundQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "RoundQuerySet":
        if acting.unit is None:
            return self.none()
        if acting.unit.level == "nation":
            return (
                self
                if acting.role in {Role.CENTRAL_OFFICE, Role.AUDITOR, Role.ADMINISTRATOR}
                else self.filter(unit=acting.unit)
            )
        return self.filter(unit__key=acting.unit.province_key or acting.unit.key)


class Round(models.Model):
    """An evaluation round (đợt) of a province or of the centre, with its legal dates (26/2026 Điều 7)."""

    machine = "round"

    code = models.CharField(max_length=20, unique=True)
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="rounds")
    level = models.CharField(max_length=10, choices=RoundLevel.choices)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    name = CleanCharField(max_length=160)
    proposed_by_on = models.DateField(help_text="xã (tỉnh) đề nghị trước ngày này")
    done_by_on = models.DateField(help_text="đánh giá xong trước ngày này")
    note = CleanTextField(blank=True)
    state = models.CharField(max_length=20, default="planned")
    state_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "number"], name="round_once"),
            models.CheckConstraint(
                condition=Q(done_by_on__gte=F("proposed_by_on")), name="round_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class NumberSeries(models.Model):
    """The next number of one kind of paper of one issuing office in one year; locked when a number is given, so numbers
    are unique and gap-free also under races and rollbacks (I20)."""

    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)  # receipt, product, decision, certificate
    year = models.PositiveSmallIntegerField()  # 0: one series over all years
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "kind", "year"], name="series_once")]

    def __str__(self) -> str:
        return f"{self.unit} {self.kind} {self.year}: {self.last}"
