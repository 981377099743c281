"""The list of the public register."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ocop.core.clock import today
from ocop.core.guards import public
from ocop.registry.queries.status import shown
from ocop.registry.search import Asked, ask

SIZE = 24


@public
def product_list(request: HttpRequest) -> HttpResponse:
    """Hits with their status, facets with numbers; the address holds the whole question.  # queries: 3"""
    on, asked = today(), Asked.from_query(request.GET)
    page = ask(asked, on, after=request.GET.get("sau", ""), before=request.GET.get("truoc", ""), limit=SIZE)
    rows = [{"entry": entry, "status": shown(entry, on)} for entry in page.rows]
    return render(
        request,
        "registry/list.html",
        {"asked": asked, "rows": rows, "page": page, "facets": page.facets, "total": page.total},
    )
