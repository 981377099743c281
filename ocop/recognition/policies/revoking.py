"""Who may suspend or propose to revoke a certificate, and when (Điều 8)."""

from datetime import date, datetime

from ocop.audit.moves import check_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.recognition.models import Certificate, Revocation, Suspension
from ocop.recognition.policies.interests import check_not_own
from ocop.recognition.queries.status import status_of
from ocop.rulebook.procedures import procedure_on
from ocop.rulebook.validity import Status


def check_issuer(certificate: Certificate, by: Acting) -> None:
    """3 and 4 stars: the province that issued; 5 stars: the ministry."""
    if by.unit is None or by.unit.pk != certificate.unit_id:
        raise PermissionRefused(
            "Giấy chứng nhận này do cơ quan khác cấp; chỉ cơ quan cấp mới thu hồi hoặc tạm dừng.",
            code="certificate.issuer",
        )


def check_in_force(certificate: Certificate, on: date) -> None:
    found = status_of(certificate, on)
    if found not in {Status.VALID, Status.EXPIRING, Status.SUSPENDED, Status.NOT_YET}:
        raise RuleBroken(
            f"Giấy chứng nhận này {found.words.lower()}; không còn gì để thu hồi hoặc tạm dừng.",
            code="certificate.not_in_force",
        )


def check_can_propose(
    certificate: Certificate, *, by: Acting, at: datetime, ground: str = "", concluded_on: date | None = None
) -> None:
    check_permission(by, Permission.CERTIFICATE_REVOKE)
    check_issuer(certificate, by)
    check_not_own(by, [certificate.product.producer_id])
    check_in_force(certificate, local_date(at))
    if certificate.revocations.filter(state="proposed").exists():
        raise RuleBroken(
            "Đã có một đề nghị thu hồi đang chờ quyết định cho giấy này.", code="revocation.open"
        )
    if ground and ground not in {one.key for one in procedure_on(local_date(at)).revocation_grounds}:
        raise RuleBroken(
            "Hãy chọn một trong sáu căn cứ thu hồi của Điều 8.", code="revocation.ground", field="ground"
        )
    if concluded_on and concluded_on > local_date(at):
        raise RuleBroken(
            "Ngày kết luận không thể sau hôm nay.", code="revocation.future", field="concluded_on"
        )


def check_can_dismiss(revocation: Revocation, *, by: Acting, at: datetime) -> None:
    check_move(revocation, "dismiss", by=by)
    check_issuer(revocation.certificate, by)
    if revocation.decision and revocation.decision.state in {"for_signature", "signed"}:
        raise RuleBroken(
            "Việc thu hồi này nằm trong quyết định đã trình ký; hãy rút quyết định về trước.",
            code="revocation.in_decision",
        )


def check_can_suspend(certificate: Certificate, *, by: Acting, at: datetime) -> None:
    check_permission(by, Permission.CERTIFICATE_REVOKE)
    check_issuer(certificate, by)
    check_in_force(certificate, local_date(at))
    if any(s.until_on is None for s in certificate.suspensions.all()):
        raise RuleBroken("Giấy chứng nhận đang tạm dừng rồi.", code="suspension.open")


def check_can_lift(suspension: Suspension, *, by: Acting, at: datetime) -> None:
    check_permission(by, Permission.CERTIFICATE_REVOKE)
    check_issuer(suspension.certificate, by)
    if suspension.until_on is not None:
        raise RuleBroken("Việc tạm dừng này đã được bỏ.", code="suspension.lifted")
