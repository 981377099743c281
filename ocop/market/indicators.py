"""Figures counted from points, events and stalls (docs/figures.md). Where a point or event is counted on the map of then, the
district counts that its source named."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from ocop.core.clock import day_bounds
from ocop.core.indicators import How, Indicator, Places, Scope, Source, register, register_source
from ocop.market.enums import PointKind
from ocop.market.models import MonthlyReport, Point, PointOperator, Stall, StallResult, TradeEvent
from ocop.market.models.events import TAKING_PLACE
from ocop.market.models.points import active_on
from ocop.rulebook.figures import ONE
from ocop.rulebook.market import told_late

THEME = "market"


def places(prefix: str = "") -> Places:
    return {
        "now": {"province": f"{prefix}unit__province_key", "commune": f"{prefix}unit__key"},
        "then": {
            level: f"{prefix}then_{name}"
            for level, name in (("province", "province"), ("district", "district"), ("commune", "unit"))
        },
    }


SOURCES = (
    Source(
        "points",
        Point,
        "điểm bán",
        places(),
        (
            ("Tên", "name"),
            ("Loại", "get_kind_display"),
            ("Nơi", "where"),
            ("Hoạt động từ", "active_from"),
            ("Trạng thái", "state_label"),
        ),
        ("sort_key", "pk"),
        ("unit", "producer"),
    ),
    Source(
        "trade_events",
        TradeEvent,
        "sự kiện",
        places(),
        (
            ("Tên", "name"),
            ("Loại", "get_kind_display"),
            ("Nơi", "where"),
            ("Từ ngày", "starts_on"),
            ("Đến hết", "ends_on"),
            ("Số ngày", "days"),
        ),
        ("-starts_on", "pk"),
        ("unit",),
    ),
    Source(
        "stall_results",
        StallResult,
        "kết quả của gian hàng",
        places("stall__event__"),
        (
            ("Sự kiện", "stall.event.name"),
            ("Chủ thể", "stall.producer.name"),
            ("Lượt khách", "visitors"),
            ("Doanh thu (đồng)", "sales"),
        ),
        ("-given_at", "pk"),
        ("stall__event", "stall__producer"),
    ),
)


def _points(kind: PointKind) -> Any:
    return lambda scope: Q(kind=kind) & active_on(scope.on)


def _silent(scope: Scope) -> Q:
    """As of that day: what was told later does not count."""
    late = told_late(scope.on)
    told = MonthlyReport.objects.filter(
        point=OuterRef("pk"), month__gte=late, given_at__lt=day_bounds(scope.on)[1]
    )
    run = Q(producer__isnull=False) | Q(Exists(PointOperator.objects.filter(point=OuterRef("pk"))))
    return active_on(scope.on) & Q(active_from__lt=late) & run & ~Q(Exists(told))


def _asked(scope: Scope) -> Q:
    return Q(survives_on__lte=scope.on, active_from__isnull=False)


def _alive_then(scope: Scope) -> Q:
    return _asked(scope) & (Q(closed_on=None) | Q(closed_on__gte=F("survives_on")))


def _begun(scope: Scope, prefix: str = "") -> Q:
    return Q(
        **{
            f"{prefix}starts_on__gte": scope.start,
            f"{prefix}starts_on__lte": scope.on,
            f"{prefix}state__in": TAKING_PLACE,
        }
    )


def _took_part(scope: Scope) -> Q:
    stalls = Stall.objects.filter(
        _begun(scope, "event__"), producer=OuterRef("producer_id"), state="selected"
    )
    return Q(Exists(stalls))


def _results(scope: Scope) -> Q:
    return _begun(scope, "stall__event__") & Q(replaced_at=None, stall__state="selected")


def _one(key: str, words: str, formula: str, measure: str, source: str, where: Any, **more: Any) -> Indicator:
    return Indicator(key, words, formula, measure, THEME, source, where, **more)


def install() -> None:
    for one in SOURCES:
        register_source(one)
    register(
        _one("points_of_sale", "Điểm giới thiệu, bán sản phẩm OCOP", "Điểm đã khai trương (hoặc nguồn cho biết đã hoạt động), chưa đóng và không tạm nghỉ ngày tính", "điểm", "points", _points(PointKind.POINT)),
        _one("design_centres", "Trung tâm thiết kế sáng tạo, giới thiệu, quảng bá và bán sản phẩm OCOP", "Trung tâm đã khai trương, chưa đóng và không tạm nghỉ ngày tính", "trung tâm", "points", _points(PointKind.CENTRE)),
        _one("display_areas", "Khu trưng bày sản phẩm OCOP khánh thành trong kỳ", "Khu trưng bày có ngày khai trương trong kỳ", "khu trưng bày", "points", lambda s: Q(kind=PointKind.SHOWROOM, opened_on__gte=s.start, opened_on__lte=s.on), flow=True),
        _one("points_silent", "Điểm bán im lặng", "Điểm đang hoạt động, có người vận hành, từ hai tháng trọn trở lên không có số liệu (số tháng là thiết lập có ngày áp dụng)", "điểm", "points", _silent),
        _one("points_support_over", "Điểm đã đủ 12 tháng sau khi hết hỗ trợ", "Điểm có ngày hết hỗ trợ cộng 12 tháng đến ngày tính", "điểm", "points", _asked),
        _one("points_outliving_support", "Điểm còn hoạt động 12 tháng sau khi hết hỗ trợ", "Điểm đã đủ 12 tháng sau khi hết hỗ trợ mà lúc đó chưa đóng", "điểm", "points", _alive_then),
        Indicator("points_survival_share", "Tỷ lệ điểm còn hoạt động 12 tháng sau khi hết hỗ trợ", "100 × [points_outliving_support] ÷ [points_support_over]", "%", THEME, how=How.PERCENT, of=("points_outliving_support", "points_support_over"), rounding=ONE),
        _one("trade_events", "Hội chợ, sự kiện xúc tiến có sản phẩm OCOP", "Sự kiện có ngày đầu trong kỳ, đã chốt chương trình và không bị hủy", "sự kiện", "trade_events", _begun, flow=True),
        _one("trade_event_days", "Số ngày sự kiện giới thiệu sản phẩm OCOP", "Cộng số ngày của các sự kiện khai mạc trong kỳ, tính cả ngày đầu và ngày cuối", "ngày", "trade_events", _begun, flow=True, adds="days"),
        _one("trade_event_producers", "Chủ thể tham dự kết nối giao thương", "Chủ thể của địa bàn có gian được chọn ở ít nhất một sự kiện khai mạc trong kỳ; mỗi chủ thể tính một lần", "chủ thể", "producers", _took_part, flow=True),
        _one("trade_event_sales", "Doanh thu tại hội chợ, sự kiện", "Cộng doanh thu do các gian khai ở sự kiện khai mạc trong kỳ, tính cho đơn vị tổ chức", "đồng", "stall_results", _results, flow=True, adds="sales"),
    )  # fmt: skip
