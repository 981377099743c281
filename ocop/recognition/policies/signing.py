"""Who may sign and publish: three duties, three people (I13, I19)."""

from datetime import datetime

from django.conf import settings

from ocop.audit.moves import check_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission, check_unit
from ocop.recognition.enums import SigningMode
from ocop.recognition.models import Decision
from ocop.recognition.policies.interests import check_not_verifier, check_own_of_decision
from ocop.recognition.policies.lines import check_contents


def _person(by: Acting) -> int | None:
    return by.person.pk if by.person else None


def check_can_sign(decision: Decision, *, by: Acting, at: datetime) -> None:
    """The signer neither drafted nor sent it, verified none of its dossiers, and owns none of its products."""
    check_move(decision, "sign", by=by)
    check_unit(by, decision.unit_id, what="quyết định này")
    if _person(by) in {decision.drafted_by_id, decision.sent_by_id}:
        raise PermissionRefused(
            "Người soạn hoặc trình dự thảo không được ký quyết định đó.", code="decision.same_person"
        )
    check_own_of_decision(decision, by)
    check_not_verifier(decision, by)
    if decision.draft_file is None:
        raise RuleBroken(
            "Chưa có bản PDF để ký; cơ quan tham mưu cần trình lại.", code="decision.no_draft_file"
        )


def check_can_refuse(decision: Decision, *, by: Acting, at: datetime) -> None:
    check_move(decision, "refuse", by=by)
    check_unit(by, decision.unit_id, what="quyết định này")


def check_can_scan(decision: Decision, *, by: Acting, at: datetime) -> None:
    check_permission(by, Permission.DECISION_DRAFT)
    check_unit(by, decision.unit_id, what="quyết định này")
    if decision.state != "for_signature":
        raise RuleBroken("Chỉ nộp bản quét khi quyết định đang trình ký.", code="decision.scan.state")


def check_can_confirm_scan(decision: Decision, *, by: Acting, at: datetime) -> None:
    """Two different people of the office or signers, neither of them the one who uploaded the scan."""
    check_permission(
        by, Permission.DECISION_SIGN if by.may(Permission.DECISION_SIGN) else Permission.DECISION_DRAFT
    )
    check_unit(by, decision.unit_id, what="quyết định này")
    if (
        decision.state != "for_signature"
        or decision.signing_mode != SigningMode.PAPER
        or decision.signed_file is None
    ):
        raise RuleBroken("Chưa có bản quét nào chờ xác nhận.", code="decision.no_scan")
    if decision.scan_by_id == _person(by):
        raise PermissionRefused(
            "Người nộp bản quét không tự xác nhận; cần hai người khác.", code="decision.scan.same_person"
        )
    check_own_of_decision(decision, by)
    if decision.confirmations.filter(file=decision.signed_file, person=by.person).exists():
        raise RuleBroken(
            "Ông/bà đã xác nhận rồi; cần một người khác xác nhận lần hai.", code="decision.scan.twice"
        )


def check_can_publish(decision: Decision, *, by: Acting, at: datetime) -> None:
    """Signed and verified; not by the signer; its day has come; each line asked again; the stop switch is off."""
    check_move(decision, "publish", by=by)
    check_unit(by, decision.unit_id, what="quyết định này")
    if getattr(settings, "OCOP_STOP_ISSUING", False):
        raise RuleBroken(
            "Hệ thống đang tạm ngừng cấp giấy chứng nhận để rà soát. Hãy liên hệ quản trị.",
            code="issuing.stopped",
        )
    if decision.signed_by_id and decision.signed_by_id == _person(by):
        raise PermissionRefused(
            "Người ký không tự công bố; việc công bố do cơ quan tham mưu làm.",
            code="decision.publish.same_person",
        )
    check_own_of_decision(decision, by)
    if decision.signed_file is None or decision.decided_on is None:
        raise RuleBroken("Quyết định chưa có bản đã ký nên chưa công bố được.", code="decision.unsigned")
    if decision.decided_on > local_date(at):
        raise RuleBroken(
            f"Quyết định đề ngày {decision.decided_on:%d/%m/%Y}; đến ngày đó mới công bố được.",
            code="decision.publish.early",
        )
    check_contents(decision, on=local_date(at))
