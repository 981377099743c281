"""Reads over stalls: goods with their standing, numbers taken, the list for an event, Excel."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from ocop.documents.sheets import Column, Sheet, write_xlsx
from ocop.market.models import Stall, StallGood, StallResult, TradeEvent
from ocop.market.queries.standing import Standing, standings
from ocop.products.models import Product
from ocop.recognition.queries.selling import sellable_on

OPEN = ("registered", "waiting", "selected")


@dataclass(frozen=True)
class Brought:
    """A good of a stall and whether it may be brought on the event's day."""

    good: StallGood
    standing: Standing

    @property
    def warning(self) -> str:
        return "" if self.standing.ok else f"{self.standing.words}: không được mang tới sự kiện"


def goods_of(stall: Stall, on: date) -> list[Brought]:
    """# queries: 5"""
    goods = list(stall.goods.filter(removed_at=None).select_related("product"))
    found = standings([good.product_id for good in goods], stall.event.day_asked(on))
    return [Brought(good, found[good.product_id]) for good in goods]


def stall_of(event: TradeEvent, producer_id: int | None) -> Stall | None:
    """The registration of this producer that stands."""
    return event.stalls.filter(producer_id=producer_id).exclude(state="withdrawn").first()


def listed(event: TradeEvent) -> QuerySet[Stall]:
    """Registrations with goods and result: as many statements for 3 as for 300 rows."""
    goods = StallGood.objects.filter(removed_at=None).select_related("product")
    results = StallResult.objects.filter(replaced_at=None)
    return (
        event.stalls.select_related("producer", "event")
        .prefetch_related(
            Prefetch("goods", goods, to_attr="brought"), Prefetch("results", results, to_attr="told")
        )
        .order_by("registered_at", "pk")
    )


def lapsed_among(stalls: Iterable[Stall], event: TradeEvent, on: date) -> dict[int, list[str]]:
    """Stall id → names of products that may not be brought, for stalls of `listed`.  # queries: 1"""
    goods = [good for stall in stalls for good in stall.brought]  # type: ignore[attr-defined]
    wanted = Product.objects.filter(pk__in=[good.product_id for good in goods])
    able = set(sellable_on(event.day_asked(on), wanted).values_list("pk", flat=True))
    found: dict[int, list[str]] = {}
    for good in goods:
        if good.product_id not in able:
            found.setdefault(good.stall_id, []).append(good.product.name)
    return found


def numbers_taken(event: TradeEvent) -> set[str]:
    return set(event.stalls.exclude(number="").values_list("number", flat=True))


def untold(on: date) -> Iterator[StallGood]:
    """Goods for events not yet over whose product may not be brought, about which nobody was told."""
    waiting = StallGood.objects.filter(
        removed_at=None,
        told_at=None,
        stall__state__in=OPEN,
        stall__event__state__in=("calling", "ready", "running"),
        stall__event__ends_on__gte=on,
    ).select_related("stall__event__unit", "stall__producer", "product__producer")
    by_event: dict[int, list[StallGood]] = {}
    for good in waiting.order_by("stall__event", "pk"):
        by_event.setdefault(good.stall.event_id, []).append(good)
    for goods in by_event.values():
        wanted = Product.objects.filter(pk__in=[good.product_id for good in goods])
        day = goods[0].stall.event.day_asked(on)
        able = set(sellable_on(day, wanted).values_list("pk", flat=True))
        yield from (good for good in goods if good.product_id not in able)


COLUMNS = (
    Column("Số gian", 9),
    Column("Chủ thể", 36),
    Column("Mã chủ thể", 14),
    Column("Sản phẩm", 60),
    Column("Không được mang", 40),
    Column("Trạng thái", 18),
    Column("Lý do", 30),
    Column("Lượt khách", 12, "integer", total=True),
    Column("Doanh thu (đồng)", 18, "money", total=True),
    Column("Hợp đồng", 10, "integer", total=True),
    Column("Biên bản ghi nhớ", 10, "integer", total=True),
)


def export(event: TradeEvent, *, office: str, on: date) -> bytes:
    """Stalls, goods and results of one event; no staff and no telephone."""
    stalls = list(listed(event))
    rows = _rows(stalls, lapsed_among(stalls, event, on))
    sheet = Sheet("Gian hàng", COLUMNS, rows, title=f"Gian hàng: {event.name}", office=office)
    return write_xlsx([sheet])


def _rows(stalls: Iterable[Stall], lapsed: dict[int, list[str]]) -> Iterator[list[Any]]:
    for one in stalls:
        goods = ", ".join(good.product.name for good in one.brought)  # type: ignore[attr-defined]
        told = one.told[0] if one.told else None  # type: ignore[attr-defined]
        numbers = (told.visitors, told.sales, told.contracts, told.memoranda) if told else (None,) * 4
        yield [
            *(one.number, one.producer.name, one.producer.code, goods, ", ".join(lapsed.get(one.pk, []))),
            *(one.state_label, one.reason, *numbers),
        ]
