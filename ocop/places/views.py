"""`/dia-ban/`: looking up units of today and of the former tier, for people and as JSON for suggestions."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from ocop.core.clock import today
from ocop.core.guards import public
from ocop.core.text import clean_line
from ocop.places.enums import Level
from ocop.places.models import Unit
from ocop.places.queries import current_provinces, find_units, successors, unit_by_key

LIMIT = 20


@public
def search(request: HttpRequest) -> HttpResponse:
    """`?q=` finds units; `Accept: application/json` or `?dang=json` answers JSON. Without a question: the provinces."""
    # queries: 4
    text = clean_line(request.GET.get("q", ""))[:200]
    level = request.GET.get("cap", "")
    units = find_units(text, level=level if level in Level.values else None, limit=LIMIT) if text else []
    if request.GET.get("dang") == "json" or "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"items": [_as_json(unit) for unit in units]})
    provinces = [] if text else current_provinces()
    return render(request, "places/search.html", {"q": text, "units": units, "provinces": provinces})


def _as_json(unit: Unit) -> dict[str, Any]:
    return {
        "key": unit.key,
        "name": unit.full_name,
        "address": unit.address,
        "level": unit.level,
        "valid_from": unit.valid_from.isoformat(),
        "valid_to": unit.valid_to.isoformat() if unit.valid_to else None,
    }


@public
def unit(request: HttpRequest, key: str) -> HttpResponse:
    """One unit: what it is, what it came from, where it went."""
    # queries: 4
    found = unit_by_key(key)
    if found is None:
        raise Http404("no such unit")
    former = found.valid_to is not None and found.valid_to < today()
    context = {
        "unit": found,
        "former": former,
        "successors": successors(found) if former else [],
        "predecessors": Unit.objects.filter(successors__new=found).order_by("level", "sort_key"),
        "children": found.children.order_by("sort_key"),
    }
    return render(request, "places/unit.html", context)
