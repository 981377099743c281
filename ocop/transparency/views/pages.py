"""`/nhat-ky/`: what the public log is, its newest entries, how to check it; and the proof of one certificate."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ocop.core.guards import public
from ocop.recognition.models import Certificate
from ocop.transparency import notes
from ocop.transparency.models import LogEntry, LogHead, SignedCheckpoint
from ocop.transparency.queries.shown import newest, row_of

SIZE = 25


@require_GET
@public
def log(request: HttpRequest) -> HttpResponse:
    """Newest entries first; `?truoc=<number>` goes further back.  # queries: 3"""
    before = request.GET.get("truoc", "")
    start = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
    entries = newest(start, SIZE + 1)
    last = entries[SIZE - 1].index if len(entries) > SIZE else None
    return render(
        request,
        "transparency/log.html",
        {
            "rows": [row_of(entry) for entry in entries[:SIZE]],
            "head": LogHead.objects.filter(pk=1).first(),
            "checkpoint": SignedCheckpoint.objects.first(),
            "keys": notes.known_keys(),
            "older": f"?truoc={last}" if last is not None else "",
            "first": "/nhat-ky/" if start is not None else "",
        },
    )


def certificate_or_404(token: str) -> Certificate:
    found = Certificate.objects.filter(token=token[:60].upper()).first()
    if found is None:
        raise Http404("no such certificate")
    return found


@require_GET
@public
def certificate(request: HttpRequest, token: str) -> HttpResponse:
    """The entries about one certificate, and how to take their proof home.  # queries: 4"""
    found = certificate_or_404(token)
    entries = list(LogEntry.objects.filter(certificate=found).select_related("certificate").order_by("index"))
    decision = LogEntry.objects.filter(kind="decision", about=_decision_of(found)).first()
    rows = sorted([*entries, *([decision] if decision else [])], key=lambda entry: entry.index)
    return render(
        request,
        "transparency/certificate.html",
        {
            "one": found,
            "rows": [row_of(entry) for entry in rows],
            "checkpoint": SignedCheckpoint.objects.first(),
            "logged": bool(entries and decision),
        },
    )


def _decision_of(found: Certificate) -> int:
    return int(Certificate.objects.filter(pk=found.pk).values_list("line__decision_id", flat=True)[0])
