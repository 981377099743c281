"""The council's result of a dossier, for its producer and for the offices that may read it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ocop.core.components import Column, Crumb
from ocop.core.guards import get_visible_or_404, guard
from ocop.core.nav import tabs_for
from ocop.core.permissions import Permission
from ocop.core.states import state_badge
from ocop.dossiers.models import Dossier
from ocop.recognition.models import Certificate, DecisionLine
from ocop.recognition.queries.explaining import explain
from ocop.recognition.queries.results import results_for
from ocop.recognition.views.certificates import SEERS

PANEL = [
    Column("Mã"),
    Column("Tiêu chí"),
    Column("Mức của Hội đồng", numeric=True),
    Column("Tối đa", numeric=True),
]
PARTS = [Column("Phần"), Column("Điểm trung bình", numeric=True), Column("Tối đa", numeric=True)]


@guard(Permission.PRODUCER_EDIT)
def of_producer(request: HttpRequest, code: str) -> HttpResponse:
    """Mean, parts, stars, missed minimums by name; where to turn with a complaint.  # queries: 9"""
    return _page(request, code, home=reverse("dossiers:dossier", args=[code]), public=True)


@guard(Permission.RESULT_VIEW)
def of_office(request: HttpRequest, code: str) -> HttpResponse:
    """The same for the offices; members' own sheets stand on the council's pages.  # queries: 9"""
    return _page(request, code, home=reverse("dossiers:office", args=[code]), public=False)


def _page(request: HttpRequest, code: str, *, home: str, public: bool) -> HttpResponse:
    acting = request.acting  # type: ignore[attr-defined]
    found = Dossier.objects.select_related("product", "producer", "unit", "criteria_set").prefetch_related(
        "results"
    )
    dossier = get_visible_or_404(found, acting, code=code)
    results = results_for(dossier, acting)
    for one in results:
        one.dossier = dossier
    tabs = [
        {"label": "Hồ sơ", "url": home, "active": False, "count": None},
        *tabs_for("dossier", dossier, request),
    ]
    return render(
        request,
        "recognition/result.html",
        {
            "dossier": dossier,
            "badge": state_badge(dossier, public=public),
            "results": [explain(one) for one in results],
            "panel_columns": PANEL,
            "part_columns": PARTS,
            "tabs": tabs,
            "crumbs": [Crumb(dossier.code, home), Crumb("Kết quả")],
            "public": public,
            **_outcome(dossier, acting),
        },
    )


def _outcome(dossier: Dossier, acting: Any) -> dict[str, Any]:
    """What was decided on it so far."""
    lines = DecisionLine.objects.filter(dossier=dossier, decision__published_at__isnull=False).select_related(
        "decision__signed_file"
    )
    certificate = Certificate.objects.filter(line__dossier=dossier).order_by("-pk").first()
    sees = any(acting.may(one) for one in SEERS)
    return {
        "lines": lines.order_by("frozen_at"),
        "certificate": certificate,
        "certificate_url": certificate.get_absolute_url() if certificate and sees else "",
    }
