"""The documentation for people, and the OpenAPI document for programs."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ocop.api.document import document
from ocop.api.enums import ChangeKind
from ocop.api.problems import KINDS, Problem
from ocop.api.queries.releases import licence_on
from ocop.core.clock import today
from ocop.core.guards import public

EXAMPLES = (
    "/api/v1/products?q=mat+ong&province=01&status=in_force",
    "/api/v1/products?updated_since=2026-11-01&limit=200",
    "/api/v1/changes?since=2026-11-01",
    "/api/v1/units?level=province&current=true",
)


@require_safe
@public
def documentation(request: HttpRequest) -> HttpResponse:
    """Every address with its parameters, errors and examples; from the same document programs read.  # queries: 0"""
    whole = document()
    context = {
        "operations": [_operation(path, methods["get"]) for path, methods in whole["paths"].items()],
        "examples": EXAMPLES,
        "kinds": ChangeKind.choices,
        "problems": [
            {"code": code, "status": status, "title": en if _english() else vi}
            for code, (status, vi, en) in KINDS.items()
        ],
        "limit": settings.OCOP_API_PER_MINUTE,
        "licence": licence_on(today()),
        "base": settings.OCOP_PUBLIC_URL,
    }
    return render(request, "api/docs.html", context)


def _operation(path: str, operation: dict[str, Any]) -> dict[str, Any]:
    vi, _, en = operation["description"].partition("\n\n")
    return {
        "path": path,
        "about": en if _english() else vi,
        "parameters": [
            {
                "name": one["name"],
                "about": _said(one["schema"].get("description", one.get("description", ""))),
            }
            for one in operation.get("parameters", [])
            if one["in"] == "query"
        ],
    }


def _said(text: str) -> str:
    vi, _, en = text.partition(" | ")
    return en if _english() and en else vi


def _english() -> bool:
    return get_language() == "en"


def openapi(request: HttpRequest) -> HttpResponse:
    """The document, with the licence of today.  # queries: 0"""
    licence, whole = licence_on(today()), document()
    info = {**whole["info"], "license": {"name": licence.name, "url": licence.url}}
    text = json.dumps({**whole, "info": info}, ensure_ascii=False)
    return HttpResponse(text, content_type="application/json")


def nothing_here(request: HttpRequest) -> HttpResponse:
    raise Problem(
        "not_found",
        "Không có địa chỉ này. Danh sách địa chỉ ở /api/v1/.",
        "There is no such address. They are listed at /api/v1/.",
    )
