"""Reports that were made, kept as they were told."""

from django.db import models

from ocop.core.acting import Acting
from ocop.core.fields import LockingQuerySet
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
