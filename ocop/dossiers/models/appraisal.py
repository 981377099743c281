"""The advisory group's report (báo cáo đánh giá của Tổ tư vấn)."""

from django.db import models

from ocop.core.fields import CleanTextField


class Appraisal(models.Model):
    """One report per dossier version and level; written by one adviser, others add notes."""

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="appraisals")
    version = models.ForeignKey("dossiers.DossierVersion", on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=10)  # province, central
    visited_on = models.DateField("ngày thẩm định thực tế", null=True, blank=True)
    visit_words = CleanTextField("ghi nhận thực tế", blank=True)
    tests_asked = CleanTextField("chỉ tiêu đề nghị kiểm nghiệm thêm", blank=True)
    conclusion = CleanTextField("nhận xét chung", blank=True)
    recommended = models.BooleanField("đề nghị đưa ra hội đồng", null=True)
    written_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    reported_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-written_at", "-pk"]

    def __str__(self) -> str:
        return f"Báo cáo {self.dossier.code}"


class AppraisalNote(models.Model):
    """An adviser's remark on one criterion, shown to council members beside the evidence. No points."""

    appraisal = models.ForeignKey(Appraisal, on_delete=models.CASCADE, related_name="notes")
    criterion = models.CharField(max_length=12)
    text = CleanTextField()
    concern = models.BooleanField(default=False)

    class Meta:
        ordering = ["criterion"]
        constraints = [models.UniqueConstraint(fields=["appraisal", "criterion"], name="appraisal_note_once")]

    def __str__(self) -> str:
        return self.criterion
