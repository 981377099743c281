"""The one way out for stored bytes: by the file's own rights, with headers that let nothing run."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from ocop.core.acting import Acting
from ocop.core.guards import public

from . import access
from .models import StoredFile
from .storage import open_object

SEALED = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@public
@require_safe
def download(request: HttpRequest, public_id: UUID) -> HttpResponse:  # queries: 2 + those of the owning app
    """The file as an attachment; a picture inline, and always as its copy without metadata."""
    file = _readable_or_404(public_id, request.acting, access.may_read)
    return _serve(request, _shown(file), inline=file.is_picture)


@public
@require_safe
def thumbnail(request: HttpRequest, public_id: UUID) -> HttpResponse:  # queries: 2 + those of the owning app
    """Small picture of a photo; other files have none."""
    file = _readable_or_404(public_id, request.acting, access.may_read)
    if not file.is_picture:
        raise Http404("no thumbnail")
    return _serve(request, file.original.thumbnail or _shown(file), inline=True)


@public
@require_safe
def original(request: HttpRequest, public_id: UUID) -> HttpResponse:  # queries: 1 + those of the owning app
    """The bytes exactly as handed in, for those who examine evidence; always an attachment."""
    file = _readable_or_404(public_id, request.acting, access.may_read_original)
    return _serve(request, file.original, inline=False)


def _readable_or_404(
    public_id: UUID, acting: Acting, allows: Callable[[StoredFile, Acting], bool]
) -> StoredFile:
    """Missing, waiting and not permitted answer alike: the address tells nothing."""
    file = StoredFile.objects.select_related("derived_from").filter(public_id=public_id).first()
    if file is None or not allows(file, acting):
        raise Http404("not visible")
    return file


def _shown(file: StoredFile) -> StoredFile:
    """What a plain visit gets: for an original photo its clean copy, never the original bytes."""
    if file.is_picture and file.derived_from is None:
        if file.web is None:
            raise Http404("no clean copy")
        return file.web
    return file


def _serve(request: HttpRequest, file: StoredFile, *, inline: bool) -> HttpResponse:
    etag = f'"{file.sha256}"'
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        body = open_object(file.sha256)
        response = FileResponse(
            body, as_attachment=not inline, filename=file.name, content_type=file.media_type
        )
        response["Content-Length"] = str(file.size)
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SEALED
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-cache"
    return response
