"""Submitting, confirming, answering a return, withdrawing: who may, in which state, and what must be there first."""

from datetime import date, datetime

from ocop.audit.moves import check_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission, check_unit
from ocop.dossiers.enums import DossierKind
from ocop.dossiers.models import Dossier, ReturnItem
from ocop.dossiers.policies import parties
from ocop.dossiers.queries.findings import blocking, findings_of
from ocop.dossiers.recognitions import standing_of
from ocop.rulebook.procedures import check_filing, get_procedure

MOVE_OF_STATE = {
    "draft": "submit",
    "awaiting_confirmation": "confirm",
    "returned": "resubmit",
    "completing": "complete",
}


def submit_move(dossier: Dossier) -> str:
    """Which move hands the dossier in from its present state."""
    return MOVE_OF_STATE.get(dossier.state, "submit")


def check_can_submit(dossier: Dossier, *, by: Acting, at: datetime) -> None:
    parties.check_is_representative(dossier, by=by)
    check_move(dossier, submit_move(dossier), by=by)
    check_kind_on(dossier, local_date(at))
    check_items_answered(dossier)
    stopping = blocking(findings_of(dossier, local_date(at)))
    if stopping:
        raise RuleBroken(
            f"Chưa nộp được: còn {len(stopping)} chỗ phải sửa trước.",
            code="dossier.incomplete",
            details=[finding.sentence for finding in stopping],
        )


def check_kind_on(dossier: Dossier, day: date) -> None:
    """An upgrade needs a recognition in force, a re-evaluation its window (Điều 6). Asked once, at first submission."""
    if dossier.kind == DossierKind.FIRST or dossier.submitted_at:
        return
    standing = standing_of(dossier.product, day)
    if standing is None or standing.revoked:
        raise RuleBroken(
            "Sản phẩm không còn công nhận nào để nâng hạng hay đánh giá lại; hãy đổi sang đánh giá lần đầu.",
            code="dossier.kind.no_recognition",
        )
    if dossier.kind == DossierKind.UPGRADE:
        if not standing.valid_on(day):
            raise RuleBroken(
                f"Công nhận đã hết hạn ngày {standing.valid_until:%d/%m/%Y}; hãy đổi sang đánh giá lần đầu.",
                code="dossier.kind.expired",
            )
        return
    answer = check_filing(standing.valid_until, day, get_procedure(dossier.procedure))
    if answer.file_as != DossierKind.RE_EVALUATION:
        raise RuleBroken(answer.sentence, code=f"dossier.kind.{answer.filing.value}")


def check_items_answered(dossier: Dossier) -> None:
    """After a return every item needs an answer (I17 asks a reason of the office, this of the producer)."""
    if dossier.state not in ("returned", "completing"):
        return
    open_items = ReturnItem.objects.filter(returned__dossier=dossier, returned__answered_at=None, done=False)
    names = list(open_items.values_list("label", flat=True))
    if names:
        raise RuleBroken(
            f"Còn {len(names)} mục chưa trả lời: {'; '.join(names)}.",
            code="dossier.return.open",
            details=names,
        )


def check_can_offer(dossier: Dossier, *, by: Acting, at: datetime) -> None:
    """The desk hands its draft to the producer; gaps are shown to the producer, they do not stop the offer."""
    check_permission(by, Permission.DESK_ENTRY)
    if not dossier.desk:
        raise RuleBroken(
            "Hồ sơ này do chủ thể tự lập, không cần gửi chủ thể xác nhận.", code="dossier.offer.own"
        )
    check_unit(by, dossier.unit_id)
    check_move(dossier, "offer", by=by)


def check_can_decline(dossier: Dossier, *, by: Acting, at: datetime) -> None:
    parties.check_is_representative(dossier, by=by)
    check_move(dossier, "decline", by=by)


def check_can_withdraw(dossier: Dossier, *, by: Acting, at: datetime) -> None:
    parties.check_is_representative(dossier, by=by)
    check_move(dossier, "withdraw", by=by)


def check_can_answer(item: ReturnItem, *, by: Acting, at: datetime) -> None:
    dossier = item.returned.dossier
    parties.check_is_of_producer(dossier, by=by)
    check_permission(by, Permission.DOSSIER_WRITE)
    if item.returned.answered_at or dossier.state not in ("returned", "completing"):
        raise RuleBroken(
            "Lần bổ sung này đã gửi xong; câu trả lời không sửa được nữa.", code="dossier.answer.closed"
        )
