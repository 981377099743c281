"""`/kiem-tra/`: one screen, no script, verdict first, the same shape and work for every answer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from ocop.core.clock import local_date, now
from ocop.core.guards import public
from ocop.recognition.models import Certificate
from ocop.recognition.queries.status import status_of
from ocop.registry.wording import sentence_of, word_of
from ocop.rulebook.validity import Status

LONGEST = 60


@require_GET
@public
def check_form(request: HttpRequest) -> HttpResponse:
    """Type the code or the number of a certificate.  # queries: 1"""
    typed = request.GET.get("ma", "").strip()[:LONGEST]
    if typed:
        found = Certificate.objects.filter(number_text__iexact=typed).values_list("token", flat=True).first()
        return redirect(
            "registry:check", token=found or "".join(c for c in typed.upper() if c.isalnum()) or "0"
        )
    return render(request, "registry/check_form.html")


@require_GET
@public
def check(request: HttpRequest, token: str) -> HttpResponse:
    """The verdict on one certificate.  # queries: 3"""
    at = now()
    found = (
        Certificate.objects.filter(token=token[:LONGEST].upper())
        .select_related("product")
        .prefetch_related("suspensions", "revocations")
        .first()
    )
    verdict = _verdict(found, at)
    return render(
        request,
        "registry/check.html",
        {"certificate": found, "at": at, **verdict},
        status=200 if found else 404,
    )


def _verdict(certificate: Certificate | None, at: Any) -> dict[str, Any]:
    if certificate is None:
        return {"kind": "unknown", "word": word_of(Status.UNKNOWN), "sentence": sentence_of(Status.UNKNOWN)}
    status = status_of(certificate, local_date(at))
    revoked = next((r.revoked_on for r in certificate.revocations.all() if r.state == "decided"), None)
    since = (
        revoked
        if status == Status.REVOKED
        else certificate.superseded_on
        if status == Status.SUPERSEDED
        else None
    )
    kind = "expired" if status in {Status.SUPERSEDED, Status.NOT_YET} else str(status)
    return {
        "kind": kind,
        "word": word_of(status),
        "sentence": sentence_of(status, last_day=certificate.valid_until, since=since),
    }
