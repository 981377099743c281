"""Reports that were made, kept as they were told."""

from django.db import models

from ocop.core.acting import Acting
from ocop.core.fields import CleanCharField, LockingQuerySet
from ocop.core.permissions import Permission
from ocop.reports.outlines import outline


class MadeReportQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "MadeReportQuerySet":
        """The centre sees all; a province its own and its communes'; a commune its own."""
        unit = acting.unit
        if unit is None or not acting.may(Permission.FIGURES_VIEW):
            return self.none()
        if unit.level == "nation":
            return self
        return (
            self.filter(unit__province_key=unit.key) if unit.level == "province" else self.filter(unit=unit)
        )


class MadeReport(models.Model):
    """Every figure and table row as they were when it was made (`content`), with the files made from them. Never changed:
    a new one of the same period is a new record that names the old one (`follows`)."""

    code = models.CharField(max_length=20, unique=True)
    report = models.CharField("loại báo cáo", max_length=60)
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    period = models.CharField("kỳ", max_length=20)
    from_on = models.DateField()
    until_on = models.DateField()
    as_of = models.DateField("tính đến ngày")
    boundary = models.CharField("địa giới", max_length=10)
    definitions_version = models.CharField("phiên bản định nghĩa", max_length=30)
    content = models.JSONField()
    content_sha256 = models.CharField(max_length=64)
    word = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    excel = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    data = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    template = models.ForeignKey(
        "reports.ReportTemplate", null=True, on_delete=models.PROTECT, related_name="reports"
    )  # of the Word file; none: the standard one
    follows = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="followed_by")
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = MadeReportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["unit", "report", "period"], name="made_report_lookup"),
            models.Index(fields=["created_at"], name="made_report_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        known = outline(self.report)
        return known.words if known else self.report


class TemplateQuerySet(LockingQuerySet):
    def visible_to(self, acting: Acting) -> "TemplateQuerySet":
        """An office sees the templates of its own unit."""
        if acting.unit is None or not acting.may(Permission.FIGURES_VIEW):
            return self.none()
        return self.filter(unit=acting.unit)


class ReportTemplate(models.Model):
    """A Word template of one unit for one kind of report, as handed in. Never changed: the next one is a new version."""

    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    report = models.CharField("loại báo cáo", max_length=60)
    version = models.PositiveIntegerField("bản")
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    note = CleanCharField("ghi chú", max_length=300, blank=True)
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "report", "version"], name="report_template_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.report}, bản {self.version}"


class TemplateChoice(models.Model):
    """From then on the unit's reports of that kind are made with this template; none: with the standard one."""

    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    report = models.CharField(max_length=60)
    template = models.ForeignKey(ReportTemplate, null=True, on_delete=models.PROTECT, related_name="choices")
    created_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["unit", "report"], name="template_choice_lookup")]

    def __str__(self) -> str:
        return str(self.template or "mẫu chuẩn")
