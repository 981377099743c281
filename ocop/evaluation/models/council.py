"""The council (hội đồng) and its seats."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, LockingQuerySet
from ocop.core.permissions import Permission
from ocop.evaluation.enums import SeatRole
from ocop.programme.enums import RoundLevel


class CouncilQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "CouncilQuerySet":
        """The councils of the unit, for those who run councils or read their results."""
        seeing = acting.unit and (acting.may(Permission.COUNCIL_MANAGE) or acting.may(Permission.RESULT_VIEW))
        return self.filter(unit=acting.unit) if seeing else self.none()


class Council(models.Model):
    """Set up by decision of the province's chairman or the minister; `rules` are those of its Quy chế
    (rulebook.rules.CouncilRules as JSON: quorum, gap, gate option, missed gate)."""

    code = models.CharField(max_length=20, unique=True)
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="councils")
    level = models.CharField(max_length=10, choices=RoundLevel.choices)
    name = CleanCharField("tên hội đồng", max_length=200)
    reference = CleanCharField("quyết định thành lập", max_length=200)
    established_on = models.DateField("ngày thành lập")
    dissolved_on = models.DateField(null=True, blank=True)
    rules = models.JSONField(default=dict)
    rules_reference = CleanCharField("Quy chế hoạt động", max_length=200, blank=True)
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = CouncilQuerySet.as_manager()

    class Meta:
        ordering = ["-established_on", "-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("evaluation:council", args=[self.code])


class Seat(models.Model):
    """A person's place in a council. A substitute is a new seat; the old one gets an end day."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=12, choices=SeatRole.choices)
    organisation = CleanCharField("cơ quan", max_length=160, blank=True)
    place = models.PositiveSmallIntegerField(default=0)
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "person"], condition=Q(until_on=None), name="seat_once"
            ),
            models.UniqueConstraint(
                fields=["council"], condition=Q(role="chair", until_on=None), name="one_chair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display()})"

    @property
    def scores(self) -> bool:
        return self.role != SeatRole.SECRETARY
