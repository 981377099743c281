"""Who may draft, sign and publish a decision, and what it may contain (26/2026/QĐ-TTg Điều 4, 7)."""

from datetime import date, datetime

from django.conf import settings

from ocop.audit.moves import check_move
from ocop.core.acting import Acting
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission, check_unit
from ocop.dossiers.models import Dossier
from ocop.evaluation.models import Result
from ocop.recognition.enums import DecisionKind, SigningMode
from ocop.recognition.models import Decision, Revocation
from ocop.rulebook.levels import Level
from ocop.rulebook.procedures import get_procedure

LEVELS = {"province": Level.PROVINCE, "central": Level.CENTRAL}


def level_of(by: Acting) -> str:
    return "central" if by.level == "nation" else "province"


def kind_for(result: Result, level: str) -> DecisionKind | None:
    """What this level may decide on a result: recognise, approve and send up, or nothing (Điều 4, 7)."""
    procedure = get_procedure(result.dossier.procedure)
    competence = procedure.competence_for(result.stars or 0)
    if competence is None:
        return None
    if competence.decides == LEVELS[level]:
        return DecisionKind.RECOGNISE
    return DecisionKind.APPROVE_RESULT if level == "province" else None


def check_result(result: Result, *, kind: str, level: str) -> None:
    """Asked anew for each line at drafting, at sending and just before publishing (one check per item)."""
    name = result.dossier.product.name
    if result.superseded_by_id:
        raise RuleBroken(f"“{name}”: kết quả này đã được điều chỉnh; hãy lấy kết quả mới.", code="line.superseded")
    if result.dossier.state not in {"rated", "central_rated", "sent_back"}:
        raise RuleBroken(f"“{name}”: hồ sơ không còn chờ quyết định.", code="line.state")
    possible = kind_for(result, level)
    if possible is None:
        raise RuleBroken(f"“{name}”: kết quả {result.mean_shown} điểm, {result.stars or 'không xếp'} sao không thuộc thẩm quyền quyết định của cấp này.",
                         code="line.competence")
    if possible != kind:
        wanted = DecisionKind(possible).label.lower()
        raise RuleBroken(f"“{name}”: kết quả {result.stars} sao phải đưa vào quyết định “{wanted}”.", code="line.kind")


def check_can_draft(*, by: Acting, at: datetime) -> None:
    check_permission(by, Permission.DECISION_DRAFT)
    if by.level not in {"province", "nation"}:
        raise PermissionRefused("Chỉ cơ quan tham mưu cấp tỉnh và trung ương soạn quyết định.", code="decision.level")


def check_can_edit(decision: Decision, *, by: Acting, at: datetime) -> None:
    check_permission(by, Permission.DECISION_DRAFT)
    check_unit(by, decision.unit_id, what="quyết định này")
    if decision.state != "draft":
        raise RuleBroken("Chỉ sửa được khi còn là dự thảo. Nếu đã trình ký, hãy rút về trước.", code="decision.edit.state")


def check_can_send(decision: Decision, *, by: Acting, at: datetime, decided_on: date | None = None) -> None:
    check_move(decision, "send", by=by)
    check_unit(by, decision.unit_id, what="quyết định này")
    if not (decision.lines.exists() or decision.revocations.exists()):
        raise RuleBroken("Quyết định chưa có sản phẩm nào; hãy chọn sản phẩm rồi trình ký.", code="decision.no_lines")
    if not decision.signer_name.strip() or not decision.signer_title.strip():
        raise RuleBroken("Hãy ghi người ký và chức vụ trước khi trình ký.", code="decision.no_signer")
    if decided_on and decision.year and decision.year != decided_on.year:
        raise RuleBroken(f"Số {decision.number_text} đã cấp cho năm {decision.year}; ngày ban hành phải trong năm đó.", code="decision.year",
                         field="decided_on")
    for line in decision.lines.select_related("result__dossier__product"):
        if line.result:
            check_result(line.result, kind=decision.kind, level=decision.level)


def check_can_drop(decision: Decision, *, by: Acting, at: datetime) -> None:
    check_move(decision, "drop", by=by)
    check_unit(by, decision.unit_id, what="quyết định này")
    if decision.number:
        raise RuleBroken(f"Dự thảo đã được cấp số {decision.number_text}; số không được bỏ trống nên không bỏ được dự thảo. Hãy sửa rồi trình lại.",
                         code="decision.numbered")


