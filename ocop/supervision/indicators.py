"""Indicators of supervision: visits, faults past their day, and what producers report of themselves."""

from django.db.models import Exists, OuterRef, Q

from ocop.core.clock import day_bounds
from ocop.core.indicators import Indicator, Places, Scope, Source, register, register_source
from ocop.supervision.models import Finding, PeriodicReport, Visit

THEME = "support"


def _places(path: str) -> Places:
    one = {"province": f"{path}__province_key", "commune": f"{path}__key"}
    return {"now": one, "then": one}


def visited(scope: Scope) -> Q:
    return Q(state="submitted", visited_on__gte=scope.start, visited_on__lte=scope.on)


def overdue(scope: Scope) -> Q:
    """Past its last day on the day asked, and not put right by then."""
    unfinished = ~Q(state="fixed") | Q(state_at__gte=day_bounds(scope.on)[1])
    return Q(found_on__lte=scope.on, due_on__lt=scope.on) & unfinished


def reported(scope: Scope) -> Q:
    """Standing reports of periods that end within the period asked, given by the day asked."""
    end = day_bounds(scope.on)[1]
    later = PeriodicReport.objects.filter(corrects=OuterRef("pk"), given_at__lt=end)
    within = Q(period__until_on__gte=scope.start, period__until_on__lte=scope.on, given_at__lt=end)
    return within & ~Exists(later)


SOURCES = (
    Source(
        "visits",
        Visit,
        "cuộc kiểm tra",
        _places("product__unit"),
        (
            ("Mã", "code"),
            ("Sản phẩm", "product.name"),
            ("Chủ thể", "product.producer.name"),
            ("Ngày", "visited_on"),
        ),
        ("pk",),
        ("product__producer",),
    ),
    Source(
        "findings",
        Finding,
        "lỗi ghi nhận khi kiểm tra",
        _places("product__unit"),
        (("Mã", "code"), ("Sản phẩm", "product.name"), ("Thấy gì", "words"), ("Hạn khắc phục", "due_on")),
        ("pk",),
        ("product",),
    ),
    Source(
        "periodic",
        PeriodicReport,
        "báo cáo định kỳ của chủ thể",
        _places("producer__unit"),
        (
            ("Chủ thể", "producer.name"),
            ("Kỳ", "period.title"),
            ("Doanh thu (triệu đồng)", "revenue"),
            ("Từ sản phẩm OCOP (triệu đồng)", "revenue_ocop"),
            ("Lao động", "workers"),
        ),
        ("pk",),
        ("producer", "period"),
    ),
)
ROWS = (
    ("inspections_done", "Cuộc kiểm tra sau công nhận trong kỳ", "Cuộc kiểm tra đã chốt kết quả, ngày kiểm tra trong kỳ", "cuộc", "visits", visited, True, ""),
    ("findings_overdue", "Lỗi quá hạn khắc phục", "Lỗi có hạn khắc phục trước ngày tính và chưa được xác nhận đã khắc phục đến ngày đó", "lỗi", "findings", overdue, False, ""),
    ("periodic_reports", "Báo cáo định kỳ của chủ thể trong kỳ", "Bản đang có hiệu lực của các kỳ báo cáo kết thúc trong kỳ tính", "báo cáo", "periodic", reported, True, ""),
    ("reported_revenue", "Doanh thu chủ thể tự báo cáo trong kỳ", "Cộng doanh thu ở các báo cáo định kỳ của kỳ kết thúc trong kỳ tính", "triệu đồng", "periodic", reported, True, "revenue"),
    ("reported_revenue_ocop", "Doanh thu từ sản phẩm OCOP chủ thể tự báo cáo trong kỳ", "Cộng phần doanh thu từ sản phẩm OCOP ở các báo cáo đó", "triệu đồng", "periodic", reported, True, "revenue_ocop"),
    ("reported_workers", "Lao động ở các báo cáo định kỳ trong kỳ", "Cộng lao động cuối kỳ ở các báo cáo đó; kỳ tính nên chứa một kỳ báo cáo", "người", "periodic", reported, True, "workers"),
)  # fmt: skip


def install() -> None:
    for one in SOURCES:
        register_source(one)
    register(
        *(
            Indicator(key, words, formula, measure, THEME, source, where, flow=flow, adds=adds)  # type: ignore[arg-type]
            for key, words, formula, measure, source, where, flow, adds in ROWS
        )
    )
