"""A round of registration: in which days the units below put products down for a year, and what was there at the end."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet, public_code
from ocop.core.permissions import Permission
from ocop.rulebook.lifecycle import MACHINES
from ocop.rulebook.registration import Window


def round_code() -> str:
    return public_code("DK")


class RoundQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "RoundQuerySet":
        """The centre sees all; others their own, and those that bind them."""
        unit = acting.unit
        if unit is None or not acting.may(Permission.FIGURES_VIEW):
            return self.none()
        if unit.level == "nation":
            return self
        return self.filter(unit__key__in=("VN", unit.province_key))


class RegistrationRound(models.Model):
    """`counted`: unit → registered products on the day the list was closed; from then on nothing changes."""

    machine = "call"

    code = models.CharField(max_length=20, unique=True, default=round_code)
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="registration_rounds")
    year = models.PositiveSmallIntegerField("năm")
    name = CleanCharField("tên đợt", max_length=200)
    opens_on = models.DateField("mở từ ngày")
    closes_on = models.DateField("đến hết ngày")
    document = CleanCharField("văn bản kêu gọi", max_length=300)
    note = CleanTextField("ghi chú", blank=True)
    counted = models.JSONField("số đã chốt", default=dict)
    is_demo = models.BooleanField(default=False)
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    state = models.CharField(max_length=12, default="open")
    state_at = models.DateTimeField()

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "-pk"]
        indexes = [models.Index(fields=["unit", "year"], name="call_of_year")]
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="call_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("targets:round", args=[self.code])

    @property
    def state_label(self) -> str:
        return MACHINES[self.machine].states[self.state].label

    @property
    def window(self) -> Window:
        """Ask with `select_related("unit")`."""
        own = self.unit.level != "nation"
        return Window(self.pk, self.name, self.opens_on, self.closes_on, self.state == "closed", own)
