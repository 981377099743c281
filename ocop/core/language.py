"""Which language a page speaks. Vietnamese, unless a visitor of the public pages has chosen English.

The browser's own preference is not asked: machines in offices are often set to English, and their users are not.
Sign-in and the work area speak Vietnamese only.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

VIETNAMESE_ONLY = ("/lam-viec/", "/tai-khoan/")


def speaks_english_too(path: str) -> bool:
    return not path.startswith(VIETNAMESE_ONLY)


def language_of(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    known = chosen in dict(settings.LANGUAGES)
    return chosen if known and speaks_english_too(request.path) else settings.LANGUAGE_CODE


class LanguageMiddleware:
    """In place of Django's LocaleMiddleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.LANGUAGE_CODE = language_of(request)  # type: ignore[attr-defined]
        with translation.override(request.LANGUAGE_CODE):  # type: ignore[attr-defined]
            response = self.get_response(request)
        if "Content-Language" not in response and speaks_english_too(
            request.path
        ):  # else the view chose, not the cookie
            patch_vary_headers(response, ("Cookie",))
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)  # type: ignore[attr-defined]
        return response
