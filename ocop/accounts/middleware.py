"""Roles that decide about others need a second factor: without one there is no work page (ASVS 6.3.3)."""

from collections.abc import Callable

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse

from ocop.accounts.queries import asks_for_mfa, mfa_active
from ocop.core.acting import Acting, pick
from ocop.core.clock import today
from ocop.core.middleware import SESSION_ACTING

SESSION_STRONG = "mfa_done"
WORK = "/lam-viec/"


class OurSite:
    """allauth puts its own `site` into its pages; the frame of our pages needs ours (ocop.core.context)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        if response.context_data and hasattr(response.context_data.get("site"), "domain"):
            del response.context_data["site"]
        return response


class RequireMfa:
    """Offices that need a factor count only in a session that used it, on every address (pages, files, API).

    Work pages send such a person to set the factor up, or to sign in again when there is one already.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        held = getattr(request, "roles_held", [])
        if settings.OCOP_REQUIRE_MFA and asks_for_mfa(held) and not is_strong(request):
            self._take_away(request, held)
            if request.path.startswith(WORK):
                return self._demand(request)
        return self.get_response(request)

    def _take_away(self, request: HttpRequest, held: list[Acting]) -> None:
        left = [acting for acting in held if not asks_for_mfa([acting])]
        request.roles_held = left  # type: ignore[attr-defined]
        request.acting = pick(  # type: ignore[attr-defined]
            left,
            request.user,  # type: ignore[arg-type]
            today(),
            request.session.get(SESSION_ACTING, ""),
        )

    def _demand(self, request: HttpRequest) -> HttpResponse:
        if mfa_active(request.user):  # type: ignore[arg-type]
            return render(request, "mfa/sign_in_again.html", status=403)
        messages.warning(request, "Vai trò của ông/bà cần xác thực hai lớp. Hãy bật một lần rồi vào việc.")
        return redirect("mfa_activate_totp")


def is_strong(request: HttpRequest) -> bool:
    """Whether this very session was opened with a code, or has just set the factor up. Costs no query."""
    user = request.user
    if request.session.get(SESSION_STRONG) == user.pk:
        return True
    records = get_authentication_records(request, user)  # type: ignore[arg-type]
    if any(entry.get("method") == "mfa" for entry in records):
        request.session[SESSION_STRONG] = user.pk
        return True
    return False
