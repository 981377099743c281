"""Producers, certificates, decisions, units and product groups."""

from functools import cache
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from ninja import Query

from ocop.api import listing
from ocop.api.parameters import DecisionsAsked, PlacesAsked, ProducersAsked
from ocop.api.problems import not_found
from ocop.api.schemas import PAGES, CertificateDetail, Groups, ProducerDetail
from ocop.api.site import MISSING, REFUSALS, api
from ocop.api.tables import CERTIFICATES, DECISIONS, PRODUCERS, PRODUCTS, UNITS
from ocop.core.clock import today
from ocop.core.text import clean, clean_line
from ocop.rulebook.criteria import CURRENT, sectors


@api.get("/producers", response={200: PAGES["producers"], **REFUSALS}, tags=["producers"])
def list_producers(request: HttpRequest, asked: Query[ProducersAsked]) -> HttpResponse:  # queries: 1
    """Chủ thể có sản phẩm trong sổ; không có dữ liệu cá nhân. | Producers with a product in the register; no personal data."""
    found = PRODUCERS.queryset()
    if asked.province:
        found = found.filter(unit__province_key=clean_line(asked.province))
    if asked.commune:
        found = found.filter(unit__key=clean_line(asked.commune))
    return listing.page(request, PRODUCERS, found, on=today(), limit=asked.limit, cursor=asked.cursor)


@api.get("/producers/{code}", response={200: ProducerDetail, **MISSING}, tags=["producers"])
def get_producer(request: HttpRequest, code: str) -> HttpResponse:  # queries: 2
    """Một chủ thể và sản phẩm trong sổ. | One producer and its products in the register."""
    on = today()
    row = PRODUCERS.queryset().filter(code=clean(code)[:20]).first()
    if row is None:
        raise not_found("chủ thể này", "producer")
    item = PRODUCERS.build([row], on)[0]
    products = PRODUCTS.queryset().filter(product__producer_id=row[0]).order_by("sort_key", "pk")
    listed = PRODUCTS.build(list(products[: listing.MOST]), on)
    return listing.answer({**item, "products": listed, "as_of": on.isoformat()})


@api.get("/certificates/{path:number}", response={200: CertificateDetail, **MISSING}, tags=["certificates"])
def get_certificate(request: HttpRequest, number: str) -> HttpResponse:  # queries: 3
    """Theo số giấy, hoặc theo mã trong QR. | By its number, or by the code of its QR."""
    on, asked = today(), clean(number)[:60]
    found = CERTIFICATES.queryset().filter(Q(number_text=asked) | Q(token=asked.upper())).first()
    if found is None:
        raise not_found("giấy chứng nhận này", "certificate")
    return listing.answer({**CERTIFICATES.build([found], on)[0], "as_of": on.isoformat()})


@api.get("/decisions", response={200: PAGES["decisions"], **REFUSALS}, tags=["decisions"])
def list_decisions(request: HttpRequest, asked: Query[DecisionsAsked]) -> HttpResponse:  # queries: 1
    """Quyết định đã công bố, cũ trước. | Published decisions, oldest first."""
    found = DECISIONS.queryset()
    if asked.unit:
        found = found.filter(unit__key=clean_line(asked.unit))
    if asked.year is not None:
        found = found.filter(year=asked.year)
    return listing.page(request, DECISIONS, found, on=today(), limit=asked.limit, cursor=asked.cursor)


@api.get("/units", response={200: PAGES["units"], **REFUSALS}, tags=["places"])
def list_units(request: HttpRequest, asked: Query[PlacesAsked]) -> HttpResponse:  # queries: 2
    """Đơn vị hành chính, cả đơn vị cũ và nơi kế tiếp. | Administrative units, also former ones and what followed."""
    found = UNITS.queryset()
    if asked.level:
        found = found.filter(level=asked.level)
    if asked.parent:
        found = found.filter(parent__key=clean_line(asked.parent))
    if asked.current is not None:
        found = found.filter(valid_to__isnull=asked.current)
    return listing.page(request, UNITS, found, on=today(), limit=asked.limit, cursor=asked.cursor)


@api.get("/groups", response={200: Groups, **REFUSALS}, tags=["places"])
def list_groups(request: HttpRequest) -> HttpResponse:  # queries: 0
    """Ngành, nhóm và 26 bộ tiêu chí. | Sectors, groups and the 26 criteria sets."""
    return listing.answer(_groups())


@cache
def _groups() -> dict[str, Any]:
    return {
        "decision": CURRENT,
        "sectors": [
            {
                "code": sector.code,
                "name": sector.name,
                "groups": [
                    {
                        "name": group.name,
                        "criteria_sets": [
                            {"number": one.number, "name": one.name, "ministries": list(one.ministries)}
                            for one in group.sets
                        ],
                    }
                    for group in sector.groups
                ],
            }
            for sector in sectors()
        ],
    }
