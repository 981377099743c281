"""What a member of the advisory group may write."""

from datetime import datetime

from ocop.audit.moves import check_move
from ocop.core.acting import Acting
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.dossiers.models import Appraisal, Dossier


def check_can_appraise(dossier: Dossier, *, by: Acting, at: datetime) -> None:
    check_permission(by, Permission.APPRAISAL_WRITE)
    if dossier.adviser_id != (by.person.pk if by.person else None):
        raise PermissionRefused(
            "Hồ sơ này được giao cho thành viên khác của Tổ tư vấn.", code="appraisal.other_adviser"
        )
    if dossier.state != "appraising":
        raise RuleBroken("Chỉ ghi báo cáo khi hồ sơ đang ở Tổ tư vấn.", code="appraisal.state")


def check_can_report(
    dossier: Dossier, *, by: Acting, at: datetime, appraisal: Appraisal | None = None
) -> None:
    check_move(dossier, "report", by=by)
    check_can_appraise(dossier, by=by, at=at)
    if appraisal is None or not appraisal.conclusion.strip():
        raise RuleBroken(
            "Báo cáo chưa có nhận xét chung.", code="appraisal.no_conclusion", field="conclusion"
        )
    if appraisal.recommended is None:
        raise RuleBroken(
            "Hãy chọn có hay không đề nghị đưa ra hội đồng.",
            code="appraisal.no_recommendation",
            field="recommended",
        )
