"""What a decision contains, asked of each line when it is drafted, sent and published (I19: one check per item)."""

from datetime import date

from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.places.models import Unit
from ocop.recognition.enums import DecisionKind
from ocop.recognition.models import Certificate, Decision, DecisionLine, Revocation
from ocop.recognition.policies.results import check_result
from ocop.recognition.policies.revoking import check_in_force
from ocop.recognition.queries.lines import full_lines, full_revocations, replaced_certificates

WITH_RESULTS = {DecisionKind.RECOGNISE, DecisionKind.APPROVE_RESULT}


def check_contents(decision: Decision, *, on: date) -> None:
    lines, revocations = full_lines(decision), full_revocations(decision)
    if not lines and not revocations:
        raise RuleBroken(
            "Quyết định chưa có sản phẩm nào; hãy chọn sản phẩm rồi trình ký.", code="decision.no_lines"
        )
    for line in lines:
        check_line(line, decision)
    for held in replaced_certificates(decision):
        _check_replaced(held)
    for revocation in revocations:
        check_revocation(revocation, unit=decision.unit, on=on)


def check_line(line: DecisionLine, decision: Decision) -> None:
    if decision.kind in WITH_RESULTS and line.result:
        check_result(line.result, kind=decision.kind, level=decision.level, unit=decision.unit)


def _check_replaced(held: Certificate) -> None:
    """A certificate that a correction replaces must be free of open matters: a correction lifts no suspension."""
    if any(one.state == "proposed" for one in held.revocations.all()):
        raise RuleBroken(
            f"“{held.product}”: giấy chứng nhận đang có đề nghị thu hồi; hãy xử lý xong rồi thay quyết định.",
            code="correct.revocation",
        )
    if any(one.until_on is None for one in held.suspensions.all()):
        raise RuleBroken(
            f"“{held.product}”: giấy chứng nhận đang tạm dừng; hãy bỏ tạm dừng hoặc thu hồi trước.",
            code="correct.suspended",
        )


def check_revocation(revocation: Revocation, *, unit: Unit, on: date) -> None:
    certificate = revocation.certificate
    if certificate.unit_id != unit.pk:
        raise PermissionRefused(
            f"Giấy {certificate.number_text} do cơ quan khác cấp.", code="certificate.issuer"
        )
    if revocation.state != "proposed":
        raise RuleBroken(
            f"Giấy {certificate.number_text}: đề nghị thu hồi này không còn chờ quyết định.",
            code="revocation.state",
        )
    check_in_force(certificate, on)
