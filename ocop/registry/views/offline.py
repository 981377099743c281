"""The scanner, and the installed page that checks without a network."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ocop.core.guards import public
from ocop.core.templatetags.ocop import SPRITES
from ocop.registry.views.checking import spoken

LIBRARY = "vendor/jsqr-1.4.0/jsQR.js"
OWN = ("js/check/page.js", "js/check/codes.js", "js/check/lists.js", "js/check/scanning.js")
SHOWN = ("css/check.css", "img/mark.svg", f"{SPRITES}/public.svg", LIBRARY)
CAMERA = "camera=(self), microphone=()"


def _page(request: HttpRequest, kind: str) -> HttpResponse:
    response = render(
        request,
        f"registry/{kind}.html",
        {
            "language": "en" if translation.get_language() == "en" else "vi",
            "host": settings.OCOP_PUBLIC_URL.split("://", 1)[-1],
            "demo_site": settings.OCOP_DEMO,
            "library": static(LIBRARY),
        },
    )
    response.headers["Permissions-Policy"] = CAMERA
    return response


@require_GET
@public
@spoken
def scanner(request: HttpRequest) -> HttpResponse:
    """Camera or photo; what is found leads to its verdict.  # queries: 0"""
    return _page(request, "scan")


@require_GET
@public
@spoken
def offline(request: HttpRequest) -> HttpResponse:
    """The page that is kept on the phone.  # queries: 0"""
    return _page(request, "offline")


@require_GET
@public
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker; a new one whenever one of its files changes.  # queries: 0"""
    # Modules import each other by their plain names, so these are kept under those; the page asks for hashed ones.
    files = sorted({static(name) for name in (*OWN, *SHOWN)} | {settings.STATIC_URL + name for name in OWN})
    response = render(
        request,
        "registry/worker.js",
        {"version": _version(), "files": files},
        content_type="text/javascript; charset=utf-8",
    )
    response.headers["Service-Worker-Allowed"] = "/"
    response.headers["Cache-Control"] = "no-cache"
    return response


@lru_cache(maxsize=1)
def _version() -> str:
    root = Path(settings.BASE_DIR)
    names = [root / "static" / name for name in (*OWN, *SHOWN)]
    names += [
        root / "templates/registry" / name
        for name in ("offline.html", "light.html", "worker.js", "_words.html")
    ]
    return sha256(b"".join(path.read_bytes() for path in names)).hexdigest()[:12]


@require_GET
@public
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put the page on its screen.  # queries: 0"""
    found = {
        "name": _("Kiểm tra giấy chứng nhận OCOP"),
        "short_name": _("Kiểm tra OCOP"),
        "start_url": "/kiem-tra/ngoai-tuyen/",
        "scope": "/kiem-tra/",
        "display": "standalone",
        "background_color": "#fbf7ef",
        "theme_color": "#4d160e",
        "icons": [{"src": static("img/mark.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
    }
    return JsonResponse(found, content_type="application/manifest+json")
