"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from ocop.core import nav
from ocop.core.acting import NOBODY


def site(request: HttpRequest) -> dict[str, Any]:
    acting = getattr(request, "acting", NOBODY)
    in_work = request.path.startswith("/lam-viec/") or request.path.startswith("/thu-vien-giao-dien/")
    return {
        "acting": acting,
        "nav": nav.entries(request) if acting.role and in_work else [],
        "roles_held": getattr(request, "roles_held", []) if in_work else [],
        "site": {
            "name": "OCOP",
            "demo": settings.OCOP_DEMO,
            "host": settings.OCOP_PUBLIC_URL.split("://", 1)[-1],
        },
    }
