"""Who may answer, accept or reject; who may advise to suspend or revoke."""

from datetime import date, datetime, timedelta

from ocop.audit.moves import check_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.recognition.models import Certificate
from ocop.recognition.policies.interests import check_not_own
from ocop.recognition.policies.revoking import check_in_force, check_issuer
from ocop.rulebook.procedures import procedure_on
from ocop.supervision.enums import AdviceKind
from ocop.supervision.models import Advice, Finding, Visit

LONGEST_DAYS = 90


def check_can(finding: Finding, move: str, *, by: Acting) -> None:
    check_move(finding, move, by=by)
    if not Finding.objects.visible_to(by).filter(pk=finding.pk).exists():
        raise PermissionRefused("Lỗi này không thuộc chủ thể hoặc địa bàn của ông/bà.", code="finding.scope")
    if move != "answer":
        check_not_own(by, [finding.product.producer_id])


def check_due(finding: Finding, due_on: date, *, at: datetime) -> None:
    on = local_date(at)
    if not on < due_on <= on + timedelta(days=LONGEST_DAYS):
        raise RuleBroken(
            f"Hạn khắc phục mới phải sau hôm nay và trong vòng {LONGEST_DAYS} ngày.",
            code="finding.due",
            field="due_on",
        )


def certificate_of(visit: Visit) -> Certificate | None:
    return Certificate.objects.filter(product=visit.product, superseded_on=None).for_status().first()


def check_can_advise(
    visit: Visit, *, by: Acting, at: datetime, kind: str = "", ground: str = ""
) -> Certificate:
    """After the visit was concluded with at least one finding or a failed sample."""
    check_permission(by, Permission.INSPECT)
    if visit.state != "submitted":
        raise RuleBroken("Chỉ kiến nghị sau khi đã chốt kết quả kiểm tra.", code="advice.state")
    if not visit.findings.exists() and not visit.lab_results.filter(verdict="fail").exists():
        raise RuleBroken(
            "Cuộc kiểm tra này không ghi lỗi nào, cũng không có mẫu không đạt; không có gì để kiến nghị.",
            code="advice.nothing",
        )
    certificate = certificate_of(visit)
    if certificate is None:
        raise RuleBroken(
            "Sản phẩm không có giấy chứng nhận do hệ thống này cấp; hãy gửi văn bản cho cơ quan đã công nhận.",
            code="advice.certificate",
        )
    check_not_own(by, [visit.product.producer_id])
    check_in_force(certificate, local_date(at))
    if kind and certificate.advices.filter(kind=kind, state="given").exists():
        raise RuleBroken("Đã có một kiến nghị như vậy đang chờ xem.", code="advice.open")
    grounds = {one.key for one in procedure_on(local_date(at)).revocation_grounds}
    if kind == AdviceKind.REVOKE and ground not in grounds:
        raise RuleBroken(
            "Hãy chọn một trong sáu căn cứ thu hồi của Điều 8.", code="advice.ground", field="ground"
        )
    return certificate


def check_can_settle(advice: Advice, move: str, *, by: Acting) -> None:
    check_move(advice, move, by=by)
    check_issuer(advice.certificate, by)
