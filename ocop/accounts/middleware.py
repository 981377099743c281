"""Roles that decide about others need a second factor: without one there is no work page (ASVS 6.3.3)."""

from collections.abc import Callable

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse

from ocop.accounts.queries import asks_for_mfa, mfa_active

SESSION_STRONG = "mfa_done"  # remembered so that the check costs no query on every page
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
    """Sends a holder of such a role to set the factor up, or to sign in again when this session never used it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.OCOP_REQUIRE_MFA and request.path.startswith(WORK) and request.user.is_authenticated:
            answer = self._demand(request)
            if answer is not None:
                return answer
        return self.get_response(request)

    def _demand(self, request: HttpRequest) -> HttpResponse | None:
        user = request.user
        held = request.roles_held  # type: ignore[attr-defined]
        if request.session.get(SESSION_STRONG) == user.pk or not asks_for_mfa(held):
            return None
        if not mfa_active(user):  # type: ignore[arg-type]
            messages.warning(
                request, "Vai trò của ông/bà cần xác thực hai lớp. Hãy bật một lần rồi vào việc."
            )
            return redirect("mfa_activate_totp")
        if used_second_factor(request):
            request.session[SESSION_STRONG] = user.pk
            return None
        return render(request, "mfa/sign_in_again.html", status=403)


def used_second_factor(request: HttpRequest) -> bool:
    """Whether this very session was opened with a code, or set the factor up itself."""
    records = get_authentication_records(request, request.user)  # type: ignore[arg-type]
    return any(entry.get("method") == "mfa" for entry in records)
