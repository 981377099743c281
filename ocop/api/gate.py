"""What every address of the API shares: methods, limits, parameters, language, validators, compression, sharing."""

import hashlib
from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from ocop.api import limits
from ocop.api.problems import Problem, answer, language_asked, unknown_parameters
from ocop.core.guards import public

View = Callable[..., HttpResponseBase]
METHODS = "GET, HEAD, OPTIONS"
SHARED = "public, max-age=60, stale-while-revalidate=60"
SHORTEST_PACKED = 500
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link, Retry-After",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}
_pack = GZipMiddleware(lambda request: HttpResponse())


def gate(view: View, parameters: Collection[str] = ()) -> View:
    """Wrap a view of the API. `parameters`: the names it knows; empty values count as not given."""

    @wraps(view)
    def passed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        head = request.method == "HEAD"
        with translation.override(language_asked(request)):
            try:
                response = _ask(view, request, args, kwargs, parameters)
            except Problem as problem:
                response = answer(problem)
            response.headers.setdefault("Content-Language", translation.get_language() or "vi")
        return _finish(request, response, head)

    passed.csrf_exempt = True  # type: ignore[attr-defined]
    return public(passed)


def _ask(
    view: View, request: HttpRequest, args: Any, kwargs: Any, parameters: Collection[str]
) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": METHODS, **PREFLIGHT})
    if request.method not in ("GET", "HEAD"):
        raise Problem(
            "method",
            "Dữ liệu mở chỉ để đọc: dùng GET, HEAD hoặc OPTIONS.",
            "Open data is read-only: use GET, HEAD or OPTIONS.",
            headers={"Allow": METHODS},
        )
    limits.check(request)
    _check_parameters(request, parameters)
    request.method = "GET"
    return view(request, *args, **kwargs)


def _check_parameters(request: HttpRequest, known: Collection[str]) -> None:
    if not request.GET:
        return
    if foreign := set(request.GET) - set(known):
        raise unknown_parameters([name[:40] for name in foreign], known)
    twice = next((name for name, values in request.GET.lists() if len(values) > 1), None)
    if twice:
        raise Problem(
            "parameter.twice",
            f"Tham số {twice} chỉ ghi một lần.",
            f"Give the parameter {twice} once.",
            parameter=twice,
        )
    given = request.GET.copy()
    for name in [name for name, value in given.items() if value == ""]:
        del given[name]
    given._mutable = False
    request.GET = given  # type: ignore[assignment]


def _finish(request: HttpRequest, response: HttpResponseBase, head: bool) -> HttpResponseBase:
    for name, value in CORS.items():
        response.headers.setdefault(name, value)
    patch_vary_headers(response, ("Accept-Language",))
    if isinstance(response, HttpResponse):
        if response.status_code == 200:
            response = _validated(request, response)
        if len(response.content) > SHORTEST_PACKED:
            response = _pack.process_response(request, response)  # type: ignore[assignment]
        if head:
            response.headers.setdefault("Content-Length", str(len(response.content)))  # type: ignore[union-attr]
            response.content = b""  # type: ignore[union-attr]
    if response.status_code >= 400:
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _validated(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A weak ETag from the answer itself: equal facts give an equal tag, on every server and after every restart."""
    etag = response.headers.get("ETag") or f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    response.headers.setdefault("Cache-Control", SHARED)
    modified = getattr(response, "modified_at", None)
    if modified:
        response.headers["Last-Modified"] = http_date(modified.timestamp())
    found = get_conditional_response(
        request, etag=etag, last_modified=int(modified.timestamp()) if modified else None, response=response
    )
    if isinstance(found, HttpResponseNotModified):
        for name, value in CORS.items():
            found.headers.setdefault(name, value)
        patch_vary_headers(found, ("Accept-Language",))
    return found if isinstance(found, HttpResponse) else response
