"""Plans for tests, made through the actions."""

from datetime import date, datetime
from typing import Any

from ocop.core.acting import Acting
from ocop.core.permissions import Role
from ocop.places.models import Unit
from ocop.plans.actions import contents, plans
from ocop.plans.models import Plan
from tests.factories.accounts import AT, act

ROLES = {
    "nation": Role.CENTRAL_OFFICE,
    "province": Role.PROVINCE_OFFICE,
    "commune": Role.COMMUNE_OFFICER,
}
PAPER = {"number": "12/KH-UBND", "decided_on": date(2026, 1, 15), "signer": "Phó Chủ tịch Nguyễn Văn Thử"}


def officer(unit: Unit) -> Acting:
    return act(ROLES[unit.level], unit)


def draft(by: Acting, *, year: int | None = 2026, at: datetime = AT, **fields: Any) -> Plan:
    """A draft with one objective, one task and one budget line."""
    values: dict[str, Any] = {"period": "2026-2030", "title": "Kế hoạch thử", **fields}
    plan = plans.create_plan(year=year, by=by, at=at, **values)
    if not plan.groups.exists():
        return plan
    add_objective(plan, by)
    add_task(plan, by)
    add_line(plan, by)
    return plan


def add_objective(plan: Plan, by: Acting, **fields: Any) -> Any:
    group = plan.groups.filter(kind="objective").first()
    data = {"indicator": "recognised_in_year", "sense": "at_least", "value": 5, "words": "", **fields}
    return contents.add_item(plan=plan, kind="objective", data={"group": group, **data}, by=by, at=AT)


def add_task(plan: Plan, by: Acting, **fields: Any) -> Any:
    group = fields.pop("group", None) or plan.groups.filter(kind="task").first()
    data = {
        "title": "Mở lớp tập huấn",
        "office": "Phòng Kinh tế",
        "partners": "",
        "due_on": date(plan.year_from, 12, 1),
        **fields,
    }
    return contents.add_item(plan=plan, kind="task", data={"group": group, **data}, by=by, at=AT)


def add_line(plan: Plan, by: Acting, **fields: Any) -> Any:
    data = {"content": "Tập huấn", "source": "province", "planned": 100_000_000, **fields}
    return contents.add_item(plan=plan, kind="line", data=data, by=by, at=AT)


def issued(by: Acting, *, paper: dict[str, Any] | None = None, **fields: Any) -> Plan:
    plan = draft(by, **fields)
    return issue(plan, by, paper=paper)


def issue(plan: Plan, by: Acting, *, paper: dict[str, Any] | None = None, at: datetime = AT) -> Plan:
    plan = plans.submit(plan=plan, by=by, at=at)
    return plans.issue(plan=plan, paper=paper or PAPER, by=by, at=at)
