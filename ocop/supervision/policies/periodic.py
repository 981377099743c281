"""When a producer may report, what cannot be true, and who opens a period."""

from datetime import date, datetime
from typing import Any

from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.producers.models import Producer
from ocop.supervision.models import PeriodicReport, ReportPeriod


def check_can_open(from_on: date, until_on: date, due_on: date, *, by: Acting) -> None:
    check_permission(by, Permission.SUPERVISE)
    if by.unit is None or by.unit.level == "commune":
        raise PermissionRefused("Kỳ báo cáo do tỉnh hoặc trung ương mở.", code="period.level")
    if until_on <= from_on:
        raise RuleBroken("Ngày cuối kỳ phải sau ngày đầu kỳ.", code="period.days", field="until_on")
    if due_on <= until_on:
        raise RuleBroken("Hạn báo cáo phải sau ngày cuối kỳ.", code="period.due", field="due_on")
    twin = ReportPeriod.objects.filter(unit=by.unit, from_on__lte=until_on, until_on__gte=from_on).first()
    if twin:
        raise RuleBroken(
            f"Kỳ này chồng lên “{twin}”; mỗi ngày chỉ thuộc một kỳ báo cáo.",
            code="period.overlap",
            field="from_on",
        )


def check_can_give(
    period: ReportPeriod, producer: Producer, data: dict[str, Any], *, by: Acting, at: datetime
) -> None:
    check_permission(by, Permission.PERIODIC_REPORT)
    if by.party_id != producer.pk:
        raise PermissionRefused("Ông/bà chỉ báo cáo cho cơ sở của mình.", code="periodic.party")
    if local_date(at) <= period.until_on:
        raise RuleBroken(
            f"Kỳ này kết thúc ngày {period.until_on:%d/%m/%Y}; báo cáo được từ hôm sau.",
            code="periodic.early",
        )
    check_figures(data)


def check_first(period: ReportPeriod, producer: Producer) -> None:
    if PeriodicReport.objects.filter(period=period, producer=producer).exists():
        raise RuleBroken(
            "Kỳ này đã báo cáo rồi; muốn sửa hãy bấm “Đính chính”, bản cũ vẫn được giữ.",
            code="periodic.twice",
        )


def check_can_correct(report: PeriodicReport, reason: str) -> None:
    if PeriodicReport.objects.filter(corrects=report).exists():
        raise RuleBroken(
            "Bản này đã được đính chính; hãy mở bản mới nhất để sửa tiếp.", code="periodic.corrected"
        )
    if not reason.strip():
        raise RuleBroken("Hãy ghi lý do đính chính.", code="reason", field="reason")


def check_figures(data: dict[str, Any]) -> None:
    """A part is never more than its whole."""
    parts = (
        ("revenue_ocop", "revenue", "Doanh thu từ sản phẩm OCOP không thể lớn hơn doanh thu của cơ sở."),
        ("revenue_online", "revenue", "Doanh thu qua mạng không thể lớn hơn doanh thu của cơ sở."),
        ("revenue_export", "revenue", "Doanh thu xuất khẩu không thể lớn hơn doanh thu của cơ sở."),
        ("workers_female", "workers", "Số lao động nữ không thể lớn hơn số lao động."),
    )
    for part, whole, sentence in parts:
        if data.get(part) is not None and data[part] > data[whole]:
            raise RuleBroken(sentence, code=f"periodic.{part}", field=part)
    if data.get("output") is not None and not data.get("output_unit", "").strip():
        raise RuleBroken(
            "Hãy ghi đơn vị của sản lượng, ví dụ: kg, chai, bộ.", code="periodic.unit", field="output_unit"
        )
