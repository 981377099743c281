"""Indicators over plans: headings of the plan asked for, plans issued, late tasks, money, units without a plan."""

from django.db.models import Exists, OuterRef, Q

from ocop.core.indicators import How, Indicator, Places, Scope, Source, register, register_source
from ocop.plans.models import BudgetLine, Group, Movement, Plan, Task
from ocop.plans.models.plans import PUBLISHED, in_force
from ocop.rulebook.figures import ONE
from ocop.targets.definitions.units import planning_level, there
from ocop.targets.enums import Theme


def places(prefix: str = "") -> Places:
    """A plan belongs to its unit; a unit's figure counts those below it."""
    province, own = f"{prefix}unit__province_key", f"{prefix}unit__key"
    return {
        "now": {"province": province, "commune": own},
        "then": {"province": province, "district": own, "commune": own},
    }


def own_places(prefix: str) -> Places:
    """Headings of another unit's plan say nothing about this one's."""
    levels = dict.fromkeys(("province", "district", "commune"), f"{prefix}unit__key")
    return {"now": levels, "then": levels}


SOURCES = (
    Source(
        "plans",
        Plan,
        "kế hoạch",
        places(),
        (("Kế hoạch", "title"), ("Đơn vị", "unit.full_name"), ("Số", "number"), ("Ban hành", "decided_on")),
        ("title", "pk"),
        ("unit",),
    ),
    Source(
        "plan_groups",
        Group,
        "nhóm của kế hoạch",
        own_places("plan__"),
        (("Nhóm", "title"), ("Kế hoạch", "plan.title"), ("Số", "plan.number")),
        ("title", "pk"),
        ("plan",),
    ),
    Source(
        "plan_tasks",
        Task,
        "nhiệm vụ của kế hoạch",
        places("plan__"),
        (
            ("Nhiệm vụ", "title"),
            ("Cơ quan chủ trì", "office"),
            ("Hạn", "due_on"),
            ("Đơn vị", "plan.unit.full_name"),
        ),
        ("title", "pk"),
        ("plan__unit",),
    ),
    Source(
        "plan_lines",
        BudgetLine,
        "dòng kinh phí của kế hoạch",
        places("plan__"),
        (
            ("Nội dung chi", "content"),
            ("Nguồn", "get_source_display"),
            ("Dự kiến (đồng)", "planned"),
            ("Đơn vị", "plan.unit.full_name"),
        ),
        ("content", "pk"),
        ("plan__unit",),
    ),
    Source(
        "plan_movements",
        Movement,
        "lần ghi chi của kế hoạch",
        places("line__plan__"),
        (
            ("Nội dung chi", "line.content"),
            ("Ngày", "moved_on"),
            ("Số tiền (đồng)", "amount"),
            ("Đơn vị", "line.plan.unit.full_name"),
        ),
        ("line__content", "pk"),
        ("line__plan__unit",),
    ),
)


def headings(kind: str, scope: Scope) -> Q:
    """Of the own plan whose years are just the period asked."""
    mine = Q(plan__unit__key__in=scope.area.line, plan__year_from=scope.start.year)
    return mine & Q(kind=kind, plan__year_until=scope.on.year) & in_force(scope.on, "plan__")


def late(scope: Scope) -> Q:
    undone = Q(done_on=None) | Q(done_on__gt=scope.on)
    return Q(due_on__lt=scope.on) & undone & in_force(scope.on, "plan__")


def issued(scope: Scope) -> Q:
    return Q(state__in=PUBLISHED, version=1, decided_on__gte=scope.start, decided_on__lte=scope.on)


def planned(scope: Scope) -> Q:
    """Lines of the plans of just that year, in the version that stood on that day; closed plans keep theirs."""
    year = Q(plan__year_from=scope.on.year, plan__year_until=scope.on.year, plan__decided_on__lte=scope.on)
    replaced = Q(plan__state="amended", plan__ended_on__lte=scope.on)
    return year & Q(plan__state__in=PUBLISHED) & ~replaced


def spent(scope: Scope) -> Q:
    """Written in any version of those plans: what was reported stays with a plan that is amended."""
    year = Q(line__plan__year_from=scope.on.year, line__plan__year_until=scope.on.year)
    return year & Q(kind="spent", moved_on__lte=scope.on)


def without_plan(scope: Scope) -> Q:
    """Units that plan, and have no plan of their own for the year asked."""
    held = Plan.objects.in_force(scope.on).filter(
        unit=OuterRef("pk"), year_from__lte=scope.on.year, year_until__gte=scope.on.year
    )
    return there(scope, planning_level(scope)) & ~Q(Exists(held))


HEADINGS = (
    ("plan_objective_groups", "objective", "Nhóm mục tiêu của kế hoạch", "nhóm mục tiêu"),
    ("plan_task_groups", "task", "Nhóm nhiệm vụ trọng tâm của kế hoạch", "nhóm nhiệm vụ"),
    ("plan_solution_groups", "solution", "Nhóm giải pháp chính của kế hoạch", "nhóm giải pháp"),
)


def install() -> None:
    for source in SOURCES:
        register_source(source)
    register(*(_headings(*row) for row in HEADINGS), *OTHERS)


def _headings(key: str, kind: str, words: str, measure: str) -> Indicator:
    formula = "Nhóm ghi trong kế hoạch có hiệu lực của chính đơn vị, đúng các năm của kỳ được hỏi"
    return Indicator(
        key,
        words,
        formula,
        measure,
        Theme.FRAME,
        "plan_groups",
        lambda scope: headings(kind, scope),
        flow=True,
    )


OTHERS = (
    Indicator(
        "plans_issued",
        "Kế hoạch được ban hành trong kỳ",
        "Kế hoạch (bản đầu) của đơn vị và các đơn vị bên dưới, ngày ban hành trong kỳ",
        "kế hoạch",
        Theme.PLAN,
        "plans",
        issued,
        flow=True,
    ),
    Indicator(
        "plan_tasks_late",
        "Nhiệm vụ của kế hoạch quá hạn",
        "Nhiệm vụ của kế hoạch có hiệu lực, hạn trước ngày tính và chưa xong đến ngày đó",
        "nhiệm vụ",
        Theme.PLAN,
        "plan_tasks",
        late,
    ),
    Indicator(
        "units_without_plan",
        "Đơn vị chưa có kế hoạch cho năm",
        "Huyện (đến 30/6/2025) hoặc xã, phường (từ 01/7/2025) không có kế hoạch có hiệu lực cho năm chứa ngày tính",
        "đơn vị",
        Theme.PLAN,
        "units",
        without_plan,
    ),
    Indicator(
        "plan_money_planned",
        "Kinh phí dự kiến của kế hoạch năm",
        "Cộng các dòng kinh phí của kế hoạch năm chứa ngày tính, của đơn vị và các đơn vị bên dưới",
        "đồng",
        Theme.PLAN,
        "plan_lines",
        planned,
        adds="planned",
    ),
    Indicator(
        "plan_money_spent",
        "Kinh phí của kế hoạch năm đã chi",
        "Cộng các lần ghi chi đến ngày tính của kế hoạch năm chứa ngày đó",
        "đồng",
        Theme.PLAN,
        "plan_movements",
        spent,
        adds="amount",
    ),
    Indicator(
        "plan_money_spent_share",
        "Tỷ lệ kinh phí kế hoạch năm đã chi",
        "100 × [plan_money_spent] ÷ [plan_money_planned]",
        "%",
        Theme.PLAN,
        how=How.PERCENT,
        of=("plan_money_spent", "plan_money_planned"),
        rounding=ONE,
    ),
)
