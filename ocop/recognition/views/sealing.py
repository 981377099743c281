"""Sealed certificates: starting the job, and the archive of a whole decision."""

import tempfile
import zipfile
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from ocop.core.clock import now
from ocop.core.errors import RuleBroken
from ocop.core.guards import guard
from ocop.core.idempotency import once
from ocop.core.permissions import Permission as P
from ocop.core.policy import allowed
from ocop.jobs.actions import latest_job
from ocop.recognition.actions import sealing
from ocop.recognition.enums import DecisionKind
from ocop.recognition.models import Decision
from ocop.recognition.policies.sealing import check_can_seal
from ocop.recognition.queries.sealing import in_use_of, sealed_of
from ocop.recognition.views.steps import fetch

IN_MEMORY = 8 * 1024 * 1024


def card(one: Decision, acting: Any) -> dict[str, Any] | None:
    """What the decision's page shows about its certificates; None where there are none."""
    if one.published_at is None or one.kind not in {DecisionKind.RECOGNISE, DecisionKind.CORRECT}:
        return None
    sealed, total = sealed_of(one).count(), in_use_of(one).count()
    return {
        "sealed": sealed,
        "total": total,
        "job": latest_job(sealing.KIND, one),
        "archive": reverse("recognition:decision-archive", args=[one.code]) if sealed else "",
        "may": acting.may(P.DECISION_PUBLISH),
        "reason": allowed(check_can_seal, one, by=acting, at=now()).reason,
    }


@require_POST
@guard(P.DECISION_PUBLISH)
@once
def start(request: HttpRequest, code: str) -> HttpResponse:
    one = fetch(request, code)
    try:
        job = sealing.start_sealing(decision=one, by=request.acting, at=now())  # type: ignore[attr-defined]
    except RuleBroken as refusal:
        messages.error(request, refusal.sentence)
        return redirect(one.get_absolute_url())
    return redirect(job.get_absolute_url())


@guard(P.DECISION_VIEW)
def archive(request: HttpRequest, code: str) -> FileResponse:
    """All sealed certificates of the decision in one ZIP; it grows on disk, not in memory.  # queries: 7"""
    one = fetch(request, code)
    found = sealed_of(one)
    if not found.exists():
        raise Http404("nothing sealed")
    answer = FileResponse(_zipped(one), as_attachment=True, filename=f"giay-chung-nhan-{one.code}.zip")
    answer["Cache-Control"] = "private, no-store"
    return answer


def _zipped(decision: Decision) -> tempfile.SpooledTemporaryFile[bytes]:
    """PDF files do not shrink, so they are only put side by side. The response closes the file."""
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as bundle:
        for paper in sealed_of(decision).iterator(200):
            when = paper.sealed_at.timetuple()[:6]
            bundle.writestr(zipfile.ZipInfo(paper.file.name, when), paper.file.read_bytes())
    file.seek(0)
    return file
