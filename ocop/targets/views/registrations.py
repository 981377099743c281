"""Products registered for a year: the list of a unit, a new line, taking one back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now, today
from ocop.core.components import Button, Column, Crumb
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission as P
from ocop.products.models import Product
from ocop.targets.actions import statements
from ocop.targets.forms.statements import RegisterForm, WithdrawForm
from ocop.targets.models import Registration

COLUMNS = [
    Column("Sản phẩm"),
    Column("Chủ thể"),
    Column("Đơn vị"),
    Column("Ngày đăng ký"),
    Column("Tình trạng"),
    Column("Việc", hidden_label=True),
]


def list_url(year: int) -> str:
    return f"{reverse('targets:registrations')}?nam={year}"


@guard(P.FIGURES_VIEW)
def registrations(request: HttpRequest) -> HttpResponse:  # queries: 6
    acting = request.acting  # type: ignore[attr-defined]
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else today().year
    found = Registration.objects.visible_to(acting).filter(year=year).select_related("unit")
    page = keyset_page(request, found, key="product_name")
    may = acting.may(P.PLAN_REGISTER)
    new = Button("Đăng ký sản phẩm", reverse("targets:register"), "primary", "plus-lg")
    context = {
        "page": page,
        "year": year,
        "years": [today().year - 1, today().year, today().year + 1],
        "columns": COLUMNS,
        "may": may,
        "actions": [*([new] if may else []), Button("Các đợt đăng ký", reverse("targets:rounds"))],
        "crumbs": [Crumb("Số liệu", reverse("targets:dashboard"))],
    }
    return render(request, "targets/registrations.html", context)


@guard(P.PLAN_REGISTER)
@once
def register(request: HttpRequest) -> HttpResponse:  # queries: 6
    acting = request.acting  # type: ignore[attr-defined]
    mine = Product.objects.visible_to(acting).select_related("producer")
    form = RegisterForm(posted(request), products=mine, initial={"year": today().year})
    if form.is_valid():
        with refusals_on(form):
            line = statements.register_product(unit=acting.unit, by=acting, at=now(), **form.cleaned_data)
            messages.success(request, f"Đã đăng ký “{line.product_name}” cho năm {line.year}.")
            return redirect(list_url(line.year))
    context = {
        "form": form,
        "unit": acting.unit,
        "title": "Đăng ký sản phẩm vào kế hoạch năm",
        "lead": "Mỗi dòng là một sản phẩm dự kiến đánh giá trong năm. Sản phẩm mới là ý tưởng thì ghi tên.",
        "submit": "Đăng ký",
        "crumbs": [Crumb("Đăng ký năm", list_url(today().year))],
    }
    return render(request, "targets/statement_form.html", context)


@guard(P.PLAN_REGISTER)
@once
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:  # queries: 6
    acting = request.acting  # type: ignore[attr-defined]
    line = get_visible_or_404(Registration.objects.select_related("unit"), acting, pk=pk)
    form = WithdrawForm(posted(request))
    if form.is_valid():
        with refusals_on(form):
            statements.withdraw_registration(line=line, by=acting, at=now(), **form.cleaned_data)
            messages.success(request, f"Đã rút “{line.product_name}”.")
            return redirect(list_url(line.year))
    context = {
        "form": form,
        "unit": line.unit,
        "title": f"Rút đăng ký “{line.product_name}”",
        "lead": "Dòng này vẫn được giữ, có ngày và lý do rút.",
        "submit": "Rút đăng ký",
        "crumbs": [Crumb("Đăng ký năm", list_url(line.year))],
    }
    return render(request, "targets/statement_form.html", context)
