"""Reads over periodic reports: what a producer owes, its last figures, who is late."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ocop.core.acting import Acting
from ocop.documents.sheets import Column, Sheet, write_xlsx
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.models import Certificate, HistoricRecognition
from ocop.supervision.models import PeriodicReport, ReportPeriod
from ocop.supervision.models.periodic import FIGURES


def asked_of(producer: Producer) -> QuerySet[ReportPeriod]:
    """Periods opened for its place."""
    keys = ["VN", *([producer.unit.province_key] if producer.unit else [])]
    found = ReportPeriod.objects.filter(unit__key__in=keys)
    return found if producer.is_demo else found.filter(is_demo=False)


def who_reports(period: ReportPeriod) -> QuerySet[Producer]:
    """Producers of the place with a product that was recognised by the end of the period."""
    certified = Certificate.objects.filter(product=OuterRef("pk"), valid_from__lte=period.until_on)
    told = HistoricRecognition.objects.filter(
        Q(decided_on__lte=period.until_on) | Q(decided_on=None, year__lte=period.until_on.year),
        product=OuterRef("pk"),
        status="recognised",
    )
    products = Product.objects.filter(producer=OuterRef("pk")).filter(Exists(certified) | Exists(told))
    found = Producer.objects.filter(Exists(products))
    if period.is_demo:
        found = found.filter(is_demo=True)
    return found if period.unit.level == "nation" else found.filter(unit__province_key=period.unit.key)


def owing(period: ReportPeriod) -> QuerySet[Producer]:
    """Those of them who have not reported."""
    given = PeriodicReport.objects.filter(period=period, producer=OuterRef("pk"))
    return who_reports(period).filter(~Exists(given))


def own_periods(producer: Producer, on: date) -> list[tuple[ReportPeriod, PeriodicReport | None]]:
    """Ended periods with the standing report, the newest first. Two statements."""
    periods = list(asked_of(producer).filter(until_on__lt=on).select_related("unit")[:12])
    given = {
        one.period_id: one
        for one in PeriodicReport.objects.standing().filter(producer=producer, period__in=periods)
    }
    return [(period, given.get(period.pk)) for period in periods]


def last_before(producer: Producer, period: ReportPeriod) -> PeriodicReport | None:
    """The standing report of the period before, whose figures are shown beside the empty fields."""
    return (
        PeriodicReport.objects.standing()
        .filter(producer=producer, period__until_on__lt=period.from_on)
        .select_related("period")
        .order_by("-period__until_on", "-pk")
        .first()
    )


def in_scope(period: ReportPeriod, acting: Acting) -> tuple[QuerySet[PeriodicReport], QuerySet[Producer]]:
    """Reports and debtors of one period that this office sees."""
    reports = PeriodicReport.objects.visible_to(acting).standing().filter(period=period)
    late = owing(period).filter(pk__in=Producer.objects.visible_to(acting).order_by().values("pk"))
    return reports, late


def export(
    reports: QuerySet[PeriodicReport], late: QuerySet[Producer], *, period: ReportPeriod, office: str
) -> bytes:
    figures = [
        Column(
            f"{words} ({unit})" if name != "output" else words, 16, "number", total=name.startswith("revenue")
        )
        for name, (words, unit) in FIGURES.items()
    ]
    columns = [
        Column("Chủ thể", 34),
        Column("Xã, phường", 24),
        *figures,
        Column("Đơn vị sản lượng", 12),
        Column("Khó khăn lớn nhất", 40),
        Column("Ngày báo cáo", 12, "date"),
        Column("Quá hạn", 10),
    ]
    owed = [Column("Chủ thể", 34), Column("Xã, phường", 24), Column("Điện thoại", 16)]
    return write_xlsx(
        [
            Sheet("Đã báo cáo", columns, _rows(reports), title=f"Báo cáo định kỳ: {period}", office=office),
            Sheet("Chưa báo cáo", owed, _owed(late), title=f"Chưa báo cáo: {period}", office=office),
        ]
    )


def _rows(reports: QuerySet[PeriodicReport]) -> Iterator[list[Any]]:
    for one in reports.select_related("producer__unit").iterator(chunk_size=500):
        yield [
            one.producer.name,
            one.producer.unit.full_name if one.producer.unit else "",
            *(getattr(one, name) for name in FIGURES),
            one.output_unit,
            one.trouble,
            timezone.localtime(one.given_at).date(),
            "Quá hạn" if one.late else "",
        ]


def _owed(late: QuerySet[Producer]) -> Iterator[list[Any]]:
    for one in late.select_related("unit").iterator(chunk_size=500):
        yield [one.name, one.unit.full_name if one.unit else "", one.phone]
