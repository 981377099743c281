"""The commune's work: composition check and Mẫu 03. No score, no star."""

from django.db import models

from ocop.core.fields import CleanCharField, CleanTextField
from ocop.dossiers.enums import Finding


class CompositionCheck(models.Model):
    """One line of the composition checklist (rulebook.completeness) for the present version."""

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.CASCADE, related_name="composition")
    key = models.CharField(max_length=60)
    ok = models.BooleanField()
    note = CleanCharField(max_length=300, blank=True)
    checked_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["dossier", "key"], name="composition_once")]

    def __str__(self) -> str:
        return self.key


class CommuneAssessment(models.Model):
    """Mẫu 03: the four contents, each with a finding, words and evidence; optional opinion meeting."""

    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="assessment")
    version = models.ForeignKey("dossiers.DossierVersion", on_delete=models.PROTECT, related_name="+")
    contents = models.JSONField(
        default=dict
    )  # LocalContent → {"finding", "words", "evidence": [evidence codes]}
    meeting_on = models.DateField("ngày họp lấy ý kiến", null=True, blank=True)
    meeting_words = CleanTextField("ý kiến cuộc họp", blank=True)
    proposal = CleanTextField("kiến nghị của UBND xã", blank=True)
    signer_name = CleanCharField("người ký", max_length=100, blank=True)
    signer_title = CleanCharField("chức vụ người ký", max_length=100, blank=True)
    samples = models.PositiveSmallIntegerField("số mẫu sản phẩm", null=True, blank=True)
    written_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)

    FINDINGS = Finding

    def __str__(self) -> str:
        return f"Mẫu 03 {self.dossier.code}"
