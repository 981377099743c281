"""The public page of a producer: label and range check for whoever sells its goods."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ocop.core.clock import today
from ocop.core.guards import public
from ocop.registry.queries.producer import find, page_of
from ocop.registry.structured import absolute, as_script, producer_data


@public
def producer_page(request: HttpRequest, code: str) -> HttpResponse:
    """Which of its products may carry stars today.  # queries: 3"""
    producer = find(code)
    if producer is None:
        raise Http404
    page = page_of(producer, today())
    return render(
        request,
        "registry/producer.html",
        {
            "page": page,
            "structured": as_script(producer_data(page)),
            "canonical": absolute(f"/chu-the/{page.code}/"),
            "everything": f"/san-pham/?tinh={page.province_key}" if page.province_key else "/san-pham/",
        },
    )
