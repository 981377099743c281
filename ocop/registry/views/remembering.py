"""Pages that are the same for every stranger: answered again from memory while the register has not changed.

The tag names everything the page depends on, first of all the register's version, read anew on each request: what is
remembered can be forgotten at any time, by any process, and is never older than the register. Who sent cookies of a
session gets a page of their own.
"""

from collections import OrderedDict
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language

MOST = 256
OWN = b"csrfmiddlewaretoken"  # a form of the visitor's own: such a page is nobody else's
_pages: OrderedDict[str, bytes] = OrderedDict()


def remembered(request: HttpRequest, depends: tuple[Any, ...], make: Callable[[], str]) -> HttpResponse:
    """The page, or 304 when the visitor has it. `depends`: all that `make` depends on besides language and code."""
    if not is_stranger(request):
        return HttpResponse(make())
    tag = _tag(request.path, depends)
    if request.headers.get("If-None-Match", "") == f'W/"{tag}"':
        return _finished(HttpResponse(status=304), tag)
    content = None if settings.DEBUG else _pages.get(tag)
    if content is None:
        content = make().encode()
        if OWN in content:
            return HttpResponse(content)
        _pages[tag] = content
        while len(_pages) > MOST:
            _pages.popitem(last=False)
    return _finished(HttpResponse(content), tag)


def _finished(response: HttpResponse, tag: str) -> HttpResponse:
    response["ETag"] = f'W/"{tag}"'
    patch_cache_control(response, no_cache=True)  # keep it, but ask each time
    return response


def is_stranger(request: HttpRequest) -> bool:
    return not {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys()


def _tag(path: str, depends: tuple[Any, ...]) -> str:
    return sha256(repr((path, get_language(), _templates(), depends)).encode()).hexdigest()[:32]


@cache
def _templates() -> str:
    """Changes with every deployment that changes a template or a translation."""
    files = sorted(
        file
        for folder in ("templates", "locale")
        for file in Path(settings.BASE_DIR, folder).rglob("*")
        if file.suffix in {".html", ".mo"}
    )
    return sha256(repr([(str(file), file.stat().st_mtime_ns) for file in files]).encode()).hexdigest()
