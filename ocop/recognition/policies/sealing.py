"""Who may have the certificates of a decision sealed."""

from datetime import datetime

from django.conf import settings

from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission, check_unit
from ocop.documents.signatures.seal_setting import check_set
from ocop.recognition.models import Decision
from ocop.recognition.queries.sealing import left_to_seal


def check_can_seal(decision: Decision, *, by: Acting, at: datetime) -> None:
    """The office that published it; there is something left; the key is set; the stop switch is off."""
    check_permission(by, Permission.DECISION_PUBLISH)
    check_unit(by, decision.unit_id, what="quyết định này")
    if decision.published_at is None:
        raise RuleBroken(
            "Quyết định chưa công bố nên chưa có giấy chứng nhận để ký.", code="seal.unpublished"
        )
    if getattr(settings, "OCOP_STOP_ISSUING", False):
        raise RuleBroken(
            "Hệ thống đang tạm ngừng cấp giấy chứng nhận để rà soát. Hãy liên hệ quản trị.",
            code="issuing.stopped",
        )
    if not left_to_seal(decision).exists():
        raise RuleBroken("Mọi giấy chứng nhận còn dùng của quyết định này đã ký số.", code="seal.nothing")
    check_set()
