"""The dossier (hồ sơ): the draft that the producer writes, and the frozen versions that are judged."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, LockingQuerySet
from ocop.core.permissions import Role
from ocop.dossiers.enums import DossierKind

AT_PROVINCE = (
    "forwarded",
    "received",
    "completing",
    "appraising",
    "appraised",
    "in_round",
    "scoring",
    "rated",
    "sent_up",
    "central_received",
    "central_in_round",
    "central_scoring",
    "central_rated",
    "sent_back",
    "recognised",
    "not_recognised",
    "disqualified",
)
AT_CENTRE = (
    "sent_up",
    "central_received",
    "central_in_round",
    "central_scoring",
    "central_rated",
    "sent_back",
    "recognised",
)


class DossierQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "DossierQuerySet":
        """Producer: own. Commune: its own, from submission on (desk entries: also drafts it began).
        Province: what a commune has forwarded. Centre: what a province has sent up. Council members see a dossier
        through the agenda of their session (evaluation.queries), not here."""
        if acting.party_id:
            return self.filter(producer_id=acting.party_id)
        if acting.unit is None:
            return self.none()
        if acting.unit.level == "commune":
            return self.filter(unit=acting.unit).filter(~Q(state="draft") | Q(desk=True))
        if acting.role in {Role.MEMBER, Role.CHAIR}:
            return self.none()
        if acting.unit.level == "province":
            return self.filter(unit__province_key=acting.unit.key, state__in=AT_PROVINCE)
        return self.filter(sent_up_at__isnull=False, state__in=AT_CENTRE)


class Dossier(models.Model):
    """One product's application under one rule set.

    `choices` is the producer's self-score in the shape of `ocop rate` (criterion → place | list | {case, option});
    `answers` holds the fields of Mẫu 01/02 that belong to this application (declared in dossiers.form_specs);
    `version_no` counts drafts saved, for stale-write detection; `unit` is the commune where it is filed.
    """

    machine = "dossier"

    code = models.CharField(max_length=20, unique=True)
    receipt_no = models.CharField(max_length=60, blank=True)  # Phiếu số …/PĐK-(tỉnh)-(xã)-(năm)
    product = models.ForeignKey("products.Product", on_delete=models.PROTECT, related_name="dossiers")
    producer = models.ForeignKey("producers.Producer", on_delete=models.PROTECT, related_name="dossiers")
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="dossiers")
    kind = models.CharField(max_length=15, choices=DossierKind.choices)
    criteria_set = models.ForeignKey(
        "programme.CriteriaSetVersion", on_delete=models.PROTECT, related_name="dossiers"
    )
    procedure = models.CharField(max_length=40)  # key of rulebook.procedures, e.g. "26-2026"
    previous = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followers"
    )
    prior = models.JSONField(
        default=dict
    )  # the recognition it builds on: stars, valid_until, certificate, decision
    choices = models.JSONField(default=dict)
    comments = models.JSONField(default=dict)  # criterion → producer's own words
    answers = models.JSONField(default=dict)
    version_no = models.PositiveIntegerField(default=1)
    desk = models.BooleanField(default=False)  # entered by the commune at the desk, confirmed by the producer
    state = models.CharField(max_length=25, default="draft")
    state_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)  # first submission
    accepted_at = models.DateTimeField(null=True)  # commune's receipt: its clock starts
    due_on = models.DateField(
        null=True
    )  # the day by which the present holder must act, when the law gives one
    forwarded_at = models.DateTimeField(null=True)
    samples = models.PositiveSmallIntegerField(null=True)  # sample products handed in with the proposal
    round = models.ForeignKey("programme.Round", null=True, on_delete=models.PROTECT, related_name="dossiers")
    central_round = models.ForeignKey(
        "programme.Round", null=True, on_delete=models.PROTECT, related_name="central_dossiers"
    )
    sent_up_at = models.DateTimeField(null=True)
    adviser = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    objects = DossierQuerySet.as_manager()

    class Meta:
        ordering = ["-state_at", "-pk"]
        indexes = [
            models.Index(fields=["unit", "state", "due_on"], name="dossier_queue"),
            models.Index(fields=["producer", "state"], name="dossier_producer"),
            models.Index(fields=["state", "state_at"], name="dossier_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["product"],
                name="dossier_one_open",
                condition=~Q(state__in=["recognised", "not_recognised", "disqualified", "withdrawn"]),
            ),
            models.UniqueConstraint(
                fields=["receipt_no"], condition=~Q(receipt_no=""), name="dossier_receipt_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} – {self.product}"

    def get_absolute_url(self) -> str:
        """One address for all parties: offices are led on to their own page."""
        return reverse("dossiers:dossier", args=[self.code])


class DossierEvidence(models.Model):
    """A document of the vault linked to a criterion of the draft. One document may serve many criteria."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="links")
    criterion = models.CharField(max_length=12)
    evidence = models.ForeignKey("producers.Evidence", on_delete=models.PROTECT, related_name="links")
    pages = CleanCharField("trang", max_length=60, blank=True)

    class Meta:
        ordering = ["criterion", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "criterion", "evidence"], name="dossier_evidence_once")
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.evidence}"


class DossierVersion(models.Model):
    """What was submitted, frozen: the manifest (all answers, choices, evidence versions with name, size, hash) and its
    SHA-256. Council sheets refer to this hash (I10); the receipt prints it (I30)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    manifest = models.JSONField()
    sha256 = models.CharField(max_length=64)
    self_total = models.DecimalField(max_digits=6, decimal_places=2)
    submitted_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["dossier", "number"], name="dossier_version_once")]

    def __str__(self) -> str:
        return f"{self.dossier.code} v{self.number}"


class VersionFile(models.Model):
    """A file that a frozen version contains; the manifest says what it is. Serves “who may open it” and “where used”."""

    version = models.ForeignKey(DossierVersion, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    evidence = models.ForeignKey(
        "producers.Evidence", null=True, on_delete=models.PROTECT, related_name="uses"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "file"], name="version_file_once")]

    def __str__(self) -> str:
        return f"{self.version}: {self.file}"
