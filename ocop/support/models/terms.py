"""Policies (chính sách hỗ trợ, thưởng) of a place, their rates and the money of each year."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.rulebook.entitlement import Occasion, Terms
from ocop.support.enums import OCCASIONS, OverBudget


class PolicyQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "PolicyQuerySet":
        """Policies are public decisions: everybody who works here reads them; only their own office changes them."""
        return self if acting.known else self.none()

    def for_producer(self, unit: "models.Model | None") -> "PolicyQuerySet":
        """Those whose place holds that commune: its own, its province's, the nation's."""
        if unit is None:
            return self.filter(payer__key="VN")
        return self.filter(payer__key__in=("VN", unit.province_key, unit.key))


class Policy(models.Model):
    """One dated policy of the office that pays. What decisions it earned under never changes: a new rate is a new policy."""

    code = models.CharField(max_length=20, unique=True)
    payer = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="support_policies")
    title = CleanCharField("tên chính sách", max_length=200)
    document = CleanCharField("nghị quyết, quyết định", max_length=200)
    document_on = models.DateField("ngày ban hành")
    from_on = models.DateField("cho quyết định công nhận từ ngày")
    until_on = models.DateField("đến hết ngày")
    claim_days = models.PositiveSmallIntegerField("số ngày được nộp đề nghị")
    pays_difference = models.BooleanField("nâng hạng chỉ chi phần chênh lệch", default=True)
    over_budget = models.CharField(max_length=8, choices=OverBudget.choices, default=OverBudget.WAIT)
    money_source = CleanCharField("nguồn kinh phí", max_length=200, blank=True)
    conditions = CleanTextField("điều kiện", blank=True)
    papers = models.JSONField(default=list)  # what a complete claim holds, one wording a line
    is_demo = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = PolicyQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="support_policy_days"),
            models.CheckConstraint(condition=Q(claim_days__gte=1), name="support_policy_window"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("support:policy", args=[self.code])

    def terms(self) -> Terms:
        """As the rulebook reads it; prefetch `rates`, select `payer`."""
        rates = {(one.stars, Occasion(one.occasion)): one.amount for one in self.rates.all()}
        return Terms(
            self.code,
            self.payer.key,
            self.from_on,
            self.until_on,
            self.claim_days,
            self.pays_difference,
            rates,
        )


class Rate(models.Model):
    """What one star earns on one occasion, in whole đồng."""

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="rates")
    stars = models.PositiveSmallIntegerField()
    occasion = models.CharField(max_length=8, choices=OCCASIONS)
    amount = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["stars", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "stars", "occasion"], name="support_rate_once"),
            models.CheckConstraint(condition=Q(stars__gte=3, stars__lte=5), name="support_rate_stars"),
        ]

    def __str__(self) -> str:
        return f"{self.policy} {self.stars} sao"


class Budget(models.Model):
    """The cap of one year. A change is a new row with its paper; the newest counts."""

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="budgets")
    year = models.PositiveSmallIntegerField("năm")
    cap = models.PositiveBigIntegerField("mức kinh phí (đồng)")
    document = CleanCharField("quyết định giao kinh phí", max_length=200)
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-year", "-pk"]

    def __str__(self) -> str:
        return f"{self.policy} {self.year}"
