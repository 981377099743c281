"""Claims (đề nghị hỗ trợ, thưởng): also the refused ones stay, with their reason."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.core.permissions import Permission
from ocop.rulebook.lifecycle import MACHINES
from ocop.support.enums import OCCASIONS

ENDED = ("refused", "withdrawn")


class ClaimQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "ClaimQuerySet":
        """Producers: their own. Offices: of their place, and those that they pay."""
        if acting.party_id:
            return self.filter(producer_id=acting.party_id)
        if acting.unit is None or not acting.may(Permission.SUPPORT_VIEW):
            return self.none()
        if acting.unit.level == "nation":
            return self
        place = {"unit__province_key" if acting.unit.level == "province" else "unit__key": acting.unit.key}
        return self.filter(Q(**place) | Q(payer=acting.unit))

    def standing(self) -> "ClaimQuerySet":
        """Those that count: neither refused nor withdrawn."""
        return self.exclude(state__in=ENDED)

    def waiting(self) -> "ClaimQuerySet":
        return self.filter(state__in=("filed", "incomplete", "checked", "approved"))


class Claim(models.Model):
    """One claim for what one decision earned from one payer. `award_key` names the decision (`c…` certificate, `h…` one
    published before this system); `complete_at` orders the queue; payments are recorded, never executed."""

    machine = "claim"

    code = models.CharField(max_length=20, unique=True)
    policy = models.ForeignKey("support.Policy", on_delete=models.PROTECT, related_name="claims")
    payer = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    product = models.ForeignKey("products.Product", on_delete=models.PROTECT, related_name="support_claims")
    producer = models.ForeignKey(
        "producers.Producer", on_delete=models.PROTECT, related_name="support_claims"
    )
    unit = models.ForeignKey("places.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    award_key = models.CharField(max_length=20)
    stars = models.PositiveSmallIntegerField()
    occasion = models.CharField(max_length=8, choices=OCCASIONS)
    decided_on = models.DateField()
    decision_text = models.CharField(max_length=120, blank=True)
    amount = models.PositiveBigIntegerField()
    deducted = models.PositiveBigIntegerField(default=0)
    last_day = models.DateField(null=True)
    budget_year = models.PositiveSmallIntegerField()
    filed_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    filed_on_behalf = models.BooleanField(default=False)
    note = CleanTextField("ghi chú của chủ thể", blank=True)
    had_papers = models.JSONField(default=list)
    checked_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    complete_at = models.DateTimeField(null=True)
    approval = CleanCharField("quyết định duyệt", max_length=200, blank=True)
    paid_on = models.DateField(null=True)
    paid_document = CleanCharField("chứng từ chi", max_length=200, blank=True)
    reason = CleanTextField("lý do gần nhất", blank=True)
    state = models.CharField(max_length=12, default="filed")
    state_at = models.DateTimeField()

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["filed_at", "pk"]
        indexes = [
            models.Index(fields=["payer", "state", "filed_at"], name="claim_queue"),
            models.Index(fields=["filed_at", "id"], name="claim_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["award_key", "payer"], condition=~Q(state__in=ENDED), name="claim_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="paid") | Q(paid_on__isnull=False), name="claim_paid_day"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("support:claim", args=[self.code])

    @property
    def state_label(self) -> str:
        return MACHINES[self.machine].states[self.state].label
