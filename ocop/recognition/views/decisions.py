"""Decisions: the list, one decision with its files and history, and its papers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ocop.core.clock import today
from ocop.core.components import Button, Column, Crumb
from ocop.core.guards import guard
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission
from ocop.core.states import state_badge
from ocop.documents.certificates import render_certificates
from ocop.documents.official import to_docx, to_pdf
from ocop.recognition.enums import DecisionKind
from ocop.recognition.models import Certificate, Decision
from ocop.recognition.papers import certificate_data, decision_document
from ocop.recognition.queries.lines import full_lines, full_revocations
from ocop.recognition.queries.trail import happenings
from ocop.recognition.views import rows, sealing
from ocop.recognition.views.steps import fetch
from ocop.rulebook.lifecycle import DECISION

COLUMNS = [
    Column("Quyết định"),
    Column("Trích yếu"),
    Column("Loại"),
    Column("Ngày ban hành"),
    Column("Trạng thái"),
]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@guard(Permission.DECISION_VIEW)
def decisions(request: HttpRequest) -> HttpResponse:
    """Newest first, fifty a page; filters stand in the address.  # queries: 6"""
    acting, asked = request.acting, request.GET  # type: ignore[attr-defined]
    state, kind, year = asked.get("tinh_trang", ""), asked.get("loai", ""), asked.get("nam", "")
    found = Decision.objects.visible_to(acting)
    if state in DECISION.states:
        found = found.filter(state=state)
    if kind in DecisionKind.values:
        found = found.filter(kind=kind)
    if len(year) == 4 and year.isdigit():
        found = found.filter(created_at__year=int(year)) if int(year) > 2000 else found.none()
    page = keyset_page(request, found, key="created_at", kind="moment", descending=True)
    may = acting.may(Permission.DECISION_DRAFT)
    return render(
        request,
        "recognition/decisions.html",
        {
            "rows": [{"decision": d, "badge": state_badge(d)} for d in page.rows],
            "page": page,
            "columns": COLUMNS,
            "state": state,
            "kind": kind,
            "year": year,
            "kinds": DecisionKind.choices,
            "states": [(key, one.label) for key, one in DECISION.states.items()],
            "years": [str(y) for y in range(today().year, 2024, -1)],
            "actions": [
                Button("Soạn quyết định", reverse("recognition:decision-new"), "primary", "plus-circle")
            ]
            if may
            else [],
        },
    )


@guard(Permission.DECISION_VIEW)
def decision(request: HttpRequest, code: str) -> HttpResponse:
    """One decision: state, signature, files, annex, history.  # queries: 16"""
    one, acting = fetch(request, code), request.acting  # type: ignore[attr-defined]
    lines, revocations = full_lines(one), full_revocations(one)
    return render(
        request,
        "recognition/decision.html",
        {
            "decision": one,
            "heading": rows.heading(one),
            "badge": state_badge(one),
            "facts": rows.decision_facts(one),
            "lines": lines,
            "revocations": revocations,
            "line_columns": rows.LINE_COLUMNS,
            "revocation_columns": rows.REVOCATION_COLUMNS,
            "line_rows": rows.line_rows(one, lines),
            "items": happenings(one),
            "actions": rows.decision_buttons(one, acting),
            "papers": rows.paper_buttons(one),
            "signature": rows.signature_notice(one),
            "sealing": sealing.card(one, acting),
            "later": one.superseded_by.exclude(state="dropped").first(),
            "crumbs": [Crumb("Quyết định", reverse("recognition:decisions")), Crumb(str(one))],
        },
    )


@guard(Permission.DECISION_VIEW)
def pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The preview of a draft (marked), or the very PDF that went out for signature; shown in the browser.  # queries: 8"""
    one = fetch(request, code)
    content = (
        one.draft_file.read_bytes()
        if one.draft_file and one.state != "draft"
        else to_pdf(decision_document(one, preview=True))
    )
    return paper(content, "application/pdf", f"{one.code}.pdf", inline=True)


@guard(Permission.DECISION_VIEW)
def docx(request: HttpRequest, code: str) -> HttpResponse:
    """The same as an editable Word file.  # queries: 8"""
    one = fetch(request, code)
    return paper(to_docx(decision_document(one, preview=one.state == "draft")), WORD, f"{one.code}.docx")


@guard(Permission.DECISION_VIEW)
def certificates_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """All certificates of the decision in one file, one per page.  # queries: 6"""
    found = (
        Certificate.objects.filter(line__decision=fetch(request, code))
        .select_related("unit")
        .order_by("line__place")
    )
    if not found:
        raise Http404("no certificates")
    return paper(
        render_certificates([certificate_data(one) for one in found]),
        "application/pdf",
        f"giay-chung-nhan-{code}.pdf",
    )


def paper(content: bytes, media_type: str, name: str, *, inline: bool = False) -> HttpResponse:
    """Bytes that we made ourselves."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-cache"
    return answer
