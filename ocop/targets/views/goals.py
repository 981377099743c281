"""Targets: the list of a unit with what was reached, a new one, an adjustment."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now, today
from ocop.core.components import Button, Column, Crumb
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.indicators import find
from ocop.core.permissions import Permission as P
from ocop.targets.actions import statements
from ocop.targets.forms.statements import CorrectForm, TargetForm
from ocop.targets.models import Target
from ocop.targets.queries import boards
from ocop.targets.views.asked import asked_unit

COLUMNS = [
    Column("Chỉ số"),
    Column("Năm"),
    Column("Chỉ tiêu", numeric=True),
    Column("Đã đạt", numeric=True),
    Column("Hơn, kém", numeric=True),
    Column("Giao cấp dưới", numeric=True),
    Column("Văn bản"),
    Column("Việc", hidden_label=True),
]
YEARS_SHOWN = 6


def list_url(unit_key: str) -> str:
    return f"{reverse('targets:goals')}?don_vi={unit_key}"


@guard(P.FIGURES_VIEW)
def goals(request: HttpRequest) -> HttpResponse:
    """Targets that still run or ended in the last years; each year answered at once.  # queries: 6 + 8 a period"""
    acting = request.acting  # type: ignore[attr-defined]
    unit = asked_unit(request, request.GET.get("don_vi", ""))
    on = today()
    found = Target.objects.visible_to(acting).standing().filter(unit=unit)
    if unit.valid_to is None:
        found = found.filter(year_until__gte=on.year - YEARS_SHOWN)
    targets = list(found.select_related("unit"))
    may = acting.may(P.TARGET_SET)
    new = Button("Giao chỉ tiêu", f"{reverse('targets:set-goal')}?don_vi={unit.key}", "primary", "plus-lg")
    rows = [{"goal": goal, "below": boards.roll_up(goal.target)} for goal in boards.goals(targets, on)]
    context = {
        "unit": unit,
        "rows": rows,
        "columns": COLUMNS,
        "may": may,
        "actions": [_shared_out(), _from_excel(), new] if may else [_shared_out()],
        "crumbs": [Crumb("Số liệu", f"{reverse('targets:dashboard')}?don_vi={unit.key}")],
    }
    return render(request, "targets/goals.html", context)


def _from_excel() -> Button:
    return Button("Nhập từ Excel", reverse("targets:chi-tieu-intake"), icon="upload")


def _shared_out() -> Button:
    return Button("Phân bổ chỉ tiêu", reverse("targets:allocations"), icon="table")


@guard(P.TARGET_SET)
@once
def set_goal(request: HttpRequest) -> HttpResponse:  # queries: 5
    acting = request.acting  # type: ignore[attr-defined]
    unit = asked_unit(request, request.GET.get("don_vi", ""))
    form = TargetForm(posted(request))
    if form.is_valid():
        with refusals_on(form):
            statements.set_target(unit=unit, by=acting, at=now(), **form.cleaned_data)
            messages.success(request, "Đã ghi chỉ tiêu.")
            return redirect(list_url(unit.key))
    context = {
        "form": form,
        "unit": unit,
        "title": "Giao chỉ tiêu",
        "lead": "Mỗi chỉ tiêu ghi kèm quyết định giao. Chỉ tiêu đã ghi không sửa được, chỉ điều chỉnh bằng bản mới.",
        "submit": "Ghi chỉ tiêu",
        "crumbs": [Crumb("Chỉ tiêu", list_url(unit.key))],
    }
    return render(request, "targets/statement_form.html", context)


@guard(P.TARGET_SET)
@once
def correct(request: HttpRequest, pk: int) -> HttpResponse:  # queries: 7
    acting = request.acting  # type: ignore[attr-defined]
    one = get_visible_or_404(Target.objects.select_related("unit"), acting, pk=pk)
    form = CorrectForm(posted(request), initial={"value": one.value, "document": one.document})
    if form.is_valid():
        with refusals_on(form):
            statements.correct_target(target=one, by=acting, at=now(), **form.cleaned_data)
            messages.success(request, "Đã điều chỉnh; bản cũ vẫn được giữ.")
            return redirect(list_url(one.unit.key))
    context = {
        "form": form,
        "unit": one.unit,
        "one": one,
        "indicator": find(one.indicator),
        "earlier": [one, *boards.corrections(one)],
        "title": "Điều chỉnh chỉ tiêu",
        "lead": "Bản cũ không bị sửa: hệ thống ghi một bản mới thay nó.",
        "submit": "Ghi bản điều chỉnh",
        "crumbs": [Crumb("Chỉ tiêu", list_url(one.unit.key))],
    }
    return render(request, "targets/statement_form.html", context)
