"""Allocations: the list, a new one (three policies side by side, then the change of people), and one as it was given."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now, today
from ocop.core.components import Button, Column, Crumb, Fact
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.indicators import find
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission as P
from ocop.rulebook.allocation_words import FAIRNESS_WORDS, fairness, policy_facts
from ocop.targets import policies
from ocop.targets.actions import allocations as actions
from ocop.targets.actions.allocations import Asked
from ocop.targets.forms.allocations import AskAllocationForm, GiveForm
from ocop.targets.models import Allocation
from ocop.targets.papers import allocation_workbook
from ocop.targets.queries import allocations as reads
from ocop.targets.queries.allocations import Below, Option
from ocop.targets.views._allocation_table import COLUMNS, GIVE_COLUMNS, table_rows, totals

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LIST_COLUMNS = [
    *(Column("Bảng phân bổ"), Column("Đơn vị"), Column("Chỉ số"), Column("Năm")),
    *(Column("Tổng", numeric=True), Column("Cách phân bổ"), Column("Ngày giao")),
]
KEPT_COLUMNS = [
    *(Column("Đơn vị"), Column("Đăng ký", numeric=True), Column("Tính được", numeric=True)),
    *(Column("Giao", numeric=True), Column("Sửa", numeric=True), Column("Lý do sửa")),
]


@guard(P.FIGURES_VIEW)
def allocations(request: HttpRequest) -> HttpResponse:  # queries: 7
    acting = request.acting  # type: ignore[attr-defined]
    found = Allocation.objects.visible_to(acting).select_related("unit")
    page = keyset_page(request, found, key="created_at", kind="moment", descending=True)
    may = bool(acting.unit) and policies.can_allocate(acting.unit, by=acting)
    new = Button("Phân bổ một chỉ tiêu", reverse("targets:allocate"), "primary", "plus-lg")
    context = {
        "page": page,
        "rows": [{"one": one, "indicator": find(one.indicator)} for one in page.rows],
        "columns": LIST_COLUMNS,
        "actions": [new] if may else [],
        "crumbs": [Crumb("Chỉ tiêu", reverse("targets:goals"))],
    }
    return render(request, "targets/allocations.html", context)


@guard(P.TARGET_SET)
@once
def allocate(request: HttpRequest) -> HttpResponse:  # queries: 14
    """What to share out stands in the address; the numbers of people come by POST."""
    acting = request.acting  # type: ignore[attr-defined]
    policies.check_can_allocate(acting.unit, by=acting)
    ask = AskAllocationForm(request.GET if "tong" in request.GET else None, initial={"nam": today().year})
    context: dict[str, Any] = {"ask": ask, "unit": acting.unit, "crumbs": _crumbs()}
    if ask.is_valid():
        asked = ask.asked(acting.unit)
        with refusals_on(ask):
            policies.check_allocation_asked(asked.indicator, asked.year, today())
            return _compared(request, asked, context)
    return render(request, "targets/allocate.html", context)


def _compared(request: HttpRequest, asked: Asked, context: dict[str, Any]) -> HttpResponse:
    units = reads.gather(asked.unit, asked.indicator, asked.year, today())
    options = reads.options(asked.total, units)
    chosen = _chosen(request, options)
    form = _form(request, units, chosen) if chosen else None
    if form and form.is_bound and (given := _given(request, form, asked, units)):
        return redirect("targets:allocation", given.code)
    context |= {
        "asked": asked,
        "indicator": find(asked.indicator),
        "own": reads.own_target(asked.unit, asked.indicator, asked.year),
        "options": [{"option": one, "url": _policy_url(request, one)} for one in options],
        "fairness_words": FAIRNESS_WORDS,
        "chosen": chosen,
        "form": form,
        "seen": reads.digest(units),
        "columns": GIVE_COLUMNS if form else COLUMNS,
        "rows": table_rows(units, options, chosen, form),
        "totals": totals(options),
        **(_sum(form, chosen, units) if form and chosen else {}),
    }
    return render(request, "targets/allocate.html", context)


def _given(request: HttpRequest, form: GiveForm, asked: Asked, units: list[Below]) -> Allocation | None:
    """Given out when nothing stands against it; else the form says what does."""
    seen = request.POST.get("so_lieu", "")
    form.is_valid()
    with refusals_on(form):
        policies.check_seen(seen, reads.digest(units))
    if _only_try(request) or not form.is_valid():
        return None
    with refusals_on(form):
        given = actions.give(
            asked=asked,
            final=form.final(seen),
            paper=form.paper(),
            by=request.acting,  # type: ignore[attr-defined]
            at=now(),
        )
        messages.success(request, f"Đã giao chỉ tiêu cho {len(units)} đơn vị theo bảng {given.code}.")
        return given
    return None


@guard(P.FIGURES_VIEW)
def allocation(request: HttpRequest, code: str) -> HttpResponse:  # queries: 8
    acting = request.acting  # type: ignore[attr-defined]
    given = get_visible_or_404(Allocation.objects.select_related("unit", "created_by"), acting, code=code)
    lines = reads.given_lines(given)
    if request.GET.get("dang") == "xlsx":
        answer = HttpResponse(allocation_workbook(given, lines), content_type=XLSX)
        answer["Content-Disposition"] = f'attachment; filename="phan-bo-{given.code}.xlsx"'
        return answer
    context = {
        "given": given,
        "indicator": find(given.indicator),
        "lines": lines,
        "facts": _facts(given, lines),
        "fairness_words": FAIRNESS_WORDS,
        "columns": KEPT_COLUMNS,
        "crumbs": [*_crumbs(), Crumb("Phân bổ", reverse("targets:allocations"))],
    }
    return render(request, "targets/allocation.html", context)


def _facts(given: Allocation, lines: list[reads.GivenLine]) -> list[Fact]:
    policy = given.used_policy
    computed = fairness((one.line.registered, one.line.computed) for one in lines)
    final = fairness((one.line.registered, one.line.value) for one in lines)
    changed = sum(1 for one in lines if one.line.changed)
    return [
        Fact("Tổng chỉ tiêu", given.total),
        Fact("Cách phân bổ", f"{policy.name} ({'; '.join(policy_facts(policy))})"),
        Fact("Số liệu tính đến", f"{given.inputs_on:%d/%m/%Y}"),
        Fact("Văn bản", given.document),
        Fact("Người giao", f"{given.created_by}, {given.created_at:%d/%m/%Y}"),
        Fact("Đơn vị được người sửa", f"{changed} trong {len(lines)}"),
        Fact(
            "Chỉ số công bằng Jain, theo máy tính",
            computed.text if computed else "",
            missing="Không tính được",
        ),
        Fact("Chỉ số công bằng Jain, sau khi sửa", final.text if final else "", missing="Không tính được"),
        Fact("Ghi chú", given.note, missing="Không có"),
    ]


def _crumbs() -> list[Crumb]:
    return [Crumb("Chỉ tiêu", reverse("targets:goals"))]


def _only_try(request: HttpRequest) -> bool:
    return request.POST.get("viec") == "thu"


def _chosen(request: HttpRequest, options: list[Option]) -> Option | None:
    """The policy asked for, where it has an answer."""
    asked = request.GET.get("cach", "")
    return next((one for one in options if one.policy.key == asked and one.done), None)


def _form(request: HttpRequest, units: list[Below], chosen: Option) -> GiveForm:
    computed = chosen.done.values if chosen.done else {}
    return GiveForm(posted(request), units=units, computed=computed, only_try=_only_try(request))


def _policy_url(request: HttpRequest, option: Option) -> str:
    query = request.GET.copy()
    query["cach"] = option.policy.key
    return f"?{query.urlencode()}#giao"


def _sum(form: GiveForm, chosen: Option, units: list[Below]) -> dict[str, Any]:
    """What the numbers typed so far add up to, and how even they are."""
    typed = form.values() if form.is_bound else dict(chosen.done.values if chosen.done else {})
    pairs = [(one.inputs.registered, typed.get(one.unit.key, 0)) for one in units]
    return {"typed": sum(typed.values()), "typed_fairness": fairness(pairs)}
