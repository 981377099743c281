"""Declared figures: the list of a unit, a new one, a correction."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now
from ocop.core.components import Button, Column, Crumb
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.indicators import find
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission as P
from ocop.targets.actions import statements
from ocop.targets.forms.statements import CorrectForm, DeclareForm
from ocop.targets.models import DeclaredFigure
from ocop.targets.queries.boards import corrections
from ocop.targets.views.asked import asked_unit

COLUMNS = [
    Column("Chỉ số"),
    Column("Giá trị", numeric=True),
    Column("Kỳ"),
    Column("Văn bản"),
    Column("Người khai"),
    Column("Việc", hidden_label=True),
]


def list_url(unit_key: str) -> str:
    return f"{reverse('targets:declared')}?don_vi={unit_key}"


@guard(P.FIGURES_VIEW)
def declared(request: HttpRequest) -> HttpResponse:  # queries: 6
    acting = request.acting  # type: ignore[attr-defined]
    unit = asked_unit(request, request.GET.get("don_vi", ""))
    found = DeclaredFigure.objects.visible_to(acting).standing().filter(unit=unit)
    page = keyset_page(
        request, found.select_related("created_by", "corrects"), key="until_on", kind="day", descending=True
    )
    may = acting.may(P.FIGURES_DECLARE)
    new = Button("Khai số mới", f"{reverse('targets:declare')}?don_vi={unit.key}", "primary", "plus-lg")
    context = {
        "unit": unit,
        "page": page,
        "rows": [{"one": one, "indicator": find(one.indicator)} for one in page.rows],
        "columns": COLUMNS,
        "may": may,
        "actions": [Button("Nhập từ Excel", reverse("targets:so-khai-intake"), icon="upload"), new]
        if may
        else [],
        "crumbs": [Crumb("Số liệu", f"{reverse('targets:dashboard')}?don_vi={unit.key}")],
    }
    return render(request, "targets/declared.html", context)


@guard(P.FIGURES_DECLARE)
@once
def declare(request: HttpRequest) -> HttpResponse:  # queries: 5
    acting = request.acting  # type: ignore[attr-defined]
    unit = asked_unit(request, request.GET.get("don_vi", ""))
    form = DeclareForm(posted(request))
    if form.is_valid():
        with refusals_on(form):
            statements.declare(unit=unit, by=acting, at=now(), **form.cleaned_data)
            messages.success(request, "Đã ghi số khai báo.")
            return redirect(list_url(unit.key))
    context = {
        "form": form,
        "unit": unit,
        "title": "Khai số liệu",
        "lead": "Dành cho số liệu mà hệ thống chưa có bản ghi để đếm. Số này luôn hiện là số khai báo.",
        "submit": "Ghi số khai báo",
        "crumbs": [Crumb("Số khai báo", list_url(unit.key))],
    }
    return render(request, "targets/statement_form.html", context)


@guard(P.FIGURES_DECLARE)
@once
def correct(request: HttpRequest, pk: int) -> HttpResponse:  # queries: 7
    acting = request.acting  # type: ignore[attr-defined]
    one = get_visible_or_404(DeclaredFigure.objects.select_related("unit"), acting, pk=pk)
    form = CorrectForm(posted(request), initial={"value": one.value, "document": one.document})
    if form.is_valid():
        with refusals_on(form):
            statements.correct_figure(figure=one, by=acting, at=now(), **form.cleaned_data)
            messages.success(request, "Đã đính chính; bản cũ vẫn được giữ.")
            return redirect(list_url(one.unit.key))
    context = {
        "form": form,
        "unit": one.unit,
        "one": one,
        "indicator": find(one.indicator),
        "earlier": [one, *corrections(one)],
        "title": "Đính chính số khai báo",
        "lead": "Bản cũ không bị sửa: hệ thống ghi một bản mới thay nó.",
        "submit": "Ghi bản đính chính",
        "crumbs": [Crumb("Số khai báo", list_url(one.unit.key))],
    }
    return render(request, "targets/statement_form.html", context)