def check_can_sign(decision: Decision, *, by: Acting, at: datetime) -> None:
    """The signer is not the one who drafted (I13)."""
    check_move(decision, "sign", by=by)
    check_unit(by, decision.unit_id, what="quyết định này")
    if decision.drafted_by_id == (by.person.pk if by.person else None):
        raise PermissionRefused("Người soạn dự thảo không được ký quyết định đó.", code="decision.same_person")
    if decision.draft_file is None:
        raise RuleBroken("Chưa có bản PDF để ký; cơ quan tham mưu cần trình lại.", code="decision.no_draft_file")


def check_can_refuse(decision: Decision, *, by: Acting, at: datetime) -> None:
    check_move(decision, "refuse", by=by)
    check_unit(by, decision.unit_id, what="quyết định này")


def check_can_scan(decision: Decision, *, by: Acting, at: datetime) -> None:
    check_permission(by, Permission.DECISION_DRAFT)
    check_unit(by, decision.unit_id, what="quyết định này")
    if decision.state != "for_signature":
        raise RuleBroken("Chỉ nộp bản quét khi quyết định đang trình ký.", code="decision.scan.state")


def check_can_confirm_scan(decision: Decision, *, by: Acting, at: datetime) -> None:
    """Two different people, neither of them the one who uploaded the scan."""
    check_permission(by, Permission.DECISION_VIEW)
    check_unit(by, decision.unit_id, what="quyết định này")
    if decision.state != "for_signature" or decision.signing_mode != SigningMode.PAPER or decision.signed_file is None:
        raise RuleBroken("Chưa có bản quét nào chờ xác nhận.", code="decision.no_scan")
    person = by.person.pk if by.person else None
    if decision.scan_by_id == person:
        raise PermissionRefused("Người nộp bản quét không tự xác nhận; cần hai người khác.", code="decision.scan.same_person")
    if decision.confirmations.filter(person_id=person).exists():
        raise RuleBroken("Ông/bà đã xác nhận rồi; cần một người khác xác nhận lần hai.", code="decision.scan.twice")


def check_can_publish(decision: Decision, *, by: Acting, at: datetime) -> None:
    """Signed and verified; not by the signer; each line asked again; the stop switch is off."""
    check_move(decision, "publish", by=by)
    check_unit(by, decision.unit_id, what="quyết định này")
    if getattr(settings, "OCOP_STOP_ISSUING", False):
        raise RuleBroken("Hệ thống đang tạm ngừng cấp giấy chứng nhận để rà soát. Hãy liên hệ quản trị.", code="issuing.stopped")
    if decision.signed_by_id and decision.signed_by_id == (by.person.pk if by.person else None):
        raise PermissionRefused("Người ký không tự công bố; việc công bố do cơ quan tham mưu làm.", code="decision.publish.same_person")
    for line in decision.lines.select_related("result__dossier__product"):
        if line.result:
            check_result(line.result, kind=decision.kind, level=decision.level)


def check_can_conclude(dossier: Dossier, *, by: Acting, at: datetime, result: Result | None = None) -> None:
    """Below 3 stars there is no decision and no certificate: the office tells the producer the result (Điều 4)."""
    check_move(dossier, "conclude", by=by)
    if result is None or (result.stars or 0) >= 3:
        raise RuleBroken("Kết quả từ 3 sao trở lên phải có quyết định, không kết luận “không đạt”.", code="conclude.stars")


def check_can_send_back(dossier: Dossier, *, by: Acting, at: datetime, result: Result | None = None) -> None:
    check_move(dossier, "send_back", by=by)
    if by.level != "nation":
        raise PermissionRefused("Chỉ trung ương trả kết quả về tỉnh.", code="send_back.level")
    if result is not None and result.stars == 5:
        raise RuleBroken("Kết quả 5 sao thuộc thẩm quyền của Bộ; hãy đưa vào quyết định công nhận.", code="send_back.stars")


def check_can_decide_revocation(revocation: Revocation, *, by: Acting, at: datetime) -> None:
    check_move(revocation, "decide", by=by)
