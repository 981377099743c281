"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from ocop.core import nav
from ocop.core.acting import NOBODY
from ocop.core.language import speaks_english_too


def site(request: HttpRequest) -> dict[str, Any]:
    acting = getattr(request, "acting", NOBODY)
    in_work = request.path.startswith(("/lam-viec/", "/thu-vien-giao-dien/")) or request.path == "/tai-khoan/"
    return {
        "acting": acting,
        "nav": nav.entries(request) if acting.role and in_work else [],
        "roles_held": getattr(request, "roles_held", []) if in_work else [],
        "site": {
            "name": "OCOP",
            "demo": settings.OCOP_DEMO,
            "bilingual": speaks_english_too(request.path),
            "host": settings.OCOP_PUBLIC_URL.split("://", 1)[-1],
        },
    }
