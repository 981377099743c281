"""A total shared out over the units below: what was known, what was computed, what people changed, what was given."""

from fractions import Fraction
from typing import Any

from django.db import models
from django.db.models import F, Q

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, public_code
from ocop.core.permissions import Permission
from ocop.rulebook.allocation import Policy, UnitInputs
from ocop.rulebook.allocation_policies import policy_of


def allocation_code() -> str:
    return public_code("PB")


class AllocationQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "AllocationQuerySet":
        """The centre sees all; others their own and those that gave them their number."""
        unit = acting.unit
        if unit is None or not acting.may(Permission.FIGURES_VIEW):
            return self.none()
        if unit.level == "nation":
            return self
        return self.filter(Q(unit=unit) | Q(unit__key__in=("VN", unit.province_key)))


class Allocation(models.Model):
    """Written once, when it is given out, and never changed. `policy`: its weights, floor and cap as they were;
    `inputs_on`: the day on which the records were counted."""

    code = models.CharField(max_length=20, unique=True, default=allocation_code)
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    indicator = models.CharField("chỉ số", max_length=60)
    year = models.PositiveSmallIntegerField("năm")
    total = models.PositiveIntegerField("tổng chỉ tiêu")
    policy = models.JSONField("cách phân bổ")
    inputs_on = models.DateField("số liệu tính đến")
    document = CleanCharField("văn bản", max_length=300)
    note = CleanTextField("ghi chú", blank=True)
    is_demo = models.BooleanField(default=False)
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = AllocationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.code} ({self.year})"

    @property
    def used_policy(self) -> Policy:
        stored: dict[str, Any] = self.policy
        return policy_of(stored)


class AllocationLine(models.Model):
    """One unit. `target` is what it was given: none for a nought that replaced nothing."""

    allocation = models.ForeignKey(Allocation, on_delete=models.PROTECT, related_name="lines")
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    registered = models.PositiveIntegerField("đăng ký")
    potential = models.PositiveIntegerField("chủ thể")
    expiring = models.PositiveIntegerField("phải đánh giá lại")
    reached = models.PositiveIntegerField("đạt năm trước")
    target_before = models.DecimalField("chỉ tiêu năm trước", max_digits=18, decimal_places=4, null=True)
    computed = models.PositiveIntegerField("tính được")
    value = models.PositiveIntegerField("giao")
    reason = CleanCharField("lý do sửa", max_length=300, blank=True)
    target = models.OneToOneField(
        "targets.Target", null=True, on_delete=models.PROTECT, related_name="allocation_line"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["allocation", "unit"], name="allocation_unit_once"),
            models.CheckConstraint(
                condition=Q(value=F("computed")) | ~Q(reason=""), name="allocation_change_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.value}"

    @property
    def inputs(self) -> UnitInputs:
        """As the rulebook reads them; ask with `select_related("unit")`."""
        return inputs_of(
            self.unit.key, self.registered, self.potential, self.expiring, self.reached, self.target_before
        )

    @property
    def changed(self) -> int:
        return self.value - self.computed


def inputs_of(
    key: str, registered: int, potential: int, expiring: int, reached: int, target_before: Any
) -> UnitInputs:
    target = None if target_before is None else Fraction(target_before)
    return UnitInputs(key, registered, potential, expiring, reached, target)
