"""What was found wrong, how it is put right, and what inspectors advise to the office that issued the certificate."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.rulebook.lifecycle import MACHINES
from ocop.rulebook.oversight import read_oversight
from ocop.supervision.enums import AdviceKind
from ocop.supervision.models.visits import Visit

SEVERITIES = [(one.key, one.words) for one in read_oversight().severities.values()]


class FindingQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "FindingQuerySet":
        return self.filter(visit__in=Visit.objects.visible_to(acting))

    def unfinished(self) -> "FindingQuerySet":
        return self.exclude(state="fixed")


class Finding(models.Model):
    """One fault of one visit. `due_on` is the clock of the corrective action."""

    machine = "finding"

    code = models.CharField(max_length=20, unique=True)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="findings")
    product = models.ForeignKey("products.Product", on_delete=models.PROTECT, related_name="findings")
    item = models.CharField(max_length=20)
    severity = models.CharField(max_length=8, choices=SEVERITIES)
    words = CleanTextField("thấy gì")
    found_on = models.DateField()
    due_on = models.DateField("hạn khắc phục")
    reply = CleanTextField("chủ thể đã làm gì", blank=True)
    reason = CleanTextField("vì sao chưa đạt", blank=True)
    reminded_on = models.DateField(null=True)
    state = models.CharField(max_length=10, default="open")
    state_at = models.DateTimeField()

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["due_on", "id"], name="finding_due")]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("supervision:finding", args=[self.code])

    @property
    def state_label(self) -> str:
        return MACHINES[self.machine].states[self.state].label


class AdviceQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "AdviceQuerySet":
        if acting.party_id:
            return self.none()
        return self.filter(visit__in=Visit.objects.visible_to(acting))


class Advice(models.Model):
    """“Kiến nghị”: suspend or revoke. The office that issued the certificate takes it by its own existing procedure."""

    machine = "advice"

    code = models.CharField(max_length=20, unique=True)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="advices")
    certificate = models.ForeignKey(
        "recognition.Certificate", on_delete=models.PROTECT, related_name="advices"
    )
    kind = models.CharField(max_length=8, choices=AdviceKind.choices)
    ground = models.CharField(max_length=2, blank=True)
    words = CleanTextField("kết luận")
    given_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    revocation = models.ForeignKey(
        "recognition.Revocation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    suspension = models.ForeignKey(
        "recognition.Suspension", null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = CleanCharField("vì sao không làm theo", max_length=1000, blank=True)
    state = models.CharField(max_length=10, default="given")
    state_at = models.DateTimeField()

    objects = AdviceQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "kind"], condition=Q(state="given"), name="advice_one_open"
            )
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("supervision:advice", args=[self.code])
