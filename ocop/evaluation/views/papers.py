"""Minutes, official papers and the export of all sheets."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now
from ocop.core.components import Button
from ocop.core.guards import guard, refusals_on
from ocop.core.idempotency import once
from ocop.core.permissions import Permission
from ocop.core.policy import allowed
from ocop.core.text import slug
from ocop.documents.official import OfficialDocument, to_docx, to_pdf
from ocop.evaluation import exports, papers
from ocop.evaluation.actions import sessions as actions
from ocop.evaluation.forms.session import MinutesForm
from ocop.evaluation.models import Item, Session
from ocop.evaluation.policies import sessions as policies
from ocop.evaluation.queries.marks import marks_of
from ocop.evaluation.queries.roster import roster_of
from ocop.evaluation.queries.table import table_of
from ocop.evaluation.queries.visibility import revealed_items
from ocop.evaluation.views.fetch import session_or_404
from ocop.evaluation.views.session_frame import frame

P = Permission
MAKERS = {
    "docx": (to_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (to_pdf, "application/pdf"),
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@guard(P.SESSION_RUN, P.RESULT_VIEW)
@once
def minutes(request: HttpRequest, code: str) -> HttpResponse:
    """The secretary's words, and every paper to download.  # queries: 5"""
    session, acting, at = session_or_404(request, code), request.acting, now()  # type: ignore[attr-defined]
    may = allowed(policies.check_can_write_minutes, session, by=acting, at=at)
    form = MinutesForm(request.POST if request.method == "POST" else None, session=session)
    if may and form.is_valid():
        with refusals_on(form):
            actions.write_minutes(session=session, words=form.cleaned_data, by=acting, at=at)
            messages.success(request, "Đã ghi lời biên bản.")
            return redirect("evaluation:minutes", code)
    items = revealed_items(session, acting).for_page()  # type: ignore[attr-defined]
    context = {
        "form": form if may else None,
        "papers": _papers(session),
        "refused": "" if may else may.reason,
        "sheets": [{"item": item, "buttons": _pair(session, f"phieu-{item.dossier.code}")} for item in items],
    }
    status = 422 if form.errors else 200
    return render(
        request,
        "evaluation/session/minutes.html",
        {**frame(session, acting, "minutes", at=at), **context},
        status=status,
    )


def _pair(session: Session, kind: str) -> list[Button]:
    return [
        Button(
            label,
            reverse("evaluation:paper-file", args=[session.code, kind, suffix]),
            "secondary",
            "file-earmark-text",
        )
        for label, suffix in (("Word", "docx"), ("PDF", "pdf"))
    ]


def _papers(session: Session) -> list[dict[str, Any]]:
    rows = [
        {"label": label, "buttons": _pair(session, kind)}
        for label, kind in (("Biên bản họp", "bien-ban"), ("Bảng tổng hợp điểm", "bang-tong-hop"))
    ]
    exports_ = [
        Button(label, reverse("evaluation:export", args=[session.code, suffix]), "secondary", "table")
        for label, suffix in (("Excel", "xlsx"), ("CSV", "csv"))
    ]
    return [*rows, {"label": "Mọi phiếu điểm, theo từng tiêu chí", "buttons": exports_}]


@guard(P.SESSION_RUN, P.RESULT_VIEW)
def paper_file(request: HttpRequest, code: str, kind: str, suffix: str) -> HttpResponse:
    """One official paper as Word or PDF; holds only what this person may see.  # queries: 10"""
    session, acting = session_or_404(request, code), request.acting  # type: ignore[attr-defined]
    if suffix not in MAKERS:
        raise Http404("no such format")
    document, name = _document(session, acting, kind)
    make, media_type = MAKERS[suffix]
    return _attachment(make(document), f"{slug(name)}-{session.code}.{suffix}", media_type)


def _document(session: Session, acting: Any, kind: str) -> tuple[OfficialDocument, str]:
    open_items = revealed_items(session, acting)
    demo = session.items.filter(dossier__product__is_demo=True).exists()
    if kind == "bien-ban":
        return papers.minutes(session, roster_of(session), table_of(session, acting), demo=demo), "Biên bản"
    if kind == "bang-tong-hop":
        return papers.tally(session, table_of(session, acting), demo=demo), "Bảng tổng hợp"
    found = open_items.select_related("dossier__product", "dossier__producer", "dossier__criteria_set").defer(
        "dossier__criteria_set__tree"
    )
    item: Item | None = (
        found.filter(dossier__code=kind.removeprefix("phieu-")).first() if kind.startswith("phieu-") else None
    )
    if item is None:
        raise Http404("no such paper")
    item.session = session
    return papers.score_sheets(item, marks_of(item), at=now(), demo=demo), f"Phiếu {item}"


@guard(P.SESSION_RUN, P.RESULT_VIEW)
def export(request: HttpRequest, code: str, suffix: str) -> HttpResponseBase:
    """All counted sheets that are open to this person.  # queries: 6, of them 3 for the sheets"""
    session = session_or_404(request, code)
    found = exports.export_of(session, request.acting)  # type: ignore[attr-defined]
    name = f"phieu-diem-{session.code}.{suffix}"
    if suffix == "csv":
        answer = StreamingHttpResponse(exports.as_csv(found), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer
    if suffix != "xlsx":
        raise Http404("no such format")
    return _attachment(exports.as_xlsx(session, found), name, XLSX)


def _attachment(content: bytes, name: str, media_type: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
