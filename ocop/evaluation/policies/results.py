"""Locking and amending: always two people."""

from collections.abc import Iterable
from datetime import datetime

from ocop.audit.moves import check_move
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.evaluation.models import Amendment, Result, Session
from ocop.evaluation.policies.common import check_none, check_of_unit
from ocop.evaluation.queries.agenda import SETTLE_MOVE
from ocop.rulebook.competence import check_two_people
from ocop.rulebook.lifecycle import MACHINES
from ocop.rulebook.refusals import Refusal


def check_can_propose_lock(session: Session, *, by: Acting, at: datetime) -> None:
    """Every product has a result or is postponed."""
    check_move(session, "propose_lock", by=by)
    check_of_unit(session.council, by=by)
    items = list(session.items.for_page())
    labels = MACHINES["item"].states
    open_ones = [
        Refusal(f"{item}: {labels[item.state].label.lower()}.")
        for item in items
        if item.state not in ("agreed", "postponed")
    ]
    if not any(item.state == "agreed" for item in items):
        open_ones.append(Refusal("Chưa có sản phẩm nào đủ phiếu."))
    check_none(open_ones, "Chưa khóa được kết quả.", code="session.not_ready")


def check_can_lock(session: Session, *, by: Acting, at: datetime) -> None:
    """The second person. Whoever proposed it does not confirm it."""
    check_move(session, "lock", by=by)
    check_of_unit(session.council, by=by)
    first = str(session.lock_proposed_by_id)
    check_none(
        check_two_people(first, str(getattr(by.person, "pk", "")), "khóa kết quả phiên họp"),
        "Việc khóa kết quả cần người thứ hai.",
        code="session.two_people",
    )


def check_can_refuse_lock(session: Session, *, by: Acting, at: datetime) -> None:
    check_move(session, "refuse_lock", by=by)
    check_of_unit(session.council, by=by)


def check_can_propose_amendment(
    result: Result, void_seats: Iterable[int], *, by: Acting, at: datetime
) -> None:
    """Only the standing result, before a decision is made on it, and only for sheets it counted."""
    check_permission(by, Permission.SESSION_LOCK)
    check_of_unit(result.item.session.council, by=by)
    if result.superseded_by_id:
        raise RuleBroken("Kết quả này đã được thay; hãy mở kết quả mới nhất.", code="result.superseded")
    if result.dossier.state != MACHINES["dossier"].moves[SETTLE_MOVE[result.level]].target:
        raise RuleBroken(
            "Hồ sơ đã đi tiếp sang bước quyết định. Hãy rút dự thảo hoặc thay quyết định trước khi điều chỉnh kết quả.",
            code="result.used",
        )
    if result.amendments.filter(approved_at=None).exists():
        raise RuleBroken("Đã có một đề nghị điều chỉnh đang chờ người thứ hai.", code="amendment.waiting")
    counted = {sheet["seat"] for sheet in result.rating["sheets"]}
    chosen = set(void_seats)
    if not chosen:
        raise RuleBroken("Hãy chọn ít nhất một phiếu cần loại.", code="amendment.empty", field="seats")
    if not chosen <= counted:
        raise RuleBroken(
            "Chỉ loại được phiếu đã được tính trong kết quả này.", code="amendment.seat", field="seats"
        )


def check_can_approve_amendment(amendment: Amendment, *, by: Acting, at: datetime) -> None:
    check_permission(by, Permission.SESSION_LOCK)
    check_of_unit(amendment.result.item.session.council, by=by)
    if amendment.approved_at:
        raise RuleBroken("Điều chỉnh này đã được duyệt.", code="amendment.done")
    check_none(
        check_two_people(
            str(amendment.proposed_by_id), str(getattr(by.person, "pk", "")), "duyệt điều chỉnh kết quả"
        ),
        "Việc điều chỉnh cần người thứ hai.",
        code="amendment.two_people",
    )
