"""Points of sale for buyers: list with filters and provinces, one point with what stands there today."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from ocop.core.clock import today
from ocop.core.guards import public
from ocop.core.paging import keyset_page
from ocop.market.enums import PointKind
from ocop.market.models import Point
from ocop.market.queries import points as queries
from ocop.market.queries.shelves import buyable
from ocop.market.queries.standing import standings
from ocop.market.structured import as_script, store_data
from ocop.places.models import Unit

KINDS = {
    PointKind.POINT: _("Điểm giới thiệu và bán sản phẩm OCOP"),
    PointKind.SHOWROOM: _("Khu trưng bày sản phẩm OCOP"),
    PointKind.CENTRE: _("Trung tâm thiết kế sáng tạo, giới thiệu, quảng bá và bán sản phẩm OCOP"),
}
SIZE = 30


@public
def points(request: HttpRequest) -> HttpResponse:
    """Open points by name, with how many each province has.  # queries: 3"""
    found = queries.of_kind(Point.objects.public(), request.GET).select_related("unit", "producer")
    page = keyset_page(request, found, key="sort_key", size=SIZE)
    context = {
        "rows": [{"point": one, "kind": KINDS[PointKind(one.kind)]} for one in page.rows],
        "page": page,
        "provinces": provinces(queries.by_province()),
        "kinds": KINDS.items(),
        "asked": {name: request.GET.get(name, "") for name in ("q", "loai", "tinh")},
        "canonical": f"{settings.OCOP_PUBLIC_URL}/diem-ban/",
    }
    return render(request, "market/public_points.html", context)


def provinces(counts: dict[str, int]) -> list[dict[str, Any]]:
    """Provinces that have any, in Vietnamese order.  # queries: 1"""
    found = Unit.objects.provinces().filter(key__in=counts).order_by("sort_key")
    return [{"key": unit.key, "name": unit.name, "count": counts[unit.key]} for unit in found]


@public
def point(request: HttpRequest, code: str) -> HttpResponse:
    """One point: where, when, what may be bought there with stars today.  # queries: 8"""
    if "\x00" in code:
        raise Http404
    one = get_object_or_404(Point.objects.public().select_related("unit", "producer"), code=code)
    on = today()
    goods = list(buyable(one, on))
    found = standings([product.pk for product in goods], on)
    context = {
        "point": one,
        "kind": KINDS[PointKind(one.kind)],
        "goods": [{"product": product, "stars": found[product.pk].stars} for product in goods],
        "photos": queries.photos_of(one),
        "structured": as_script(store_data(one)),
        "canonical": f"{settings.OCOP_PUBLIC_URL}{one.public_url}",
    }
    return render(request, "market/public_point.html", context)
