"""What a decision contains, asked of each line when it is drafted, sent and published (I19: one check per item)."""

from datetime import date

from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.places.models import Unit
from ocop.recognition.enums import DecisionKind
from ocop.recognition.models import Certificate, Decision, DecisionLine, Revocation
from ocop.recognition.policies.results import check_result
from ocop.recognition.policies.revoking import check_in_force
from ocop.recognition.queries.lines import full_lines, full_revocations

WITH_RESULTS = {DecisionKind.RECOGNISE, DecisionKind.APPROVE_RESULT}


def check_contents(decision: Decision, *, on: date) -> None:
    lines, revocations = full_lines(decision), full_revocations(decision)
    if not lines and not revocations:
        raise RuleBroken("Quyết định chưa có sản phẩm nào; hãy chọn sản phẩm rồi trình ký.", code="decision.no_lines")
    for line in lines:
        check_line(line, decision)
    for revocation in revocations:
        check_revocation(revocation, unit=decision.unit, on=on)


def check_line(line: DecisionLine, decision: Decision) -> None:
    if decision.kind in WITH_RESULTS and line.result:
        check_result(line.result, kind=decision.kind, level=decision.level, unit=decision.unit)
    elif decision.kind == DecisionKind.CORRECT:
        _check_corrected(line, decision)


def _check_corrected(line: DecisionLine, decision: Decision) -> None:
    """The certificate that would be replaced must be free of open matters: a correction lifts no suspension."""
    held = Certificate.objects.filter(line__decision=decision.supersedes, product=line.product, superseded_on=None).first()
    if held is None:
        return
    if held.revocations.filter(state="proposed").exists():
        raise RuleBroken(f"“{line.product}”: giấy chứng nhận đang có đề nghị thu hồi; hãy xử lý xong rồi thay quyết định.", code="correct.revocation")
    if held.suspensions.filter(until_on=None).exists():
        raise RuleBroken(f"“{line.product}”: giấy chứng nhận đang tạm dừng; hãy bỏ tạm dừng hoặc thu hồi trước.", code="correct.suspended")


def check_revocation(revocation: Revocation, *, unit: Unit, on: date) -> None:
    certificate = revocation.certificate
    if certificate.unit_id != unit.pk:
        raise PermissionRefused(f"Giấy {certificate.number_text} do cơ quan khác cấp.", code="certificate.issuer")
    if revocation.state != "proposed":
        raise RuleBroken(f"Giấy {certificate.number_text}: đề nghị thu hồi này không còn chờ quyết định.", code="revocation.state")
    check_in_force(certificate, on)
