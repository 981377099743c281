"""A member's score sheet (phiếu điểm) and the journal of its saves."""

from django.db import models
from django.db.models import Q

from ocop.core.fields import CleanCharField, LockingQuerySet
from ocop.evaluation.enums import VoidKind


class Sheet(models.Model):
    """One member, one product, one revision.

    `choices` as in `ocop rate`. `marked_at` says for each criterion when, from which device, as which of that
    device's marks (`n`) and with which save (`v`) it was last set. Only the member's own requests write it;
    `entered_by` names the secretary who typed a paper sheet, which then needs the member's countersign (I03).
    A submitted sheet never changes; a re-score after discussion is a new revision. `version_no` rises with each save
    (I35). `sha256` is the hash of the whole sheet as submitted, named by the result (I09).
    """

    machine = "sheet"

    item = models.ForeignKey("evaluation.Item", on_delete=models.PROTECT, related_name="sheets")
    seat = models.ForeignKey("evaluation.Seat", on_delete=models.PROTECT, related_name="sheets")
    revision = models.PositiveSmallIntegerField(default=1)
    choices = models.JSONField(default=dict)
    notes = models.JSONField(default=dict)  # criterion → the member's own words
    marked_at = models.JSONField(default=dict)  # criterion → {"at", "device", "n", "v"}
    total = models.DecimalField(max_digits=6, decimal_places=2, default=0)
    parts = models.JSONField(default=dict)  # {"A": "30", …}
    dossier_sha256 = models.CharField(max_length=64)
    version_no = models.PositiveIntegerField(default=0)
    device = CleanCharField(max_length=120, blank=True)
    journal = models.CharField(max_length=64, blank=True)  # hash of the last save, see SheetSave
    entered_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    countersigned_at = models.DateTimeField(null=True)
    reason = CleanCharField(max_length=500, blank=True)  # why this revision differs from the one before
    voided_for = models.CharField(max_length=10, choices=VoidKind.choices, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=12, default="draft")
    state_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)

    objects = LockingQuerySet.as_manager()

    class Meta:
        ordering = ["seat__place", "revision"]
        constraints = [
            models.UniqueConstraint(fields=["item", "seat", "revision"], name="sheet_once"),
            models.UniqueConstraint(
                fields=["item", "seat"], condition=Q(state="draft"), name="sheet_one_draft"
            ),
            models.UniqueConstraint(
                fields=["item", "seat"], condition=Q(state="submitted"), name="sheet_one_counted"
            ),
            models.CheckConstraint(
                condition=Q(entered_by=None) | Q(submitted_at=None) | Q(countersigned_at__isnull=False),
                name="sheet_paper_countersigned",
            ),
            models.CheckConstraint(
                condition=~Q(state="void") | ~Q(voided_for=""), name="sheet_void_with_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} – {self.seat}"


class SheetSave(models.Model):
    """One save of a sheet: who, when, from which device, what changed. Append-only and hash-chained per sheet.

    It takes the place of an event in the common chain (docs/adr/0007): writing a mark must not wait for every other
    member's mark, and nobody may infer marks from the log. Submission puts the journal's last hash into the chain.
    `key` is the idempotency key of the request: the same key has its effect once (I34).
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="saves")
    version_no = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    device = CleanCharField(max_length=120, blank=True)
    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)  # of what was sent, to tell a repeat from another use of the key
    changes = models.JSONField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["sheet", "version_no"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "version_no"], name="sheet_save_once"),
            models.UniqueConstraint(fields=["sheet", "key"], name="sheet_save_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} v{self.version_no}"
