"""Policies and the year's money: list, one with its rates, a new one, a budget, an early end."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now, today
from ocop.core.components import Button, Column, Crumb, Fact
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission
from ocop.core.policy import allowed
from ocop.core.templatetags.ocop import vn_date
from ocop.recognition.queries.trail import happenings
from ocop.support.actions import terms as actions
from ocop.support.enums import OCCASIONS
from ocop.support.forms.terms import STARS, BudgetForm, EndForm, PolicyForm
from ocop.support.models import Policy
from ocop.support.policies import terms as rules
from ocop.support.queries.money import purse
from ocop.support.views.step import confirm
from ocop.support.views.tabs import tabs

COLUMNS = [Column("Chính sách"), Column("Cơ quan chi"), Column("Áp dụng"), Column("Văn bản")]


@guard(Permission.SUPPORT_VIEW)
def listing(request: HttpRequest) -> HttpResponse:
    """All policies that can be read; the newest first.  # queries: 5"""
    acting = request.acting  # type: ignore[attr-defined]
    found = Policy.objects.visible_to(acting).select_related("payer")
    page = keyset_page(request, found, key="from_on", kind="day", descending=True)
    new = Button("Lập chính sách", reverse("support:new-policy"), "primary", "plus-lg")
    context = {
        "page": page,
        "columns": COLUMNS,
        "today": today(),
        "tabs": tabs(request),
        "actions": [new] if acting.may(Permission.SUPPORT_MANAGE) else [],
    }
    return render(request, "support/policies.html", context)


def _fetch(request: HttpRequest, code: str) -> Policy:
    rows = Policy.objects.select_related("payer").prefetch_related("rates")
    return get_visible_or_404(rows, request.acting, code=code)  # type: ignore[attr-defined]


@guard(Permission.SUPPORT_VIEW)
def policy(request: HttpRequest, code: str) -> HttpResponse:
    """Rates as a table, the money of each year, history.  # queries: 12 + 3 a year"""
    one, by = _fetch(request, code), request.acting  # type: ignore[attr-defined]
    rates = {(rate.stars, rate.occasion): rate.amount for rate in one.rates.all()}
    years = sorted({*one.budgets.values_list("year", flat=True), today().year}, reverse=True)[:4]
    context = {
        "policy": one,
        "facts": _facts(one),
        "occasions": [Column("Hạng"), *(Column(label, numeric=True) for _, label in OCCASIONS)],
        "rates": [(stars, [(label, rates.get((stars, key))) for key, label in OCCASIONS]) for stars in STARS],
        "years": [(year, purse(one, year)) for year in years],
        "year_columns": [
            Column("Năm"),
            *(Column(t, numeric=True) for t in ("Mức giao", "Đã duyệt, chờ chi", "Đã chi", "Còn lại")),
        ],
        "happenings": happenings(one),
        "actions": _buttons(one, by),
        "crumbs": _crumbs(one),
    }
    return render(request, "support/policy.html", context)


def _buttons(one: Policy, by) -> list[Button]:  # type: ignore[no-untyped-def]
    if not allowed(rules.check_can_manage, one, by=by):
        return []
    return [
        Button("Giao kinh phí", reverse("support:budget", args=[one.code]), "primary", "plus-lg"),
        Button("Kết thúc sớm", reverse("support:end-policy", args=[one.code])),
    ]


def _crumbs(one: Policy) -> list[Crumb]:
    return [
        Crumb("Chính sách, kinh phí", reverse("support:policies")),
        Crumb(one.title, one.get_absolute_url()),
    ]


def _facts(one: Policy) -> list[Fact]:
    difference = (
        "Chỉ chi phần chênh lệch so với hạng cũ" if one.pays_difference else "Chi toàn bộ mức của hạng mới"
    )
    return [
        Fact("Cơ quan chi", one.payer.full_name),
        Fact("Văn bản", f"{one.document} ngày {vn_date(one.document_on)}"),
        Fact("Cho quyết định công nhận", f"từ {vn_date(one.from_on)} đến hết {vn_date(one.until_on)}"),
        Fact("Hạn nộp đề nghị", f"{one.claim_days} ngày từ ngày quyết định công nhận"),
        Fact("Nâng hạng", difference),
        Fact("Khi hết kinh phí", one.get_over_budget_display()),
        Fact("Nguồn kinh phí", one.money_source, missing="Không ghi"),
        Fact("Điều kiện", one.conditions, missing="Không ghi"),
        Fact("Giấy tờ phải có", "; ".join(one.papers), missing="Không yêu cầu"),
    ]


@guard(Permission.SUPPORT_MANAGE)
@once
def create(request: HttpRequest) -> HttpResponse:  # queries: 6
    by = request.acting  # type: ignore[attr-defined]
    year = today().year
    first = {"from_on": date(year, 1, 1), "until_on": date(year, 12, 31), "claim_days": 180}
    form = PolicyForm(posted(request), initial={**first, "pays_difference": True})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = actions.create_policy(data=form.cleaned_data, rates=form.rates(), by=by, at=now())
            messages.success(request, "Đã lập chính sách; việc tiếp theo: giao kinh phí của năm.")
            return redirect(made)
    context = {"form": form, "crumbs": [Crumb("Chính sách, kinh phí", reverse("support:policies"))]}
    return render(request, "support/policy_new.html", context)


@guard(Permission.SUPPORT_MANAGE)
@once
def budget(request: HttpRequest, code: str) -> HttpResponse:  # queries: 7
    one, by = _fetch(request, code), request.acting  # type: ignore[attr-defined]
    why = allowed(rules.check_can_manage, one, by=by)

    def act(**given: object) -> Policy:
        actions.set_budget(policy=one, **given)  # type: ignore[arg-type]
        return one

    return confirm(
        request,
        act=act,
        done=lambda made: "Đã ghi mức kinh phí; mức cũ vẫn được giữ.",
        form=BudgetForm(posted(request), initial={"year": today().year}),
        title="Giao kinh phí",
        submit="Ghi mức kinh phí",
        lead="Mức mới thay mức cũ của cùng năm; không thấp hơn phần đã duyệt và chi.",
        facts=_facts(one)[:3],
        back=one.get_absolute_url(),
        crumbs=_crumbs(one),
        reason=why.reason if request.method != "POST" else "",
    )


@guard(Permission.SUPPORT_MANAGE)
@once
def end(request: HttpRequest, code: str) -> HttpResponse:  # queries: 6
    one, by = _fetch(request, code), request.acting  # type: ignore[attr-defined]
    why = allowed(rules.check_can_end, one, by=by)
    return confirm(
        request,
        act=lambda **given: actions.end_policy(policy=one, **given),
        done=lambda made: f"Chính sách áp dụng đến hết {vn_date(made.until_on)}.",
        form=EndForm(posted(request), initial={"last_day": today()}),
        title="Kết thúc sớm chính sách",
        submit="Kết thúc",
        kind="danger",
        lead="Quyết định công nhận sau ngày này không còn được hưởng; quyết định trước đó giữ nguyên.",
        facts=_facts(one)[:3],
        back=one.get_absolute_url(),
        crumbs=_crumbs(one),
        reason=why.reason if request.method != "POST" else "",
    )
