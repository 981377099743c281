"""Papers of a dossier as Word or PDF, and the queue as Excel."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from ocop.core.clock import now, today
from ocop.core.guards import get_visible_or_404, guard
from ocop.core.permissions import Permission
from ocop.core.text import slug
from ocop.documents.official import OfficialDocument, to_docx, to_pdf
from ocop.dossiers.models import Dossier
from ocop.dossiers.papers import office_forms, producer_forms
from ocop.dossiers.papers.queue_sheet import MOST, queue_workbook
from ocop.dossiers.queries import office
from ocop.dossiers.views.office import RELATED
from ocop.dossiers.views.queue import WORKERS

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OF_PRODUCER = ("mau-01", "mau-02")


def _version(dossier: Dossier) -> Any:
    return dossier.versions.last()


def _report(dossier: Dossier) -> Any:
    return dossier.appraisals.filter(reported_at__isnull=False).prefetch_related("notes").first()


def _assessment(dossier: Dossier) -> Any:
    return getattr(dossier, "assessment", None)


# kind → (what it is made from, how); missing source = 404
PAPERS: dict[str, tuple[Callable[[Dossier], Any], Callable[[Any], OfficialDocument]]] = {
    "mau-01": (_version, producer_forms.form_01),
    "mau-02": (_version, producer_forms.form_02),
    "mau-03": (_assessment, office_forms.form_03),
    "cong-van": (_assessment, office_forms.letter),
    "bao-cao-to-tu-van": (_report, office_forms.report),
}


@guard(Permission.DOSSIER_VIEW)
def paper(request: HttpRequest, code: str, kind: str, suffix: str) -> HttpResponse:
    """One paper as .docx or .pdf; the offices' papers are not the producer's to take.  # queries: 8"""
    acting = request.acting  # type: ignore[attr-defined]
    dossier = get_visible_or_404(Dossier.objects.select_related(*RELATED, "unit__parent"), acting, code=code)
    if kind not in PAPERS or suffix not in {"docx", "pdf"} or (acting.party_id and kind not in OF_PRODUCER):
        raise Http404
    source_of, make = PAPERS[kind]
    source = source_of(dossier)
    if source is None:
        raise Http404
    document = make(source)
    content = to_docx(document) if suffix == "docx" else to_pdf(document)
    return attachment(
        content, f"{kind}-{slug(dossier.code)}.{suffix}", WORD if suffix == "docx" else "application/pdf"
    )


@guard(*WORKERS)
def queue_excel(request: HttpRequest) -> HttpResponse:
    """The folder on the screen as an Excel file, at most 5,000 rows.  # queries: 6"""
    acting = request.acting  # type: ignore[attr-defined]
    folder = office.folder_of(acting, request.GET.get("thu_muc", ""))
    rows = office.queue(acting, folder=folder, text=request.GET.get("q", "")[:100]).order_by(
        "state_at", "pk"
    )[:MOST]
    content = queue_workbook(rows, title=f"Danh sách hồ sơ: {folder.label}", office=acting.office, on=today())
    return attachment(content, f"ho-so-{folder.key}-{now():%Y%m%d}.xlsx", EXCEL)


def attachment(content: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
