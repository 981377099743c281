"""Who acts, what was parked, and how a refusal is answered."""

from collections.abc import Callable
from typing import Any

from django.contrib.messages.middleware import MessageMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ocop.core import parked
from ocop.core.acting import NOBODY, actings_of, pick
from ocop.core.clock import today
from ocop.core.errors import PermissionRefused, RuleBroken, StaleWrite

Handler = Callable[[HttpRequest], HttpResponse]
SESSION_ACTING = "acting"
READ_BY_PEOPLE = ("/kiem-tra/", "/api/v1/")


def asks_nobody(path: str) -> bool:
    """Files, open data, and the pages that check a code: the same for everybody, so nobody's session is read."""
    return path.startswith(("/static/", "/K/", "/api/v1/", "/kiem-tra/")) and path not in READ_BY_PEOPLE


class QuietMessagesMiddleware(MessageMiddleware):
    """Django's messages, but not where nobody is asked: nothing is said there, so nothing is got ready."""

    def process_request(self, request: HttpRequest) -> None:
        if not asks_nobody(request.path):
            super().process_request(request)


class DevicesMiddleware:
    """No page may use camera or microphone, but those that say so themselves (the scanner)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=()")
        return response


class ActingMiddleware:
    """Sets `request.acting` anew on each request from what the person holds today."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if asks_nobody(request.path):
            request.acting = NOBODY  # type: ignore[attr-defined]
            return self.get_response(request)
        user, day = request.user, today()
        held = actings_of(user, day) if user.is_authenticated else []
        request.roles_held = held  # type: ignore[attr-defined]
        request.acting = (  # type: ignore[attr-defined]
            pick(held, user, day, request.session.get(SESSION_ACTING, ""))
            if user.is_authenticated
            else NOBODY
        )
        return self.get_response(request)


class ParkedFormMiddleware:
    """After signing in again, offers the form that was being sent when the sign-in had lapsed."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        waiting = parked.SESSION_KEY in getattr(request, "session", {}) if _has_session(request) else False
        if not waiting or not request.user.is_authenticated:
            return self.get_response(request)
        if parked.wants_drop(request):
            parked.forget(request)
        form = parked.parked_for(request)
        if request.method == "GET" and form:
            return render(request, "core/parked.html", {"form": form})
        if request.method == "POST" and form:
            parked.forget(request)
        return self.get_response(request)


def _has_session(request: HttpRequest) -> bool:
    return not asks_nobody(request.path) and hasattr(request, "session") and "sessionid" in request.COOKIES


class RefusalMiddleware:
    """A broken rule that reached no form becomes a page with the sentence: 403, 409 or 422."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, RuleBroken):
            return None
        status = (
            403
            if isinstance(exception, PermissionRefused)
            else 409
            if isinstance(exception, StaleWrite)
            else 422
        )
        if "application/json" in request.headers.get("Accept", ""):
            from django.http import JsonResponse

            return JsonResponse(
                {"error": exception.sentence, "code": exception.code, "details": exception.details},
                status=status,
            )
        context: dict[str, Any] = {"refusal": exception, "status": status}
        return render(
            request,
            f"errors/{403 if status == 403 else 409 if status == 409 else 422}.html",
            context,
            status=status,
        )
