"""Reads over points: filters of the lists, silence, survival, what an Excel file of them holds."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, TruncMonth

from ocop.core.text import words
from ocop.documents.sheets import Column, Sheet, write_xlsx
from ocop.market.enums import PointKind
from ocop.market.models import MonthlyReport, Point, PointOperator, PointPause, PointPhoto
from ocop.rulebook.lifecycle import MACHINES
from ocop.rulebook.market import outlived, setting_on, silent_since, told_late

SILENT = "im-lang"


def silent(points: QuerySet[Point], on: date) -> QuerySet[Point]:
    """Open ones that should report and did not for too long: the rule of `rulebook.market.silent_since` as a filter.

    A point known only from what was published has nobody who could report; it is not silent.
    """
    told = points.filter(state="open").filter(
        Q(producer__isnull=False) | Exists(PointOperator.objects.filter(point=OuterRef("pk")))
    )
    return told.annotate(told_month=Coalesce("last_month", TruncMonth("active_from"))).filter(
        told_month__lt=told_late(on)
    )


def silence(point: Point, on: date) -> date | None:
    """The first month without a word; None while all is well."""
    if point.state != "open" or point.active_from is None or not has_operator(point):
        return None
    return silent_since(point.active_from, point.last_month, on)


def has_operator(point: Point) -> bool:
    return point.producer_id is not None or point.operators.exists()


def filtered(points: QuerySet[Point], params: Any, on: date) -> QuerySet[Point]:
    """By kind, state (or silence), province and words; unknown values are ignored."""
    state = params.get("tinh_trang", "")
    if state == SILENT:
        points = silent(points, on)
    elif state in MACHINES[Point.machine].states:
        points = points.filter(state=state)
    return of_kind(points, params)


def of_kind(points: QuerySet[Point], params: Any) -> QuerySet[Point]:
    kind, province = params.get("loai", ""), params.get("tinh", "")[:20]
    if kind in PointKind.values:
        points = points.filter(kind=kind)
    if province and "\x00" not in province:
        points = points.filter(unit__province_key=province)
    for word in words(params.get("q", "")[:100])[:5]:
        points = points.filter(search_key__contains=word)
    return points


def by_province() -> dict[str, int]:
    """Province key → open points.  # queries: 1"""
    found = Point.objects.public().order_by().values("unit__province_key").annotate(n=Count("pk"))
    return {row["unit__province_key"]: row["n"] for row in found if row["unit__province_key"]}


def reports_of(point: Point, limit: int = 24) -> list[MonthlyReport]:
    """Newest month first, without replaced ones."""
    return list(point.reports.filter(replaced_at=None)[:limit])


def report_of(point: Point, month: date) -> MonthlyReport | None:
    return point.reports.filter(month=month, replaced_at=None).first()


def photos_of(point: Point) -> QuerySet[PointPhoto]:
    return point.photos.filter(removed_at=None).select_related("file").prefetch_related("file__copies")


def pauses_of(point: Point) -> QuerySet[PointPause]:
    return point.pauses.order_by("from_on")


def survival_words(point: Point, on: date) -> str:
    """“Còn hoạt động 12 tháng sau khi hết hỗ trợ”, or why nobody can say yet."""
    if point.support_until is None:
        return ""
    months = setting_on(point.support_until).survival_months
    answer = outlived(point.support_until, point.closed_on, on, months)
    if answer is None:
        return f"chưa đủ {months} tháng sau khi hết hỗ trợ"
    return (
        f"còn hoạt động {months} tháng sau khi hết hỗ trợ"
        if answer
        else f"đóng trước khi đủ {months} tháng sau khi hết hỗ trợ"
    )


COLUMNS = (
    Column("Mã", 13),
    Column("Tên", 36),
    Column("Loại", 30),
    Column("Người vận hành", 30),
    Column("Địa chỉ", 30),
    Column("Đơn vị phụ trách", 28),
    Column("Mã đơn vị", 10),
    Column("Ngày khai trương", 13, "date"),
    Column("Ngày đóng", 12, "date"),
    Column("Hỗ trợ (đồng)", 15, "money", total=True),
    Column("Hỗ trợ đến hết", 13, "date"),
    Column("Tháng báo gần nhất", 13, "date"),
    Column("Im lặng từ tháng", 13, "date"),
    Column("Trạng thái", 18),
    Column("Nguồn", 30),
)


def export(points: QuerySet[Point], *, office: str, on: date) -> bytes:
    """The list on screen as an official sheet."""
    sheet = Sheet(
        "Điểm bán",
        COLUMNS,
        _rows(points, on),
        title="Điểm giới thiệu và bán sản phẩm OCOP",
        subtitle=f"Tính ngày {on:%d/%m/%Y}",
        office=office,
    )
    return write_xlsx([sheet])


def _rows(points: QuerySet[Point], on: date) -> Iterator[list[Any]]:
    quiet = set(silent(points, on).values_list("pk", flat=True))
    for one in points.select_related("unit", "producer").iterator(chunk_size=500):
        since = silent_since(one.active_from, one.last_month, on) if one.pk in quiet else None  # type: ignore[arg-type]
        yield [
            *(one.code, one.name, one.get_kind_display(), one.run_by, one.address, one.unit.full_name),
            *(one.unit.key, one.opened_on, one.closed_on, one.support, one.support_until, one.last_month),
            *(since, one.state_label, one.source),
        ]
