"""Reports of misuse by anyone, and the cases that offices work on."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.core.permissions import Permission
from ocop.rulebook.lifecycle import MACHINES
from ocop.supervision.enums import Misuse


class CaseQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "CaseQuerySet":
        """Of the own commune; of the whole province; the centre sees all."""
        if acting.unit is None or not (
            acting.may(Permission.MISUSE_HANDLE) or acting.may(Permission.INSPECT)
        ):
            return self.none()
        if acting.unit.level == "nation":
            return self
        if acting.unit.level == "province":
            return self.filter(unit__province_key=acting.unit.key)
        return self.filter(unit=acting.unit)

    def open(self) -> "CaseQuerySet":
        return self.exclude(state="closed")


class Case(models.Model):
    """One matter (vụ việc): one or several reports of the same kind about the same thing. `unit` is responsible today."""

    machine = "misuse"

    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=15, choices=Misuse.choices)
    product = models.ForeignKey(
        "products.Product", null=True, on_delete=models.PROTECT, related_name="misuse_cases"
    )
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="misuse_cases")
    reports_count = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    answer = CleanTextField("trả lời cho người báo", blank=True)
    forwarded_to = CleanCharField("cơ quan nhận chuyển", max_length=200, blank=True)
    state = models.CharField(max_length=12, default="received")
    state_at = models.DateTimeField()

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        indexes = [
            models.Index(fields=["unit", "state", "opened_at"], name="misuse_queue"),
            models.Index(fields=["opened_at", "id"], name="misuse_newest"),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("supervision:case", args=[self.code])

    @property
    def state_label(self) -> str:
        return MACHINES[self.machine].states[self.state].label


class Report(models.Model):
    """What somebody told. The words never change; the contact is for the office alone and is erased on its day."""

    code = models.CharField(max_length=20, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=15, choices=Misuse.choices)
    words = CleanTextField("nội dung", max_length=3000)
    seen_unit = models.ForeignKey("places.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    seen_at_words = CleanCharField("nơi thấy", max_length=300, blank=True)
    seen_on = models.DateField("ngày thấy", null=True)
    name = CleanCharField("tên người báo", max_length=100, blank=True)
    phone = CleanCharField("điện thoại", max_length=20, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    contact_until = models.DateField(null=True)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(contact_until__isnull=False) | Q(name="", phone="", email=""),
                name="report_contact_has_its_end",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def has_contact(self) -> bool:
        return bool(self.name or self.phone or self.email)


class ReportPhoto(models.Model):
    """A picture given with a report; never public, the untouched original is for the office."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="photos")
    file = models.OneToOneField("documents.StoredFile", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.report} – {self.file}"


class Attempt(models.Model):
    """One sending, for the limits: a keyed hash of the address prefix or of the device, kept no longer than a day."""

    trace = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["trace", "at"], name="attempt_trace")]

    def __str__(self) -> str:
        return self.trace[:8]
