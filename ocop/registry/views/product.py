"""The page of one product: verdict first, then what it is, who certified it, and where to buy it."""

import hashlib
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ocop.core.clock import today
from ocop.core.components import Fact
from ocop.core.guards import public
from ocop.core.offers import offers_for
from ocop.registry.queries.product import (
    ProductPage,
    certificates_of,
    channels_of,
    find,
    history_of,
    outlets_of,
    page_of,
    points_of,
    stars_mean,
)
from ocop.registry.structured import absolute, as_script, product_data, share_image
from ocop.registry.views.framing import framed


@public
def product_page(request: HttpRequest, code: str) -> HttpResponse:
    """One product of the register.  # queries: 3"""
    entry, on = find(code), today()
    if entry is None:
        raise Http404
    page = page_of(entry, on)
    etag = "" if request.acting.known else _etag(page, on)  # type: ignore[attr-defined]
    if etag and request.headers.get("If-None-Match") == etag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(
            framed(request, "registry/product.html", _parts(page, on), own=bool(request.GET))
        )
    if etag:
        response["ETag"], response["Cache-Control"] = etag, "no-cache"
    return response


def _etag(page: ProductPage, on: date) -> str:
    """Names what the page says: the line, the record, the others' standing, the day and the language."""
    told = [page.record.digest, page.entry.updated_at.isoformat(), on.isoformat(), get_language() or ""]
    told += [f"{one.code} {status.key} {one.name}" for one, status in (*page.others, *page.alike)]
    return f'W/"{hashlib.sha256("|".join(told).encode()).hexdigest()[:32]}"'


def _parts(page: ProductPage, on: date) -> dict[str, SafeString]:
    """Title, what shared links need, structured data and body, finished."""
    context = _context(page, on)
    return {
        "title": escape(page.entry.name),
        "meta": mark_safe(render_to_string("registry/_product_meta.html", context).strip()),
        "structured": as_script(product_data(page)),
        "body": mark_safe(render_to_string("registry/_product.html", context)),
    }


def _context(page: ProductPage, on: date) -> dict[str, object]:
    entry, certificates = page.entry, certificates_of(page, on)
    facts = {"code": entry.code, "stars": entry.stars, "tokens": [one["token"] for one in certificates]}
    return {
        "page": page,
        "entry": entry,
        "texts": page.data["texts"],
        "photos": page.data["photos"],
        "producer": page.data["producer"],
        "status": page.status,
        "stars_mean": stars_mean(entry.stars),
        "facts": _facts(page),
        "certificates": certificates,
        "history": history_of(page),
        "outlets": outlets_of(page),
        "points": points_of(page),
        "channels": channels_of(page),
        "offers": offers_for("product", facts),
        "canonical": absolute(entry.get_absolute_url()),
        "share_image": share_image(page.data["photos"][0]["id"] if page.data["photos"] else ""),
    }


def _facts(page: ProductPage) -> list[Fact]:
    texts, missing = page.data["texts"], _("Chưa có")
    price = _("%(price)s đồng") % {"price": texts["price"]} if texts["price"] else ""
    return [
        Fact(_("Nơi sản xuất"), page.entry.place),
        Fact(_("Nhóm"), page.entry.group_name, missing=_("Nguồn không ghi")),
        Fact(_("Quy cách"), texts["packaging"], missing=missing),
        Fact(_("Nguyên liệu"), texts["ingredients"], missing=missing),
        *(
            [Fact(_("Giá chủ thể công bố"), " / ".join(filter(None, (price, texts["price_unit"]))))]
            if price
            else []
        ),
        *([Fact(_("Mã vạch"), ", ".join(page.data["gtins"]))] if page.data["gtins"] else []),
    ]
