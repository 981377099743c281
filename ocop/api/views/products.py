"""`/api/v1/products`"""

import json
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query

from ocop.api import cursors, listing
from ocop.api.parameters import ProductsAsked
from ocop.api.problems import not_found
from ocop.api.queries.products import narrowed, places_of_hits, slice_of
from ocop.api.schemas import PAGES, ProductDetail
from ocop.api.site import MISSING, REFUSALS, api
from ocop.api.tables import CERTIFICATES, PRODUCTS, Order
from ocop.core.clock import today
from ocop.core.text import clean, words
from ocop.products.models import ProductGtin
from ocop.recognition.models import Certificate


@api.get("/products", response={200: PAGES["products"], **REFUSALS}, tags=["products"])
def list_products(
    request: HttpRequest, asked: Query[ProductsAsked]
) -> HttpResponse:  # queries: 1, with words 2
    """Sản phẩm theo bảng chữ cái; có `q` thì theo độ khớp (1.000 sản phẩm đầu). | Products in alphabetical order; with `q` by match (the first 1,000)."""
    on = today()
    if words(asked.q):
        return _found(request, asked, on)
    found = narrowed(PRODUCTS.queryset(), asked, on)
    order = Order("updated_at", "moment") if asked.updated_since else None
    return listing.page(request, PRODUCTS, found, on=on, limit=asked.limit, cursor=asked.cursor, order=order)


def _found(request: HttpRequest, asked: ProductsAsked, on: date) -> HttpResponse:
    """The hits keep the order of the register's page; the cursor holds the place of the last one."""
    question = json.dumps(
        ["found", sorted((k, v) for k, v in request.GET.items() if k not in ("cursor", "limit"))]
    )
    after = cursors.read(question, asked.cursor, 3) if asked.cursor else None
    places = places_of_hits(asked, on)
    if asked.producer or asked.gtin or asked.updated_since:
        within = set(
            narrowed(PRODUCTS.queryset(), asked, on)
            .filter(pk__in=[place[2] for place in places])
            .values_list("pk", flat=True)
        )
        places = [place for place in places if place[2] in within]
    chosen, more = slice_of(places, after, asked.limit)
    by_pk = (
        {row[0]: row for row in PRODUCTS.queryset().filter(pk__in=[pk for _, _, pk in chosen])}
        if chosen
        else {}
    )
    rows = [by_pk[pk] for _, _, pk in chosen if pk in by_pk]
    following = cursors.make(question, list(chosen[-1])) if more else None
    return listing.answer({"items": PRODUCTS.build(rows, on), "next": following, "as_of": on.isoformat()})


@api.get("/products/{code}", response={200: ProductDetail, **MISSING}, tags=["products"])
def get_product(request: HttpRequest, code: str) -> HttpResponse:  # queries: 6
    """Một sản phẩm với mọi giấy chứng nhận và mã vạch. | One product with all its certificates and barcodes."""
    on = today()
    row = PRODUCTS.queryset().filter(code=clean(code)[:20]).first()
    if row is None:
        raise not_found("sản phẩm này", "product")
    item: dict[str, Any] = PRODUCTS.build([row], on)[0]
    held = Certificate.objects.filter(product__code=item["code"]).select_related(
        "product", "unit", "superseded_by"
    )
    papers = held.prefetch_related("suspensions", "revocations").order_by("-issued_at", "-pk")
    gtins = ProductGtin.objects.filter(product__code=item["code"], removed_at=None)
    return listing.answer(
        {
            **item,
            "certificates": CERTIFICATES.build(list(papers), on),
            "barcodes": [
                {"gtin": one.gtin, "pack": one.pack, "link": f"{settings.OCOP_PUBLIC_URL}/01/{one.gtin}"}
                for one in gtins
            ],
            "as_of": on.isoformat(),
        },
    )
