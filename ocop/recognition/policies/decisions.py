"""Who may draft, edit, send and drop a decision (26/2026/QĐ-TTg Điều 4, 7). Signing and publishing: see `signing`."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from ocop.audit.moves import check_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission, check_unit
from ocop.evaluation.models import Result
from ocop.recognition.enums import DecisionKind
from ocop.recognition.models import Decision
from ocop.recognition.policies.interests import check_own_of_decision
from ocop.recognition.policies.lines import check_contents
from ocop.recognition.queries.lines import full_lines

AHEAD = timedelta(days=30)  # our choice: a decision may be dated at most so far ahead


def check_can_draft(*, by: Acting, at: datetime) -> None:
    check_permission(by, Permission.DECISION_DRAFT)
    if by.level not in {"province", "nation"}:
        raise PermissionRefused(
            "Chỉ cơ quan tham mưu cấp tỉnh và trung ương soạn quyết định.", code="decision.level"
        )


def check_can_edit(decision: Decision, *, by: Acting, at: datetime) -> None:
    check_permission(by, Permission.DECISION_DRAFT)
    check_unit(by, decision.unit_id, what="quyết định này")
    if decision.state != "draft":
        raise RuleBroken(
            "Chỉ sửa được khi còn là dự thảo. Nếu đã trình ký, hãy rút về trước.", code="decision.edit.state"
        )


def check_can_send(decision: Decision, *, by: Acting, at: datetime, decided_on: date | None = None) -> None:
    check_move(decision, "send", by=by)
    check_unit(by, decision.unit_id, what="quyết định này")
    check_own_of_decision(decision, by)
    if not decision.signer_name.strip() or not decision.signer_title.strip():
        raise RuleBroken("Hãy ghi người ký và chức vụ trước khi trình ký.", code="decision.no_signer")
    check_contents(decision, on=local_date(at))
    if decided_on:
        _check_day(decision, decided_on, today=local_date(at))


def _check_day(decision: Decision, decided_on: date, *, today: date) -> None:
    """The year of a number stays; nothing is decided before its result, nor far ahead."""
    if decision.year and decision.year != decided_on.year:
        raise RuleBroken(
            f"Số {decision.number_text} đã cấp cho năm {decision.year}; ngày ban hành phải trong năm đó.",
            code="decision.year",
            field="decided_on",
        )
    if decided_on > today + AHEAD:
        raise RuleBroken(
            f"Ngày ban hành quá xa; ghi ngày không quá {AHEAD.days} ngày kể từ hôm nay.",
            code="decision.too_far",
            field="decided_on",
        )
    settled = [local_date(line.result.settled_at) for line in full_lines(decision) if line.result]
    if settled and decided_on < max(settled):
        raise RuleBroken(
            f"Ngày ban hành không thể trước ngày Hội đồng chốt kết quả ({max(settled):%d/%m/%Y}).",
            code="decision.before_result",
            field="decided_on",
        )
    if decision.supersedes and decision.supersedes.decided_on and decided_on < decision.supersedes.decided_on:
        raise RuleBroken(
            "Ngày ban hành không thể trước ngày của quyết định được thay thế.",
            code="decision.before_old",
            field="decided_on",
        )


def check_can_take_back(decision: Decision, *, by: Acting, at: datetime) -> None:
    """Also when signed but not yet published: the signature then counts for nothing."""
    check_move(decision, "take_back", by=by)
    check_unit(by, decision.unit_id, what="quyết định này")


def check_can_drop(decision: Decision, *, by: Acting, at: datetime) -> None:
    check_move(decision, "drop", by=by)
    check_unit(by, decision.unit_id, what="quyết định này")
    if decision.number:
        raise RuleBroken(
            f"Dự thảo đã được cấp số {decision.number_text}; số không được bỏ trống nên không bỏ được dự thảo. Hãy sửa rồi trình lại.",
            code="decision.numbered",
        )


def check_not_taken(results: Iterable[Result], taken: set[int]) -> None:
    for result in results:
        if result.pk in taken:
            raise RuleBroken(
                f"“{result.dossier.product.name}” đã có trong một quyết định khác.", code="line.taken"
            )


def check_can_correct(decision: Decision, *, by: Acting, at: datetime) -> None:
    """A published decision is never changed: a new one takes its place (I18)."""
    check_can_draft(by=by, at=at)
    check_unit(by, decision.unit_id, what="quyết định này")
    if decision.state != "published":
        raise RuleBroken("Chỉ thay thế được quyết định đang có hiệu lực công bố.", code="correct.state")
    if decision.kind == DecisionKind.REVOKE:
        raise RuleBroken(
            "Quyết định thu hồi không sửa bằng cách này: giấy đã thu hồi chỉ được cấp lại qua đánh giá mới.",
            code="correct.kind",
        )
    if decision.superseded_by.exclude(state="dropped").exists():
        raise RuleBroken("Đã có một dự thảo thay thế quyết định này; hãy mở dự thảo đó.", code="correct.open")
