"""What an item of a plan must say."""

from datetime import date
from typing import Any

from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.indicators import find
from ocop.plans.models import Group, Plan
from ocop.plans.policies.plans import check_can_edit


def check_item(plan: Plan, kind: str, data: dict[str, Any], *, by: Acting, item: Any = None) -> None:
    check_can_edit(plan, by=by)
    CHECKS[kind](plan, data)
    if kind == "objective" and data["indicator"]:
        same = plan.objectives.filter(indicator=data["indicator"])
        if same.exclude(pk=item.pk if item else None).exists():
            raise RuleBroken(
                "Kế hoạch đã có mục tiêu của chỉ số này. Hãy sửa mục tiêu đó.",
                code="objective.twice",
                field="indicator",
            )


def _group(plan: Plan, data: dict[str, Any]) -> None:
    if not data["title"].strip():
        raise RuleBroken("Hãy ghi tên nhóm.", code="group.title", field="title")


def _objective(plan: Plan, data: dict[str, Any]) -> None:
    _belongs(plan, data["group"], ("objective",))
    known = find(data["indicator"]) if data["indicator"] else None
    if data["indicator"] and known is None:
        raise RuleBroken("Hãy chọn một chỉ số trong danh sách.", code="indicator.unknown", field="indicator")
    if known is None and not data["words"].strip():
        raise RuleBroken(
            "Hãy chọn chỉ số, hoặc ghi mục tiêu bằng lời.", code="objective.words", field="words"
        )
    if known is None and data["value"] is not None:
        raise RuleBroken("Có số thì phải chọn chỉ số để đo.", code="objective.indicator", field="indicator")
    if known is not None and data["value"] is None:
        raise RuleBroken("Hãy ghi số phải đạt.", code="objective.value", field="value")
    if known is not None and (data["value"] < 0 or (known.measure == "%" and data["value"] > 100)):
        raise RuleBroken(
            "Số phải đạt không âm; tỷ lệ phần trăm không quá 100.", code="objective.range", field="value"
        )


def _task(plan: Plan, data: dict[str, Any]) -> None:
    _belongs(plan, data["group"], ("task", "solution"))
    if not data["office"].strip():
        raise RuleBroken("Hãy ghi cơ quan chủ trì.", code="task.office", field="office")
    if not date(plan.year_from, 1, 1) <= data["due_on"] <= date(plan.year_until, 12, 31):
        raise RuleBroken(f"Hạn phải nằm trong {plan.years}.", code="task.due", field="due_on")


def _line(plan: Plan, data: dict[str, Any]) -> None:
    if data["planned"] <= 0:
        raise RuleBroken("Số tiền dự kiến phải lớn hơn 0.", code="line.planned", field="planned")


def _belongs(plan: Plan, group: Group, kinds: tuple[str, ...]) -> None:
    if group.plan_id != plan.pk or group.kind not in kinds:
        raise RuleBroken("Hãy chọn một nhóm của kế hoạch này.", code="group.other", field="group")


def check_can_remove(item: Any, *, by: Acting) -> None:
    check_can_edit(item.plan, by=by)
    if isinstance(item, Group) and (item.tasks.exists() or item.objectives.exists()):
        raise RuleBroken(
            "Nhóm này còn mục tiêu hoặc nhiệm vụ. Hãy chuyển hoặc bỏ chúng trước.", code="group.filled"
        )


CHECKS = {"group": _group, "objective": _objective, "task": _task, "line": _line}
