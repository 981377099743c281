"""Views of no particular app: health, refusals of the framework, choosing a role."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from ocop.core import health as health_looks
from ocop.core.guards import public, signed_in
from ocop.core.middleware import SESSION_ACTING
from ocop.core.parked import is_secret


@public
def health(request: HttpRequest) -> HttpResponse:
    """`/suc-khoe/`: 200 when the database answers and its tables are there, else 503 with what is wrong.

    `troubles` names what else is amiss, such as a timetable that stands still; pages are answered all the same.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM audit_event WHERE seq = 1")
        found = health_looks.troubles()
        return JsonResponse(
            {"ok": True, "database": connection.vendor, **({"troubles": found} if found else {})}
        )
    except Exception as error:  # any failure is the answer here
        return JsonResponse(
            {"ok": False, "database": connection.vendor, "error": type(error).__name__}, status=503
        )


@public
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long or cookies are off: keep what was typed, say how to go on."""
    fields = [(n, v) for n, values in request.POST.lists() for v in values if not is_secret(n)]
    return render(
        request, "errors/csrf.html", {"fields": fields, "path": request.get_full_path()}, status=403
    )


@require_POST
@signed_in
def choose_role(request: HttpRequest) -> HttpResponse:
    """Act for another office or producer that the person holds; unknown keys fall back to the first one."""
    request.session[SESSION_ACTING] = request.POST.get("key", "")[:40]
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return redirect(target if safe else "/lam-viec/")
