"""What may be reported about a running plan."""

from datetime import date, datetime

from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.plans.models import BudgetLine, Plan, Task
from ocop.plans.policies.plans import check_is_ours
from ocop.rulebook.plan_money import Amounts, broken

SENTENCES = {
    "negative": "Số lấy lại nhiều hơn số đã ghi.",
    "over_plan": "Cam kết chi vượt số dự kiến của dòng này. Hãy điều chỉnh kế hoạch trước.",
    "over_committed": "Chi nhiều hơn số đã cam kết. Hãy ghi cam kết chi trước.",
}


def check_runs(plan: Plan, *, by: Acting) -> None:
    check_is_ours(plan, by=by)
    if plan.state != "issued":
        raise RuleBroken(
            f"Kế hoạch ở trạng thái “{plan.state_label}”; chỉ ghi tiến độ và thu chi khi kế hoạch đang thực hiện.",
            code="plan.runs",
        )


def check_progress(task: Task, percent: int, words: str, on: date, *, by: Acting, at: datetime) -> None:
    check_runs(task.plan, by=by)
    if not 0 <= percent <= 100:
        raise RuleBroken("Tiến độ là số từ 0 đến 100.", code="progress.percent", field="percent")
    if not words.strip():
        raise RuleBroken("Hãy ghi đã làm được gì.", code="progress.words", field="words")
    check_day(task.plan, on, at=at, field="reported_on")


def check_movement(
    line: BudgetLine, after: Amounts, amount: int, words: str, on: date, *, by: Acting, at: datetime
) -> None:
    check_runs(line.plan, by=by)
    if amount == 0:
        raise RuleBroken("Hãy ghi số tiền khác 0.", code="money.nought", field="amount")
    if amount < 0 and not words.strip():
        raise RuleBroken("Lấy lại một số tiền thì phải ghi lý do.", code="money.reason", field="words")
    if wrong := broken(after):
        raise RuleBroken(SENTENCES[wrong], code=f"money.{wrong}", field="amount")
    check_day(line.plan, on, at=at, field="moved_on")


def check_day(plan: Plan, on: date, *, at: datetime, field: str) -> None:
    if on > local_date(at):
        raise RuleBroken("Ngày này không thể ở sau hôm nay.", code="plan.day.future", field=field)
    if on < date(plan.year_from, 1, 1):
        raise RuleBroken(
            f"Ngày này ở trước năm đầu của kế hoạch ({plan.year_from}).", code="plan.day.early", field=field
        )
