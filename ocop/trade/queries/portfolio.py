"""What verified buyers may see: sheets of products that may be sold as OCOP today. Contacts only by the producer's wish."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ocop.core.text import words
from ocop.products.models import Product, ProductGtin
from ocop.recognition.models import Certificate, HistoricRecognition
from ocop.recognition.queries.selling import sellable_on
from ocop.rulebook.criteria import sectors
from ocop.rulebook.matching import PAPERS, Item
from ocop.trade.board import version
from ocop.trade.models import Offer
from ocop.trade.words import unpacked


@lru_cache(maxsize=1)
def sector_of() -> dict[int, str]:
    """Number of the criteria set → sector (I to VI)."""
    return {
        entry.number: sector.code for sector in sectors() for group in sector.groups for entry in group.sets
    }


def listed(on: date) -> QuerySet[Offer]:
    """Not taken back, and the product may be sold today: what lapsed is gone without anybody's doing."""
    sellable = sellable_on(on).values("pk")
    return Offer.objects.filter(withdrawn_at=None, product__in=sellable)


def with_facts(offers: QuerySet[Offer]) -> QuerySet[Offer]:
    """`stars` of the newest recognition, `has_gtin`."""
    newest = Certificate.objects.filter(product=OuterRef("product"), superseded_on=None).order_by(
        "-valid_from"
    )
    published = HistoricRecognition.objects.filter(product=OuterRef("product"), status="recognised")
    return offers.annotate(
        stars=Coalesce(
            Subquery(newest.values("stars")[:1]),
            Subquery(published.order_by(F("decided_on").desc(nulls_last=True), "-pk").values("stars")[:1]),
            0,
        ),
        has_gtin=Exists(ProductGtin.objects.filter(product=OuterRef("product"), removed_at=None)),
    )


@dataclass(frozen=True)
class Asked:
    """The filters of the portfolio as the address has them; unknown values mean all."""

    text: str = ""
    sector: str = ""
    stars: int = 0
    province: str = ""
    capacity: int = 0
    papers: tuple[str, ...] = ()
    gtin: bool = False
    lead_days: int = 0
    region: str = ""


def found(asked: Asked, on: date) -> QuerySet[Offer]:
    offers = with_facts(listed(on)).select_related("product__producer", "product__unit__parent")
    for word in words(asked.text)[:4]:
        offers = offers.filter(product__search_key__contains=word)
    if asked.sector:
        numbers = [number for number, code in sector_of().items() if code == asked.sector]
        offers = offers.filter(product__criteria_set_number__in=numbers)
    if asked.stars:
        offers = offers.filter(stars__gte=asked.stars)
    if asked.province:
        offers = offers.filter(product__unit__province_key=asked.province)
    if asked.capacity:
        offers = offers.filter(capacity__gte=asked.capacity)
    if asked.lead_days:
        offers = offers.filter(lead_days__lte=asked.lead_days)
    if asked.gtin:
        offers = offers.filter(has_gtin=True)
    for paper in asked.papers:
        offers = offers.filter(papers__contains=f" {paper} ")
    if asked.region:
        offers = offers.filter(regions__contains=f" {asked.region} ")
    return offers


ROW = (
    *("product", "product__name", "product__criteria_set_number", "product__unit__province_key"),
    *("capacity", "unit", "papers", "price", "regions", "lead_days"),
)


def items_on(on: date, offers: QuerySet[Offer] | None = None) -> list[Item]:
    """As the rulebook reads them: four statements, however many products there are."""
    held = (listed(on) if offers is None else offers).order_by()
    rows = list(held.values_list(*ROW))
    stars, barcoded = _stars(), _barcoded()
    numbers = sector_of()
    return [
        Item(
            key=key,
            sector=numbers.get(number or 0, ""),
            words=frozenset(words(name)),
            stars=stars.get(key, 0),
            province=province or "",
            capacity=capacity,
            unit=unit,
            papers=unpacked(papers),
            gtin=key in barcoded,
            price=price,
            regions=unpacked(regions),
            lead_days=lead,
        )
        for key, name, number, province, capacity, unit, papers, price, regions, lead in rows
    ]


def _stars() -> dict[int, int]:
    """Of every product with an offer: published recognitions first, what a certificate says replaces them."""
    offered = Q(product__offer__withdrawn_at=None, product__offer__isnull=False)
    published = HistoricRecognition.objects.filter(offered, status="recognised").exclude(stars=None)
    rows = published.order_by(F("decided_on").asc(nulls_first=True), "pk").values_list("product", "stars")
    newest = Certificate.objects.filter(offered, superseded_on=None).order_by("valid_from")
    return dict(rows) | dict(newest.values_list("product", "stars"))


def _barcoded() -> set[int]:
    held = ProductGtin.objects.filter(removed_at=None, product__offer__withdrawn_at=None)
    return set(held.order_by().values_list("product", flat=True))


@lru_cache(maxsize=2)
def _remembered(on: date, number: int) -> Any:
    from ocop.rulebook.matching.columns import Catalogue  # numpy: only for those who rank

    return Catalogue(items_on(on))


def catalogue(on: date) -> Any:
    """Of this day and this version of the board; one statement when it is remembered."""
    number = version()
    return _remembered(on, number) if number else _fresh(on)


def _fresh(on: date) -> Any:
    from ocop.rulebook.matching.columns import Catalogue

    return Catalogue(items_on(on))


def contact_of(offer: Offer) -> dict[str, str]:
    """Nothing without the opt-in, nothing after the sheet was taken back."""
    if not offer.share_contact or offer.withdrawn_at is not None:
        return {}
    producer = offer.product.producer
    return {"name": producer.representative, "phone": producer.phone, "email": producer.email}


def paper_names(text: str) -> list[str]:
    held = unpacked(text)
    return [name for key, name in PAPERS.items() if key in held]


def product_of(code: str, on: date) -> Product | None:
    """A product of the portfolio, for a buyer."""
    offer = listed(on).filter(product__code=code[:20]).select_related("product__producer").first()
    return offer.product if offer else None
