"""Listings of products: work lists, what the public sees, and the papers of an export."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from ocop.core.text import words
from ocop.products.models import Product
from ocop.recognition.queries.selling import sellable_on
from ocop.rulebook.export_markets import markets
from ocop.trade.enums import ChannelKind
from ocop.trade.models import Listing
from ocop.trade.words import unpacked


def selling(on: date, found: QuerySet[Listing] | None = None) -> QuerySet[Listing]:
    """Open listings of products that may be sold today: what lapsed is gone by the way this is asked."""
    listings = Listing.objects.all() if found is None else found
    return listings.filter(ended_at=None, product__in=sellable_on(on).values("pk"))


def filtered(found: QuerySet[Listing], params: Any, on: date) -> QuerySet[Listing]:
    kind, state = params.get("kenh", ""), params.get("tinh_trang", "dang-ban")
    if kind in ChannelKind.values:
        found = found.filter(kind=kind)
    if state == "dang-ban":
        found = selling(on, found)
    elif state == "het-hieu-luc":
        found = found.filter(ended_at=None).exclude(product__in=sellable_on(on).values("pk"))
    elif state == "da-thoi":
        found = found.exclude(ended_at=None)
    for word in words(params.get("q", "")[:100])[:4]:
        found = found.filter(product__search_key__contains=word)
    return found.select_related("product__producer", "product__unit")


def checklist(listing: Listing) -> list[tuple[Any, bool]]:
    """Papers of the market with whether the producer has each."""
    market = markets().get(listing.market)
    held = unpacked(listing.papers)
    return [(paper, paper.key in held) for paper in market.papers] if market else []


def market_name(code: str) -> str:
    return markets()[code].name if code in markets() else code


def public_rows(products: Iterable[int]) -> dict[int, list[dict[str, str]]]:
    """For the public page of each product: links that an office has opened and seen."""
    held = Listing.objects.filter(product__in=list(products), ended_at=None).exclude(verified_at=None)
    found: dict[int, list[dict[str, str]]] = {}
    for one in held.exclude(link="").order_by("pk"):
        found.setdefault(one.product_id, []).append({"kind": "channel", "name": one.name, "link": one.link})
    return found


def own_products(acting: Any) -> QuerySet[Product]:
    return Product.objects.visible_to(acting).order_by("sort_key", "pk")
