"""A plan of a unit for a year or a whole period, with the decision that issued it."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet, public_code
from ocop.core.permissions import Permission
from ocop.rulebook.lifecycle import MACHINES
from ocop.rulebook.plan_data import Period, find_period
from ocop.rulebook.plan_tree import Place

PUBLISHED = ("issued", "amended", "closed")
OPEN = ("draft", "submitted")


def plan_code() -> str:
    return public_code("KH")


class PlanQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "PlanQuerySet":
        """The own unit's in every state. Issued ones: of the units below, and of those above. The centre sees all issued."""
        unit = acting.unit
        if unit is None or not acting.may(Permission.FIGURES_VIEW):
            return self.none()
        if unit.level == "nation":
            return self.filter(Q(state__in=PUBLISHED) | Q(unit=unit))
        seen = Q(unit__key__in=("VN", unit.province_key))
        if unit.level == "province":
            seen |= Q(unit__province_key=unit.key)
        return self.filter(Q(unit=unit) | (Q(state__in=PUBLISHED) & seen))

    def in_force(self, on: date) -> "PlanQuerySet":
        """Issued by that day, and neither replaced nor closed by then."""
        return self.filter(in_force(on))


def in_force(on: date, prefix: str = "") -> Q:
    still = Q(**{f"{prefix}ended_on": None}) | Q(**{f"{prefix}ended_on__gt": on})
    return Q(**{f"{prefix}decided_on__lte": on, f"{prefix}state__in": PUBLISHED}) & still


class Plan(models.Model):
    """`follows`: the version that this one amends. Once issued the words never change; the old version stays readable."""

    machine = "plan"

    code = models.CharField(max_length=20, unique=True, default=plan_code)
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="plans")
    period = models.CharField("giai đoạn", max_length=20)
    year_from = models.PositiveSmallIntegerField("từ năm")
    year_until = models.PositiveSmallIntegerField("đến năm")
    title = CleanCharField("tên kế hoạch", max_length=300)
    purpose = CleanTextField("mục đích, yêu cầu", blank=True)
    upper = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="lower")
    version = models.PositiveSmallIntegerField("bản", default=1)
    follows = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="followed_by")
    number = CleanCharField("số văn bản", max_length=60, blank=True)
    decided_on = models.DateField("ngày ban hành", null=True)
    signer = CleanCharField("người ký", max_length=120, blank=True)
    file = models.ForeignKey("documents.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField("hết hiệu lực từ", null=True)
    source_url = models.CharField(max_length=600, blank=True)
    is_demo = models.BooleanField(default=False)
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    state = models.CharField(max_length=12, default="draft")
    state_at = models.DateTimeField()

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-year_from", "-pk"]
        indexes = [
            models.Index(fields=["unit", "year_from", "state"], name="plan_of_unit"),
            models.Index(fields=["created_at", "id"], name="plan_newest"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(year_until__gte=F("year_from")), name="plan_years_in_order"),
            models.CheckConstraint(
                condition=Q(state__in=OPEN) | (~Q(number="") & Q(decided_on__isnull=False) & ~Q(signer="")),
                name="issued_plan_has_its_paper",
            ),
            models.UniqueConstraint(
                fields=["unit", "year_from", "year_until"],
                condition=Q(state="issued"),
                name="plan_issued_once",
            ),
            models.UniqueConstraint(
                fields=["unit", "year_from", "year_until"],
                condition=Q(state__in=OPEN),
                name="plan_drafted_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plans:plan", args=[self.code])

    @property
    def state_label(self) -> str:
        return MACHINES[self.machine].states[self.state].label

    @property
    def years(self) -> str:
        one = self.year_from == self.year_until
        return f"năm {self.year_from}" if one else f"{self.year_from}–{self.year_until}"

    @property
    def paper(self) -> str:
        """How other papers cite it."""
        return f"{self.number} ngày {self.decided_on:%d/%m/%Y}" if self.number and self.decided_on else ""

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def of_period(self) -> Period | None:
        return find_period(self.period)

    @property
    def place(self) -> Place:
        """Ask with `select_related("unit")`."""
        return Place(self.unit.level, self.unit.province_key, self.period, self.year_from, self.year_until)
