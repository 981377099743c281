"""Who opens the files of a made report: whoever sees the report. Who opens a template: its unit."""

from ocop.core.acting import Acting
from ocop.documents import access
from ocop.documents.enums import FileKind
from ocop.documents.models import StoredFile
from ocop.reports.models import MadeReport, ReportTemplate


def may_read_report(file: StoredFile, acting: Acting) -> bool:
    seen = MadeReport.objects.visible_to(acting)
    return any(seen.filter(**{field: file}).exists() for field in ("word", "excel", "data"))


def may_read_template(file: StoredFile, acting: Acting) -> bool:
    return ReportTemplate.objects.visible_to(acting).filter(file=file).exists()


def install() -> None:
    access.register(FileKind.REPORT, may_read_report)
    access.register(FileKind.TEMPLATE, may_read_template)
