"""What anybody may see: craft villages of a province, one village with its products and points."""

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe

from ocop.core.clock import today
from ocop.core.guards import public
from ocop.core.paging import keyset_page
from ocop.core.states import state_badge
from ocop.villages.models import Village
from ocop.villages.queries import villages as queries

ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@public
def villages(request: HttpRequest) -> HttpResponse:
    """By name, by province; no map.  # queries: 3"""
    found = queries.filtered(queries.public_villages(), request.GET)
    page = keyset_page(request, found, key="sort_key")
    context = {
        "rows": [{"village": one, "badge": state_badge(one, public=True)} for one in page.rows],
        "page": page,
        "provinces": queries.provinces_with_villages(),
        "asked": {name: request.GET.get(name, "") for name in ("q", "tinh")},
        "canonical": f"{settings.OCOP_PUBLIC_URL}/lang-nghe/",
    }
    return render(request, "villages/public_list.html", context)


@public
def village(request: HttpRequest, code: str) -> HttpResponse:
    """One village; its artisans only when they agreed.  # queries: 8"""
    rows = queries.public_villages().filter(code=code[:20].upper())
    one = None if "\x00" in code else rows.first()
    if one is None:
        raise Http404
    on = today()
    points = list(queries.open_points(one, on))
    context = {
        "village": one,
        "badge": state_badge(one, public=True),
        "products": queries.public_products(one, on),
        "artisans": queries.public_artisans(one),
        "points": points,
        "routes": queries.routes_through(one),
        "marks": queries.marks_of_place(one, on),
        "canonical": settings.OCOP_PUBLIC_URL + one.public_url,
        "structured": _script(_data(one, points)),
    }
    return render(request, "villages/public_village.html", context)


def _data(one: Village, points: list[Any]) -> dict[str, Any]:
    """schema.org: a place, with the points that visitors may go to."""
    place = {"@type": "PostalAddress", "addressLocality": one.where, "addressCountry": "VN"}
    attractions = [{"@type": "TouristAttraction", "name": point.name} for point in points]
    found = {
        "@context": "https://schema.org",
        "@type": "TouristDestination" if points else "Place",
        "@id": settings.OCOP_PUBLIC_URL + one.public_url,
        "name": one.name,
        "description": one.story,
        "address": place,
        "includesAttraction": attractions,
    }
    return {key: value for key, value in found.items() if value}


def _script(data: Mapping[str, Any]) -> SafeString:
    """JSON that may stand inside a script element: no text in it can end the element."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))
