"""Reads over chains: figures of one, lists, the hint beside a criterion."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from ocop.core.text import words
from ocop.documents.sheets import Column, Sheet, write_xlsx
from ocop.rulebook.chains import share_of_output, stable_months
from ocop.villages.models import Chain


@dataclass(frozen=True)
class ChainFigures:
    """On a day: contracts running, their share of the output in per cent, months without a gap."""

    running: int
    share: Decimal
    months: int


def figures_of(chain: Chain, on: date) -> ChainFigures:
    terms = [one.terms for one in chain.members.all()]  # type: ignore[attr-defined]
    running = sum(one.runs(on) for one in terms)
    return ChainFigures(running, share_of_output(terms, on), stable_months(terms, on))


def filtered(chains: QuerySet[Chain], params: Any) -> QuerySet[Chain]:
    for word in words(params.get("q", "")[:100])[:4]:
        chains = chains.filter(Q(lead__search_key__contains=word) | Q(search_key__contains=word))
    return chains.select_related("lead").annotate(contracts=Count("members", distinct=True))


def of_producer(producer_id: int, on: date) -> list[Chain]:
    """Chains that the producer leads or belongs to and that have not ended."""
    inside = Q(lead_id=producer_id) | Q(members__producer_id=producer_id)
    running = Chain.objects.filter(inside, Q(ended_on=None) | Q(ended_on__gte=on), started_on__lte=on)
    return list(
        running.distinct().select_related("lead").prefetch_related("members").order_by("sort_key", "pk")
    )


def export(chains: QuerySet[Chain], *, on: date, office: str) -> bytes:
    columns = [
        Column("Mã", 14),
        Column("Chuỗi", 36),
        Column("Bên chủ trì", 34),
        Column("Sản phẩm", 30),
        Column("Bắt đầu", 12, "date"),
        Column("Kết thúc", 12, "date"),
        Column("Hợp đồng đang chạy", 11, "integer", total=True),
        Column("Tỷ lệ sản lượng (%)", 12, "number"),
        Column("Số tháng liên tục", 11, "integer"),
    ]
    sheet = Sheet("Chuỗi", columns, _rows(chains, on), title="Chuỗi giá trị", office=office)
    return write_xlsx([sheet])


def _rows(chains: QuerySet[Chain], on: date) -> Iterator[list[Any]]:
    rows = chains.select_related("lead").prefetch_related("members").order_by("sort_key", "pk")
    for one in rows.iterator(chunk_size=500):
        found = figures_of(one, on)
        yield [
            *(one.code, one.name, one.lead.name, one.goods, one.started_on, one.ended_on),
            *(found.running, found.share, found.months),
        ]
