"""The log's files and proofs for machines. Everything here is public and the same for everybody."""

import re
from base64 import b64encode
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from ocop.core.clock import now
from ocop.core.guards import public
from ocop.recognition.models import Certificate
from ocop.transparency.bundling import checkpoint_over, log_entries, make_bundle
from ocop.transparency.enums import TILE
from ocop.transparency.models import LogEntry, SignedCheckpoint
from ocop.transparency.publishing import published_keys, published_tile
from ocop.transparency.queries.certificates import certificates
from ocop.transparency.queries.tree import Tree
from ocop.transparency.tiles import ENTRIES, Tile, ungrouped
from ocop.transparency.views.pages import certificate_or_404

TILE_PATH = re.compile(r"(\d{1,2}|entries)/([x\d/]{3,24}?)(?:\.p/(\d{1,3}))?")
FOREVER = "public, max-age=31536000, immutable"
BRIEFLY = "public, max-age=60"


@require_GET
@public
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest signed checkpoint.  # queries: 1"""
    mark = SignedCheckpoint.objects.first()
    if mark is None:
        raise Http404("nothing signed yet")
    return _answer(mark.text.encode(), "text/plain; charset=utf-8", BRIEFLY)


@require_GET
@public
def tile(request: HttpRequest, path: str) -> HttpResponse:
    """C2SP tlog-tiles; full tiles and partial ones up to the newest checkpoint.  # queries: 2"""
    found, mark = TILE_PATH.fullmatch(path), SignedCheckpoint.objects.first()
    index = ungrouped(found[2]) if found else None
    if found is None or index is None or mark is None:
        raise Http404("no such tile")
    width = int(found[3]) if found[3] else TILE
    wanted = Tile(ENTRIES if found[1] == ENTRIES else int(found[1]), index, width)
    if (found[3] and width >= TILE) or not published_tile(wanted, mark.size):
        raise Http404("no such tile")
    return _answer(wanted.content(), "application/octet-stream", FOREVER)


@require_GET
@public
def keys(request: HttpRequest) -> HttpResponse:
    """Public keys of log and certificates.  # queries: 1"""
    return JsonResponse(published_keys())


@require_GET
@public
def verifier(request: HttpRequest) -> HttpResponse:
    """The stand-alone verifier, to be kept and handed on."""
    content = (Path(settings.BASE_DIR) / "verifier" / "ocop_verify.py").read_bytes()
    return attachment(content, "text/x-python; charset=utf-8", "ocop_verify.py")


@require_GET
@public
def consistency(request: HttpRequest) -> HttpResponse:
    """`?tu=<size>&den=<size>`: the proof that one signed size continues another.  # queries: 1 and the tiles"""
    asked = [request.GET.get(name, "") for name in ("tu", "den")]
    if not all(one.isascii() and one.isdigit() and len(one) < 16 for one in asked):
        raise Http404("two sizes are needed")
    old, new = (int(one) for one in asked)
    mark = SignedCheckpoint.objects.first()
    if mark is None or not 0 < old <= new <= mark.size:
        raise Http404("not signed yet")
    proof = [b64encode(one).decode() for one in Tree().consistency(old, new)]
    return JsonResponse({"old": old, "new": new, "proof": proof})


@require_GET
@public
def proof(request: HttpRequest, token: str) -> HttpResponse:
    """The entries of one certificate with their inclusion proofs and the checkpoint they lead to."""
    found = _logged(token)
    mark = checkpoint_over(found, at=now())
    return JsonResponse({"checkpoint": mark.text, "entries": log_entries(found, mark)})


@require_GET
@public
def public_bundle(request: HttpRequest, token: str) -> HttpResponse:
    """The public edition of the evidence bundle."""
    found = _logged(token)
    content = make_bundle(found, "public", at=now(), may_read=lambda file: False)
    return attachment(content, "application/zip", bundle_name(found.number_text))


def _logged(token: str) -> Certificate:
    """The certificate, if the log knows it already; one brought in past the actions is logged overnight."""
    found = certificates().get(pk=certificate_or_404(token).pk)
    kinds = LogEntry.objects.filter(kind="decision", about=found.line.decision_id)
    if not LogEntry.objects.filter(kind="certificate", about=found.pk).exists() or not kinds.exists():
        raise Http404("not logged yet")
    return found


def bundle_name(number: str) -> str:
    return f"bang-chung-{number.replace('/', '-')}.zip"


def _answer(content: bytes, kind: str, keep: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Cache-Control"] = keep
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
