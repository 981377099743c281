"""Who may take which edition of a bundle. The public one is everybody's."""

from ocop.core.acting import Acting
from ocop.core.errors import PermissionRefused
from ocop.core.permissions import Permission as P
from ocop.recognition.models import Certificate

OFFICE = (P.AUDIT_VIEW, P.DECISION_SIGN, P.DECISION_DRAFT)
PARTY = (P.INSPECT, P.PRODUCER_EDIT)


def edition_for(certificate: Certificate, *, by: Acting) -> str:
    """The fullest edition this acting may take of a certificate it sees."""
    check_can_take_bundle(certificate, by=by)
    return "office" if any(by.may(one) for one in OFFICE) else "party"


def check_can_take_bundle(certificate: Certificate, *, by: Acting) -> None:
    """Auditors, signers and offices take all; inspectors and the producer all but single sheets and the trail."""
    if not any(by.may(one) for one in (*OFFICE, *PARTY)):
        raise PermissionRefused(
            "Gói bằng chứng đầy đủ dành cho kiểm toán viên, người ký, cơ quan tham mưu, người kiểm tra và chính chủ thể. "
            "Bản công khai thì ai cũng tải được ở trang nhật ký của giấy.",
            code="bundle.role",
        )
    if not Certificate.objects.visible_to(by).filter(pk=certificate.pk).exists():
        raise PermissionRefused(
            f"Giấy {certificate} ngoài phạm vi của {by.office or 'ông/bà'}; hãy tải bản công khai.",
            code="bundle.scope",
        )
