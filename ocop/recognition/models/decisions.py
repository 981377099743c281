"""Decisions (quyết định) with their annex, number and signature."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, CleanTextField, LockingQuerySet
from ocop.core.permissions import Permission
from ocop.recognition.enums import DecisionKind, SigningMode


class DecisionQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "DecisionQuerySet":
        """Of the own unit: offices, signers and auditors all of them, inspectors what is published. Others: nothing here
        (the public sees published ones in the register)."""
        if acting.unit is None or not acting.may(Permission.DECISION_VIEW):
            return self.none()
        mine = self.filter(unit=acting.unit)
        return mine if acting.may(Permission.RESULT_VIEW) else mine.published()

    def published(self) -> "DecisionQuerySet":
        return self.filter(published_at__isnull=False)


class Decision(models.Model):
    """`body` is the neutral document (texts of căn cứ, điều, nơi nhận) edited by the office; lines are its annex. The PDF
    draft that goes out for signature is kept (`draft_file`), the signed one must contain exactly it (`signed_file`)."""

    machine = "decision"

    code = models.CharField(max_length=20, unique=True)
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="decisions")
    level = models.CharField(max_length=10)  # province, central
    kind = models.CharField(max_length=15, choices=DecisionKind.choices)
    round = models.ForeignKey(
        "programme.Round", null=True, on_delete=models.PROTECT, related_name="decisions"
    )
    title = CleanCharField("trích yếu", max_length=300)
    body = models.JSONField(default=dict)
    number = models.PositiveIntegerField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    number_text = models.CharField(max_length=40, blank=True)
    decided_on = models.DateField(null=True)
    draft_file = models.ForeignKey(
        "documents.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    signing_mode = models.CharField(max_length=12, choices=SigningMode.choices, blank=True)
    signed_file = models.ForeignKey(
        "documents.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    scan_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    signature = models.JSONField(default=dict)  # verdict of the verification: state, signer, time, sentence
    signer_name = CleanCharField("người ký", max_length=100, blank=True)
    signer_title = CleanCharField("chức vụ", max_length=160, blank=True)
    signed_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    drafted_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    sent_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    published_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    supersedes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="superseded_by")
    state = models.CharField(max_length=15, default="draft")
    state_at = models.DateTimeField()

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "number"],
                condition=Q(number__isnull=False),
                name="decision_number_once",
            ),
        ]

    def __str__(self) -> str:
        return self.number_text or f"Dự thảo {self.code}"

    def get_absolute_url(self) -> str:
        return reverse("recognition:decision", args=[self.code])


class DecisionLine(models.Model):
    """One line of the annex. `snapshot` keeps the wording as decided (product, producer, place, score)."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="lines")
    place = models.PositiveSmallIntegerField()
    product = models.ForeignKey("products.Product", on_delete=models.PROTECT, related_name="decision_lines")
    dossier = models.ForeignKey(
        "dossiers.Dossier", null=True, on_delete=models.PROTECT, related_name="decision_lines"
    )
    result = models.ForeignKey(
        "evaluation.Result", null=True, on_delete=models.PROTECT, related_name="decision_lines"
    )
    stars = models.PositiveSmallIntegerField(null=True)
    mean_shown = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    snapshot = models.JSONField(default=dict)
    frozen_at = models.DateTimeField(
        null=True
    )  # when the decision was published: from then on the line never changes

    class Meta:
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["decision", "product"], name="decision_line_once")]

    def __str__(self) -> str:
        return f"{self.decision} – {self.product}"


class PaperConfirmation(models.Model):
    """Paper mode: two different people confirm that this scan is the signed original (I19). Bound to the scan: a new scan,
    or a decision taken back, needs confirming anew."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="confirmations")
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    words = CleanTextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "file", "person"], name="paper_confirmation_once")
        ]

    def __str__(self) -> str:
        return f"{self.decision} – {self.person}"
