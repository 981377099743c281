"""Who may make which report, for which unit."""

from ocop.core.acting import Acting
from ocop.core.errors import PermissionRefused
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.places.models import Unit
from ocop.reports.outlines import Outline
from ocop.reports.queries import check_level


def check_can_make(outline: Outline, unit: Unit, *, by: Acting) -> None:
    """An office reports for its own unit, and each report is of one level."""
    check_permission(by, Permission.REPORT_MAKE)
    if by.unit is None or by.unit.pk != unit.pk:
        raise PermissionRefused(
            f"Ông/bà đang làm việc cho {by.office or 'đơn vị khác'}, không lập báo cáo cho {unit.full_name} được.",
            code="unit",
        )
    check_level(outline, unit)
