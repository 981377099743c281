"""Reads over events: lists, goods that may be brought, what an event came to, Excel."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from ocop.core.text import words
from ocop.documents.sheets import Column, Sheet, write_xlsx
from ocop.market.enums import EventKind
from ocop.market.models import StallResult, TradeEvent
from ocop.products.models import Product
from ocop.recognition.queries.selling import sellable_on
from ocop.rulebook.lifecycle import MACHINES

COMING, PAST = "sap-toi", "da-qua"


def filtered(events: QuerySet[TradeEvent], params: Any, on: date) -> QuerySet[TradeEvent]:
    """By kind, state, time, province and words; unknown values are ignored."""
    kind, state, province = (params.get(name, "")[:20] for name in ("loai", "tinh_trang", "tinh"))
    if kind in EventKind.values:
        events = events.filter(kind=kind)
    if state in MACHINES[TradeEvent.machine].states:
        events = events.filter(state=state)
    if province and "\x00" not in province:
        events = events.filter(unit__province_key=province)
    if params.get("khi") == COMING:
        events = events.filter(ends_on__gte=on)
    if params.get("khi") == PAST:
        events = events.filter(ends_on__lt=on)
    for word in words(params.get("q", "")[:100])[:5]:
        events = events.filter(search_key__contains=word)
    return events


def shown_goods(event: TradeEvent, on: date) -> QuerySet[Product]:
    """What the public finds at the chosen stalls with stars: in force on the day asked, so lapsed ones left by themselves."""
    brought = Product.objects.filter(
        stall_goods__stall__event=event,
        stall_goods__stall__state="selected",
        stall_goods__removed_at=None,
    )
    return (
        sellable_on(event.day_asked(on), brought)
        .select_related("producer")
        .distinct()
        .order_by("sort_key", "pk")
    )


@dataclass(frozen=True)
class Summary:
    """What an event came to; sums over what stalls declared, and how many declared."""

    stalls: int
    told: int
    producers: int
    visitors: int
    sales: Decimal
    contracts: int
    memoranda: int
    planned: Decimal
    spent: Decimal

    @property
    def per_spent(self) -> Decimal | None:
        """Sales for each đồng that was spent."""
        return self.sales / self.spent if self.spent else None


NUMBERS = ("visitors", "sales", "contracts", "memoranda")


def summary(event: TradeEvent) -> Summary:
    """# queries: 3"""
    stalls = event.stalls.filter(state="selected").aggregate(
        n=Count("pk"), makers=Count("producer", distinct=True)
    )
    results = StallResult.objects.filter(stall__event=event, stall__state="selected", replaced_at=None)
    said = results.aggregate(told=Count("pk"), **{name: Sum(name) for name in NUMBERS})
    money = event.costs.aggregate(planned=Sum("planned"), spent=Sum("spent"))
    return Summary(
        stalls["n"],
        said["told"],
        stalls["makers"],
        *((said[name] or 0) for name in NUMBERS),
        money["planned"] or Decimal(0),
        money["spent"] or Decimal(0),
    )


def with_stalls(events: QuerySet[TradeEvent]) -> QuerySet[TradeEvent]:
    """`chosen` and `asked`: stalls chosen, and registrations that are not withdrawn."""
    return events.annotate(
        chosen=Count("stalls", filter=Q(stalls__state="selected")),
        asked=Count("stalls", filter=~Q(stalls__state="withdrawn")),
    )


COLUMNS = (
    Column("Mã", 13),
    Column("Tên sự kiện", 44),
    Column("Loại", 24),
    Column("Từ ngày", 12, "date"),
    Column("Đến hết", 12, "date"),
    Column("Số ngày", 9, "integer", total=True),
    Column("Địa điểm", 36),
    Column("Đơn vị", 24),
    Column("Gian đăng ký", 10, "integer", total=True),
    Column("Gian được chọn", 10, "integer", total=True),
    Column("Lượt khách", 12, "integer", total=True),
    Column("Doanh thu (đồng)", 18, "money", total=True),
    Column("Trạng thái", 22),
    Column("Quy mô theo nguồn", 24),
    Column("Nguồn", 30),
)


def export(events: QuerySet[TradeEvent], *, office: str, on: date) -> bytes:
    """The list on screen as an official sheet."""
    title = "Hội chợ, sự kiện xúc tiến sản phẩm OCOP"
    rows = _rows(events)
    sheet = Sheet("Sự kiện", COLUMNS, rows, title=title, subtitle=f"Tính ngày {on:%d/%m/%Y}", office=office)
    return write_xlsx([sheet])


def _rows(events: QuerySet[TradeEvent]) -> Iterator[list[Any]]:
    sums = StallResult.objects.filter(stall__state="selected", replaced_at=None).values("stall__event")
    sales = dict(sums.annotate(n=Sum("sales")).values_list("stall__event", "n"))
    for one in with_stalls(events).select_related("unit").iterator(chunk_size=500):
        yield [
            *(one.code, one.name, one.get_kind_display(), one.starts_on, one.ends_on, one.days, one.where),
            *(one.unit.full_name, one.asked, one.chosen, one.visitors, sales.get(one.pk)),  # type: ignore[attr-defined]
            *(one.state_label, one.size, one.source),
        ]
