"""Plans of the offices: the list, one plan with its live figures, what is missing below, late tasks, Excel."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ocop.core.clock import today
from ocop.core.components import Button, Column
from ocop.core.guards import guard
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission as P
from ocop.core.states import state_badge
from ocop.places.models import Unit
from ocop.plans.models import Plan
from ocop.plans.papers import plan_workbook, plans_workbook
from ocop.plans.queries import plans as queries
from ocop.plans.queries import tree
from ocop.plans.queries.history import happenings
from ocop.plans.queries.money import money_table
from ocop.plans.queries.objectives import live
from ocop.plans.queries.paper import plan_paper
from ocop.plans.views import _shared as shared
from ocop.plans.views._rows import OBJECTIVE_COLUMNS, money_columns, task_columns, task_groups
from ocop.rulebook.lifecycle import MACHINES
from ocop.rulebook.plan_data import read_periods

COLUMNS = [
    Column("Kế hoạch"),
    Column("Đơn vị"),
    Column("Năm"),
    Column("Số"),
    Column("Nhiệm vụ xong", numeric=True),
    Column("Quá hạn", numeric=True),
    Column("Trạng thái"),
]
LATE_COLUMNS = [
    Column("Nhiệm vụ"),
    Column("Kế hoạch"),
    Column("Cơ quan chủ trì"),
    Column("Hạn"),
    Column("Tiến độ"),
]
SHOWN_UNITS, LATEST, WHOLE = 200, 6, 500


@guard(P.FIGURES_VIEW)
def plans(request: HttpRequest) -> HttpResponse:
    """Newest first; the address holds the filters.  # queries: 6"""
    acting = request.acting  # type: ignore[attr-defined]
    found = queries.filtered(Plan.objects.visible_to(acting), request.GET)
    page = keyset_page(
        request,
        queries.with_progress(found, today()),
        key="created_at",
        kind="moment",
        descending=True,
    )
    context = {
        "rows": [{"plan": plan, "badge": state_badge(plan)} for plan in page.rows],
        "page": page,
        "columns": COLUMNS,
        "asked": {name: request.GET.get(name, "") for name in ("giai_doan", "nam", "don_vi", "tinh_trang")},
        "periods": read_periods(),
        "states": [(key, state.label) for key, state in MACHINES[Plan.machine].states.items()],
        "units": _units(request),
        "actions": _list_buttons(request),
    }
    return render(request, "plans/plans.html", context)


def _units(request: HttpRequest) -> list[Unit]:
    """Units whose plans this office can see and that have one."""
    acting = request.acting  # type: ignore[attr-defined]
    having = Plan.objects.visible_to(acting).values("unit")
    return list(Unit.objects.filter(pk__in=having).order_by("sort_key", "pk")[:SHOWN_UNITS])


def _list_buttons(request: HttpRequest) -> list[Button]:
    may = request.acting.may(P.PLAN_MANAGE)  # type: ignore[attr-defined]
    excel = Button("Xuất Excel", f"{reverse('plans:export')}?{request.GET.urlencode()}", icon="download")
    new = Button("Lập kế hoạch", reverse("plans:create"), "primary", "plus-lg")
    return [new, excel] if may else [excel]


@guard(P.FIGURES_VIEW)
def export(request: HttpRequest) -> HttpResponse:  # queries: 4
    acting = request.acting  # type: ignore[attr-defined]
    found = queries.filtered(Plan.objects.visible_to(acting), request.GET).order_by("-created_at", "-pk")
    rows = queries.with_progress(found, today()).iterator(chunk_size=500)
    return shared.sheet_answer(plans_workbook(rows, office=acting.office), "ke-hoach")


@guard(P.FIGURES_VIEW)
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """Objectives with live figures, tasks with progress, money, the plans below.  # queries: 20"""
    one, by = shared.the_plan(request, code), request.acting  # type: ignore[attr-defined]
    on = today()
    mine = by.unit is not None and by.unit.pk == one.unit_id and by.may(P.PLAN_MANAGE)
    groups = task_groups(one, list(one.tasks.select_related("group")), on)
    context = {
        "plan": one,
        "badge": state_badge(one),
        "facts": shared.facts(one),
        "objectives": live(one, list(one.objectives.select_related("group")), on),
        "objective_columns": OBJECTIVE_COLUMNS,
        "groups": [row for row in groups if row.lines],
        "bare_groups": [row.group for row in groups if not row.lines],
        "task_columns": task_columns(),
        "money": money_table(one.lines.all()),
        "money_columns": money_columns(),
        "below": tree.below(one, on) if not one.is_open else None,
        "versions": [v for v in tree.versions(one) if v.pk != one.pk and (mine or not v.is_open)],
        "happenings": happenings(one, LATEST),
        "actions": shared.buttons(one, by),
        "crumbs": shared.crumbs(one)[:1],
        "editing": mine and one.state == "draft",
        "working": mine and one.state == "issued",
        **shared.above(one, by),
    }
    return render(request, "plans/plan.html", context)


@guard(P.FIGURES_VIEW)
def history(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that happened to the plan, newest first.  # queries: 5"""
    one = shared.the_plan(request, code)
    context = {"plan": one, "happenings": happenings(one, WHOLE), "crumbs": shared.crumbs(one)}
    return render(request, "plans/history.html", context)


@guard(P.FIGURES_VIEW)
def workbook(request: HttpRequest, code: str) -> HttpResponse:  # queries: 16
    one = shared.the_plan(request, code)
    return shared.sheet_answer(plan_workbook(plan_paper(one, today())), f"ke-hoach-{one.code}")


@guard(P.FIGURES_VIEW)
def below(request: HttpRequest, code: str) -> HttpResponse:
    """Units below: their plans inside these years, and those without any.  # queries: 7"""
    one = shared.the_plan(request, code)
    found = tree.below(one, today())
    context = {
        "plan": one,
        "below": found,
        "linked": [other.pk for other in found.plans if other.upper_id == one.pk],
        "crumbs": shared.crumbs(one),
    }
    return render(request, "plans/below.html", context)


@guard(P.FIGURES_VIEW)
def late(request: HttpRequest) -> HttpResponse:
    """Tasks past their day, of the plans in sight.  # queries: 4"""
    acting, on = request.acting, today()  # type: ignore[attr-defined]
    seen = Plan.objects.visible_to(acting)
    if acting.unit and acting.may(P.PLAN_MANAGE) and request.GET.get("xem") != "tat-ca":
        seen = seen.filter(unit=acting.unit)
    found = queries.late_tasks(on).filter(plan__in=seen).select_related("plan__unit")
    page = keyset_page(request, found, key="due_on", kind="day")
    context = {"page": page, "columns": LATE_COLUMNS, "crumbs": shared.crumbs()}
    return render(request, "plans/late.html", context)
