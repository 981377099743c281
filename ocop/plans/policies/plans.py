"""Who may write a plan of which unit, and which plans cannot stand."""

from datetime import date, datetime
from typing import Any

from ocop.audit.moves import check_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.plans.models import Plan
from ocop.plans.models.plans import OPEN
from ocop.plans.queries.carrying import dropped_with_money, lines_below_committed
from ocop.rulebook.plan_data import Period, find_period
from ocop.rulebook.plan_tree import Place, why_not_below

LINKS = {
    "level": "Kế hoạch cấp trên phải là của cấp cao hơn: xã dưới tỉnh hoặc Trung ương, tỉnh dưới Trung ương.",
    "line": "Kế hoạch cấp trên phải là của chính tỉnh có đơn vị này.",
    "period": "Kế hoạch cấp trên phải thuộc cùng giai đoạn.",
    "years": "Các năm của kế hoạch này phải nằm trong các năm của kế hoạch cấp trên.",
}


def check_is_ours(plan: Plan, *, by: Acting) -> None:
    check_permission(by, Permission.PLAN_MANAGE)
    if by.unit is None or by.unit.pk != plan.unit_id:
        raise PermissionRefused(
            f"Kế hoạch này của {plan.unit.full_name}; ông/bà đang làm việc cho {by.office or 'đơn vị khác'} nên chỉ xem được.",
            code="plan.unit",
        )


def check_can_create(year_from: int, year_until: int, *, by: Acting) -> None:
    check_permission(by, Permission.PLAN_MANAGE)
    unit = by.unit
    if unit is None:
        raise PermissionRefused("Hãy chọn vai trò của một cơ quan trước khi lập kế hoạch.", code="plan.unit")
    same = Plan.objects.filter(unit=unit, year_from=year_from, year_until=year_until)
    if same.filter(state__in=(*OPEN, "issued", "closed")).exists():
        raise RuleBroken(
            f"{unit.full_name} đã có kế hoạch cho {_years(year_from, year_until)}. Hãy mở kế hoạch đó; đã ban hành thì lập "
            "bản điều chỉnh.",
            code="plan.twice",
            field="years",
        )


def check_period(key: str, year: int | None) -> Period:
    """A plan is for one year of a period or for all of it."""
    period = find_period(key)
    if period is None:
        raise RuleBroken("Hãy chọn giai đoạn trong danh sách.", code="plan.period", field="years")
    if year is not None and year not in period.years:
        raise RuleBroken(f"Năm {year} không thuộc {period.name.lower()}.", code="plan.year", field="years")
    return period


def check_upper(lower: Place, upper: Plan | None) -> None:
    if upper is None:
        return
    if upper.state != "issued":
        raise RuleBroken(
            "Chỉ nối với kế hoạch cấp trên đang có hiệu lực.", code="plan.upper.state", field="upper"
        )
    if wrong := why_not_below(lower, upper.place):
        raise RuleBroken(LINKS[wrong], code=f"plan.upper.{wrong}", field="upper")


def check_can_edit(plan: Plan, *, by: Acting) -> None:
    """Words change while it is being drafted only."""
    check_is_ours(plan, by=by)
    if plan.state != "draft":
        raise RuleBroken(
            f"Kế hoạch ở trạng thái “{plan.state_label}” nên không sửa được. "
            + (
                "Hãy trả về soạn tiếp."
                if plan.state == "submitted"
                else "Muốn thay đổi, hãy lập bản điều chỉnh."
            ),
            code="plan.edit.state",
        )


def check_can_submit(plan: Plan, *, by: Acting) -> None:
    """All that is missing is said at once."""
    check_is_ours(plan, by=by)
    check_move(plan, "submit", by=by)
    missing = []
    if not plan.objectives.exists():
        missing.append("chưa có mục tiêu nào")
    if not plan.tasks.exists():
        missing.append("chưa có nhiệm vụ nào")
    late = plan.tasks.filter(due_on__lt=date(plan.year_from, 1, 1)) | plan.tasks.filter(
        due_on__gt=date(plan.year_until, 12, 31)
    )
    if count := late.count():
        missing.append(f"{count} nhiệm vụ có hạn ngoài {plan.years}")
    if missing:
        raise RuleBroken(
            f"Chưa trình được: {'; '.join(missing)}.", code="plan.submit.missing", details=[], field=None
        )


def check_can_issue(plan: Plan, paper: dict[str, Any], *, by: Acting, at: datetime) -> None:
    check_is_ours(plan, by=by)
    check_move(plan, "issue", by=by)
    for name, words in (("number", "số"), ("signer", "người ký")):
        if not str(paper.get(name) or "").strip():
            raise RuleBroken(f"Hãy ghi {words} của văn bản ban hành.", code=f"plan.issue.{name}", field=name)
    day = paper.get("decided_on")
    if day is None or day > local_date(at):
        raise RuleBroken(
            "Hãy ghi ngày ban hành; ngày đó không thể ở sau hôm nay.",
            code="plan.issue.day",
            field="decided_on",
        )
    before = plan.follows
    if before is None:
        return
    if before.decided_on and day < before.decided_on:
        raise RuleBroken(
            f"Bản điều chỉnh không thể ban hành trước bản nó thay ({before.decided_on:%d/%m/%Y}).",
            code="plan.issue.before",
            field="decided_on",
        )
    if before.state != "issued":
        raise RuleBroken(
            "Kế hoạch mà bản này điều chỉnh đã kết thúc nên không thay được nữa.", code="plan.issue.ended"
        )
    check_money_kept(plan)


def check_money_kept(plan: Plan) -> None:
    """An amendment neither drops a line with money on it nor plans less than is committed."""
    if dropped := dropped_with_money(plan):
        raise RuleBroken(
            f"Dòng kinh phí “{dropped[0].content}” đã có cam kết hoặc đã chi nên không bỏ được.",
            code="plan.money.dropped",
        )
    if less := lines_below_committed(plan):
        raise RuleBroken(
            f"Dòng kinh phí “{less[0].content}” dự kiến ít hơn số đã cam kết chi.", code="plan.money.less"
        )


def check_can_amend(plan: Plan, *, by: Acting) -> None:
    check_is_ours(plan, by=by)
    if plan.state != "issued":
        raise RuleBroken("Chỉ điều chỉnh kế hoạch đang thực hiện.", code="plan.amend.state")
    if Plan.objects.filter(follows=plan).exists():
        raise RuleBroken(
            "Đã có bản điều chỉnh đang soạn. Hãy mở bản đó từ danh sách kế hoạch.", code="plan.amend.twice"
        )


def _years(year_from: int, year_until: int) -> str:
    return f"năm {year_from}" if year_from == year_until else f"{year_from}–{year_until}"
