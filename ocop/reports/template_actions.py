"""Templates that an office edits: hand one in, choose which one its reports are made with."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.documents.actions import accept_upload
from ocop.documents.enums import WORD, FileKind
from ocop.places.models import Unit
from ocop.reports import policies
from ocop.reports.models import ReportTemplate, TemplateChoice
from ocop.reports.outlines import Outline


def chosen_template(unit: Unit, report: str) -> ReportTemplate | None:
    """The one in use; none means the standard one."""
    chosen = TemplateChoice.objects.filter(unit=unit, report=report).select_related("template__file").first()
    return chosen.template if chosen else None


@transaction.atomic
def add_template(
    *, outline: Outline, upload: UploadedFile | None, note: str, by: Acting, at: datetime
) -> ReportTemplate:
    """Kept as a new version; it is used only when somebody chooses it."""
    policies.check_can_make(outline, by.unit, by=by)  # type: ignore[arg-type]
    unit = Unit.objects.select_for_update().get(pk=by.unit.pk)  # type: ignore[union-attr]
    file = accept_upload(upload=upload, kind=FileKind.TEMPLATE, by=by, at=at, allow=WORD)
    policies.check_template(file.read_bytes(), outline)
    before = ReportTemplate.objects.filter(unit=unit, report=outline.key).first()
    made = ReportTemplate.objects.create(
        unit=unit,
        report=outline.key,
        version=before.version + 1 if before else 1,
        file=file,
        note=note,
        created_by=by.person,
        created_at=at,
    )
    data = {"report": outline.key, "version": made.version, "sha256": file.sha256}
    record("report.template_added", about=made, by=by, at=at, data=data)
    return made


@transaction.atomic
def choose_template(
    *, outline: Outline, template: ReportTemplate | None, by: Acting, at: datetime
) -> TemplateChoice:
    """None goes back to the standard one. Reports made before keep what they were made with."""
    policies.check_can_make(outline, by.unit, by=by)  # type: ignore[arg-type]
    made = TemplateChoice.objects.create(
        unit=by.unit, report=outline.key, template=template, created_by=by.person, created_at=at
    )
    data = {"report": outline.key, "version": template.version if template else 0}
    record("report.template_chosen", about=made, by=by, at=at, data=data)
    return made
