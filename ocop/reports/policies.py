"""Who may make which report, for which unit."""

from ocop.core.acting import Acting
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.places.models import Unit
from ocop.reports.outlines import Outline
from ocop.reports.queries import check_level
from ocop.reports.templating import faults_of, names_of


def check_can_make(outline: Outline, unit: Unit, *, by: Acting) -> None:
    """An office reports for its own unit, and each report is of one level."""
    check_permission(by, Permission.REPORT_MAKE)
    if by.unit is None or by.unit.pk != unit.pk:
        raise PermissionRefused(
            f"Ông/bà đang làm việc cho {by.office or 'đơn vị khác'}, không lập báo cáo cho {unit.full_name} được.",
            code="unit",
        )
    check_level(outline, unit)


def check_template(content: bytes, outline: Outline) -> None:
    """Everything that is wrong with it, each with its place in the file."""
    faults = faults_of(content, names_of(outline))
    if faults:
        raise RuleBroken(
            "Mẫu chưa dùng được. Hãy sửa trong Word rồi tải lên lại.",
            code="template.faulty",
            field="file",
            details=faults,
        )
