"""Reads over villages: the office's list, one village, the public pages, coverage."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from ocop.core.text import words
from ocop.documents.sheets import Column, Sheet, write_xlsx
from ocop.places.models import Unit
from ocop.products.models import Product
from ocop.rulebook.lifecycle import MACHINES
from ocop.villages.enums import VILLAGES, Kind
from ocop.villages.models import Artisan, Mark, Route, TourismPoint, Village, VillageProducer

SHOWN_PRODUCTS = 60


def linked(on: date) -> QuerySet[VillageProducer]:
    return VillageProducer.objects.filter(Q(until_on=None) | Q(until_on__gt=on), from_on__lte=on)


def filtered(villages: QuerySet[Village], params: Any) -> QuerySet[Village]:
    """By kind, state, province and words of the name; unknown values are ignored."""
    kind, state, province = (params.get(name, "") for name in ("loai", "tinh_trang", "tinh"))
    if kind in Kind.values:
        villages = villages.filter(kind=kind)
    if state in MACHINES[Village.machine].states:
        villages = villages.filter(state=state)
    if province and "\x00" not in province:
        villages = villages.filter(now_province=province[:20])
    for word in words(params.get("q", "")[:100])[:4]:
        villages = villages.filter(search_key__contains=word)
    return villages


def with_numbers(villages: QuerySet[Village]) -> QuerySet[Village]:
    running = Count("links", filter=Q(links__until_on=None), distinct=True)
    return villages.select_related("unit", "trade").annotate(producers=running)


def links_of(village: Village) -> QuerySet[VillageProducer]:
    return village.links.filter(until_on=None).select_related("producer__unit").order_by("producer__sort_key")  # type: ignore[attr-defined]


def provinces_with_villages() -> list[Unit]:
    """For the public filter."""
    known = Village.objects.exclude(state="withdrawn").values("now_province")
    return list(Unit.objects.filter(key__in=known).order_by("sort_key"))


def public_villages() -> QuerySet[Village]:
    return Village.objects.exclude(state="withdrawn").select_related("unit", "trade")


def public_products(village: Village, on: date) -> list[Product]:
    """Products of the village's producers that hold, or held, a recognition; those are public already."""
    makers = linked(on).filter(village=village).values("producer_id")
    found = Product.objects.filter(producer__in=makers, certificates__isnull=False).distinct()
    return list(found.select_related("producer").order_by("sort_key", "pk")[:SHOWN_PRODUCTS])


def public_artisans(village: Village) -> QuerySet[Artisan]:
    """Only those who agreed."""
    return village.artisans.exclude(consent_on=None)  # type: ignore[attr-defined]


def open_points(village: Village, on: date) -> QuerySet[TourismPoint]:
    return village.tourism_points.filter(  # type: ignore[attr-defined]
        Q(closed_on=None) | Q(closed_on__gt=on), opened_on__lte=on
    ).select_related("unit")


def routes_through(village: Village) -> list[Route]:
    stops = Prefetch("stops__point")
    return list(Route.objects.filter(stops__point__village=village).distinct().prefetch_related(stops))


def marks_of_place(village: Village, on: date) -> list[Mark]:
    """Marks in force whose territory holds the village."""
    keys = [key for key in (village.now_unit, village.now_province) if key]
    found = Mark.objects.filter(Q(expires_on=None) | Q(expires_on__gte=on), territory__key__in=keys)
    return list(found.distinct().order_by("sort_key", "pk"))


def reach(villages: QuerySet[Village], on: date) -> tuple[int, int]:
    """(villages with a producer, recognised villages): the 2/3 of the district plans."""
    recognised = villages.filter(kind__in=VILLAGES, state="recognised")
    held = Exists(linked(on).filter(village=OuterRef("pk")))
    return recognised.filter(held).count(), recognised.count()


def export(villages: QuerySet[Village], *, office: str) -> bytes:
    columns = [
        Column("Mã", 14),
        Column("Tên", 40),
        Column("Loại", 22),
        Column("Nghề", 26),
        Column("Nơi", 40),
        Column("Trạng thái", 22),
        Column("Quyết định", 28),
        Column("Số hộ", 9, "integer", total=True),
        Column("Số chủ thể OCOP", 10, "integer", total=True),
        Column("Nguồn", 40),
    ]
    rows = _rows(with_numbers(villages).order_by("sort_key", "pk"))
    return write_xlsx(
        [Sheet("Làng nghề", columns, rows, title="Làng nghề, nghề truyền thống", office=office)]
    )


def _rows(villages: QuerySet[Village]) -> Iterator[list[Any]]:
    for one in villages.iterator(chunk_size=500):
        trade = one.trade.name if one.trade else ""
        yield [
            *(one.code, one.name, one.get_kind_display(), trade, one.where, one.state_label),
            *(one.recognised_words, one.households, one.producers, one.source),
        ]
