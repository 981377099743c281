"""Who writes on a sheet, and until when."""

from datetime import datetime

from ocop.audit.moves import check_move
from ocop.core.acting import Acting
from ocop.core.errors import PermissionRefused, RuleBroken, StaleWrite
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.evaluation.models import Conflict, Item, Sheet
from ocop.evaluation.policies.common import check_none, check_runs
from ocop.rulebook.choices import check_choices
from ocop.rulebook.criteria import CriteriaSet

CLOSED = {
    "submitted": "Phiếu này đã nộp nên không ghi thêm được.",
    "superseded": "Phiếu này đã được thay bằng phiếu chấm lại; hãy mở lại trang để chấm phiếu mới.",
    "void": "Phiếu này không được tính nên không ghi thêm được.",
}


def check_own(sheet: Sheet, *, by: Acting) -> None:
    """Only the member's own hand writes a mark (I03), acting for the council's unit, as long as the seat is held (I14)."""
    check_permission(by, Permission.SHEET_WRITE)
    mine = by.person is not None and sheet.owner_id == by.person.pk  # type: ignore[attr-defined]
    if not mine or by.unit is None or sheet.owner_unit_id != by.unit.pk:  # type: ignore[attr-defined]
        raise PermissionRefused("Không có phiếu này trong danh sách của ông/bà.", code="sheet.other")
    if sheet.owner_until is not None:  # type: ignore[attr-defined]
        raise PermissionRefused("Ông/bà đã thôi tham gia hội đồng này.", code="seat.ended")


def check_open(sheet: Sheet) -> None:
    """A draft sheet exists only while its product is being scored, so the sheet's own state decides."""
    if sheet.state != "draft":
        raise RuleBroken(CLOSED[sheet.state], code="sheet.closed")


def check_can_save(sheet: Sheet, *, by: Acting, at: datetime) -> None:
    check_own(sheet, by=by)
    check_open(sheet)
    if sheet.entered_by_id:
        raise RuleBroken(
            "Phiếu này do thư ký nhập từ phiếu giấy. Hãy đối chiếu rồi ký xác nhận, hoặc trả lại thư ký.",
            code="sheet.paper",
        )


def check_same_dossier(sheet: Sheet, sha256: str) -> None:
    """Marks made on another version of the dossier are refused, not mixed in (I41)."""
    if sha256 and sha256 != sheet.dossier_sha256:
        raise StaleWrite(
            "Hồ sơ đã đổi bản so với bản đã tải về máy; điểm chưa gửi không được nhận. Hãy tải lại trang và xem lại.",
            code="sheet.dossier",
        )


def check_can_submit(
    sheet: Sheet, criteria_set: CriteriaSet, *, before: Sheet | None, reason: str, by: Acting, at: datetime
) -> None:
    """Complete, own, not in conflict; a re-score that differs says why."""
    check_own(sheet, by=by)
    check_move(sheet, "submit", by=by)
    check_no_conflict(sheet)
    refusals = check_choices(criteria_set, sheet.choices)
    check_none(refusals, "Phiếu chưa đủ điểm nên chưa nộp được.", code="sheet.incomplete")
    if before is not None and before.choices != sheet.choices and not reason.strip():
        raise RuleBroken(
            "Điểm khác với lần chấm trước; hãy ghi lý do chấm lại.", code="reason", field="reason"
        )


def check_no_conflict(sheet: Sheet) -> None:
    """I05 and I13: also what the agenda could not know when the sheet was laid out."""
    if Conflict.objects.counting().filter(item=sheet.item_id, seat=sheet.seat_id).exists():
        raise RuleBroken("Ông/bà có xung đột lợi ích với sản phẩm này nên không chấm.", code="sheet.conflict")


def check_can_abstain(sheet: Sheet, *, reason: str, by: Acting, at: datetime) -> None:
    check_own(sheet, by=by)
    check_open(sheet)
    if not reason.strip():
        raise RuleBroken("Hãy ghi lý do không chấm sản phẩm này.", code="reason", field="reason")


def check_can_enter_paper(sheet: Sheet, *, by: Acting, at: datetime) -> None:
    """The secretary types what stands on paper; a sheet the member has begun on screen stays the member's."""
    check_runs(sheet.item.session, by=by)
    if sheet.seat.person_id == getattr(by.person, "pk", None):
        raise RuleBroken("Phiếu của chính mình thì chấm ở trang của thành viên.", code="sheet.own")
    check_open(sheet)
    if sheet.choices and not sheet.entered_by_id:
        raise RuleBroken(
            f"{sheet.seat.person} đã bắt đầu chấm trên máy; thư ký không nhập thay được nữa.",
            code="sheet.begun",
        )


def check_can_give_back(sheet: Sheet, *, by: Acting, at: datetime) -> None:
    check_own(sheet, by=by)
    check_open(sheet)
    if not sheet.entered_by_id:
        raise RuleBroken("Phiếu này không phải do thư ký nhập.", code="sheet.not_paper")


def check_can_reopen(item: Item, *, by: Acting, at: datetime) -> None:
    check_runs(item.session, by=by)
    if item.session.state != "scoring":
        raise RuleBroken("Chỉ chấm lại khi phiên họp đang chấm điểm.", code="session.state")
    check_move(item, "reopen", by=by)
