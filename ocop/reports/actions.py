"""Making a report: its content is read once, the files are made from it, and all of it is kept."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.fields import public_code
from ocop.core.indicators import Boundary
from ocop.documents.actions import store_generated
from ocop.documents.enums import FileKind
from ocop.documents.inspect.sniff import DOCX, XLSX
from ocop.places.models import Unit
from ocop.reports import policies
from ocop.reports.models import MadeReport, ReportTemplate
from ocop.reports.outlines import Outline
from ocop.reports.papers import to_json, to_word, to_xlsx
from ocop.reports.papers.data import fingerprint
from ocop.reports.periods import Period, read_period
from ocop.reports.queries import Content, content_of, report_scope
from ocop.reports.template_actions import chosen_template
from ocop.reports.templating import filled, names_of

FILES = (
    ("word", "docx", DOCX, to_word),
    ("excel", "xlsx", XLSX, to_xlsx),
    ("data", "json", "application/json", to_json),
)


def make_report(
    *, outline: Outline, period: str, by: Acting, at: datetime, boundary: Boundary = Boundary.NOW
) -> MadeReport:
    """The report of the acting office's own unit. Files are made before the transaction that keeps them."""
    unit: Any = by.unit
    policies.check_can_make(outline, unit, by=by)
    today = local_date(at)
    read = read_period(period, outline.period, today)
    content = content_of(outline, read, report_scope(unit, read, today, boundary))
    template = chosen_template(unit, outline.key)
    return _keep(outline, read, content, _files(outline, content, template), template, by=by, at=at)


def _files(
    outline: Outline, content: Content, template: ReportTemplate | None
) -> list[tuple[str, str, str, bytes]]:
    """(field, ending, media type, bytes) of each file; the Word file with the office's own template, if it has one."""
    made = {field: make for field, _, _, make in FILES}
    if template is not None:
        own = template.file.read_bytes()
        made["word"] = lambda said: filled(own, said, names_of(outline))
    return [(field, ending, media_type, made[field](content)) for field, ending, media_type, _ in FILES]


@transaction.atomic
def _keep(
    outline: Outline,
    period: Period,
    content: Content,
    files: list[tuple[str, str, str, bytes]],
    template: ReportTemplate | None,
    *,
    by: Acting,
    at: datetime,
) -> MadeReport:
    unit = Unit.objects.select_for_update().get(pk=by.unit.pk)  # type: ignore[union-attr]
    same = MadeReport.objects.filter(report=outline.key, unit=unit, period=period.code)
    name = f"{outline.key}-{unit.key}-{period.code}"
    kept = {
        field: store_generated(
            content=made,
            name=f"{name}.{ending}",
            kind=FileKind.REPORT,
            by=by,
            at=at,
            media_type=media_type,
        )
        for field, ending, media_type, made in files
    }
    made = MadeReport.objects.create(
        code=public_code("BC"),
        report=outline.key,
        unit=unit,
        period=period.code,
        from_on=period.start,
        until_on=period.end,
        as_of=content["as_of"],
        boundary=content["boundary"],
        definitions_version=content["definitions_version"],
        content=content,
        content_sha256=fingerprint(content),
        template=template,
        follows=same.filter(followed_by=None).order_by("-created_at", "-pk").defer("content").first(),
        created_by=by.person,
        created_at=at,
        **kept,
    )
    record("report.made", about=made, by=by, at=at, data=_said(made, kept))
    return made


def _said(made: MadeReport, kept: dict[str, Any]) -> dict[str, Any]:
    return {
        "report": made.report,
        "unit": made.unit.key,
        "period": made.period,
        "definitions_version": made.definitions_version,
        "content_sha256": made.content_sha256,
        "files": {field: file.sha256 for field, file in kept.items()},
        "follows": made.follows.code if made.follows else "",
        "template": made.template.version if made.template else 0,
    }
