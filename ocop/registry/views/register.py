"""The public register: list and product page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ocop.core.clock import today
from ocop.core.components import Fact
from ocop.core.guards import public
from ocop.core.paging import keyset_page
from ocop.recognition.models import Certificate
from ocop.recognition.queries.status import status_of
from ocop.registry.models import Entry
from ocop.registry.queries.search import Asked, facets, search
from ocop.registry.queries.status import shown
from ocop.registry.wording import word_of

SIZE = 24


@public
def product_list(request: HttpRequest) -> HttpResponse:
    """Hits with their status, facets with numbers; the address holds the whole question.  # queries: 7"""
    on, asked = today(), Asked.from_query(request.GET)
    found = search(asked, on)
    page = keyset_page(request, found, key="rank", size=SIZE)
    rows = [{"entry": entry, "status": shown(entry, on)} for entry in page.rows]
    choices = facets(found, on)
    total = found.order_by().count()
    return render(
        request,
        "registry/list.html",
        {"asked": asked, "rows": rows, "page": page, "facets": choices, "total": total},
    )


@public
def product_page(request: HttpRequest, code: str) -> HttpResponse:
    """One product: verdict, what it is, certificates over time, published records with their source.  # queries: 7"""
    on = today()
    entry = Entry.objects.select_related("product__producer").filter(code=code).first()
    if entry is None:
        raise Http404
    return render(
        request,
        "registry/product.html",
        {
            "entry": entry,
            "status": shown(entry, on),
            "facts": _facts(entry),
            "certificates": _certificates(entry, on),
            "history": entry.product.history.order_by("-year", "-pk")
            if entry.source == "history" or entry.product.origin == "imported"
            else [],
            "others": _others(entry, on),
        },
    )


def _facts(entry: Entry) -> list[Fact]:
    product = entry.product
    return [
        Fact(_("Chủ thể"), entry.producer_name),
        Fact(_("Nơi sản xuất"), entry.place),
        Fact(_("Nhóm"), entry.group_name, missing=_("Nguồn không ghi")),
        Fact(_("Quy cách"), product.packaging, missing=_("Chưa có")),
        Fact(_("Nguyên liệu"), product.ingredients, missing=_("Chưa có")),
    ]


def _certificates(entry: Entry, on: Any) -> list[dict[str, Any]]:
    rows = Certificate.objects.filter(product_id=entry.product_id).prefetch_related(
        "suspensions", "revocations"
    )
    return [{"certificate": c, "word": word_of(status_of(c, on))} for c in rows]


def _others(entry: Entry, on: Any) -> list[dict[str, Any]]:
    """Other products of the same producer that are in the register; each has its own certificate or none."""
    rows = Entry.objects.filter(product__producer_id=entry.product.producer_id).exclude(pk=entry.pk)[:12]
    return [{"entry": other, "status": shown(other, on)} for other in rows]
