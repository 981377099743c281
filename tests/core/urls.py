"""Addresses that only tests use, to try guards and idempotency without any app."""

import time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path

from ocop.core.errors import PermissionRefused, RuleBroken, StaleWrite
from ocop.core.guards import guard, public, signed_in
from ocop.core.idempotency import once
from ocop.core.models import OnceKey
from ocop.core.permissions import Permission

REFUSALS = {
    "rule": RuleBroken("Trái quy định.", details=["Mục 1", "Mục 2"]),
    "permission": PermissionRefused("Không được làm."),
    "stale": StaleWrite("Đã có bản mới hơn."),
}


@public
def refuse(request: HttpRequest, what: str) -> HttpResponse:
    raise REFUSALS[what]


@signed_in
def form(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ghi " + request.POST.get("text", "") if request.method == "POST" else "biểu mẫu")


@guard(Permission.PEOPLE_MANAGE, Permission.AUDIT_VIEW)
def guarded(request: HttpRequest) -> HttpResponse:
    return HttpResponse("vào được")


@signed_in
@once
def effect(request: HttpRequest) -> HttpResponse:
    """Leaves one row each time it really runs; `slow` gives a twin time to arrive, `bad` answers like a wrong form."""
    if request.POST.get("bad"):
        return HttpResponse("sai", status=200)
    if request.POST.get("crash"):
        raise RuleBroken("Không được.")
    number = OnceKey.objects.filter(person_key="effect").count()
    OnceKey.objects.create(
        person_key="effect",
        key=f"{time.monotonic_ns()}",
        body_hash="",
        location="",
        at="2026-11-02T00:00:00Z",
    )
    time.sleep(float(request.POST.get("slow", "0")))
    return redirect(f"/ket-qua/{number}/")


urlpatterns = [
    path("refuse/<str:what>/", refuse),
    path("form/", form),
    path("guarded/", guarded),
    path("effect/", effect),
    path("", include("ocop.core.urls")),
    path("tai-khoan/", include("ocop.accounts.urls")),
    path("dia-ban/", include("ocop.places.urls")),
    path("ngon-ngu/", include("django.conf.urls.i18n")),
    path("lam-viec/", include("ocop.accounts.work_urls")),
    path("lam-viec/", include("ocop.audit.urls")),
]
