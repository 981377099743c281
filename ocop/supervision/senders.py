"""Who sends, as far as the limits need it: the address prefix and a device mark that lasts a day."""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "bao_vi_pham"
ONE_DAY = 24 * 3600


def address_of(request: HttpRequest) -> str:
    """Of the visitor; behind our own proxy the last address that it wrote down."""
    if settings.SECURE_PROXY_SSL_HEADER:
        passed = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
        if passed:
            return passed
    return str(request.META.get("REMOTE_ADDR", ""))


def device_of(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")


def mark_device(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A random mark of no meaning; it follows nobody beyond a day."""
    if not device_of(request):
        response.set_cookie(
            COOKIE,
            secrets.token_urlsafe(16),
            max_age=ONE_DAY,
            path="/bao-vi-pham/",
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response
