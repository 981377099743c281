"""The items of a draft: a page for each kind with its list and the form for one more; editing and removing one."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now
from ocop.core.components import Crumb, Step
from ocop.core.guards import guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.indicators import find
from ocop.core.permissions import Permission as P
from ocop.plans.actions import contents as actions
from ocop.plans.forms.contents import FORMS
from ocop.plans.models import BudgetLine, Group, Objective, Plan, Task
from ocop.plans.policies import contents as item_policies
from ocop.plans.policies import plans as policies
from ocop.plans.views import _shared as shared


@dataclass(frozen=True)
class Part:
    """One kind of item: address, names, and how its rows are read."""

    kind: str
    title: str
    one: str
    lead: str
    related: tuple[str, ...] = ()


PARTS = {
    "nhom": Part(
        "group", "Các nhóm", "nhóm", "Nhóm mục tiêu, nhiệm vụ, giải pháp. Có thể giữ, sửa, thêm hoặc bỏ."
    ),
    "muc-tieu": Part(
        "objective", "Mục tiêu", "mục tiêu", "Mục tiêu có chỉ số được theo dõi tự động.", ("group",)
    ),
    "nhiem-vu": Part(
        "task", "Nhiệm vụ, giải pháp", "nhiệm vụ", "Mỗi việc có một cơ quan chủ trì và một hạn.", ("group",)
    ),
    "kinh-phi": Part("line", "Kinh phí", "dòng kinh phí", "Mỗi dòng là một nội dung chi từ một nguồn tiền."),
}
INTAKES = {"nhiem-vu": "nhiem-vu-ke-hoach-intake", "kinh-phi": "kinh-phi-ke-hoach-intake"}
LABELS = {slug: part.title for slug, part in PARTS.items()}


def _part(kind: str) -> Part:
    if kind not in PARTS:
        raise Http404
    return PARTS[kind]


def _item(plan: Plan, part: Part, pk: int) -> Any:
    found = actions.KINDS[part.kind].objects.filter(plan=plan, pk=pk).select_related(*part.related).first()
    if found is None:
        raise Http404
    found.plan = plan
    return found


@guard(P.PLAN_MANAGE)
@once
def items(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """What is there, and one more.  # queries: 8"""
    one, by, part = shared.the_plan(request, code), request.acting, _part(kind)  # type: ignore[attr-defined]
    policies.check_can_edit(one, by=by)
    form = FORMS[part.kind](posted(request), plan=one)
    if form.is_valid():
        with refusals_on(form):
            actions.add_item(plan=one, kind=part.kind, data=form.cleaned_data, by=by, at=now())
            messages.success(request, f"Đã thêm {part.one}.")
            return redirect("plans:items", one.code, kind)
    rows = actions.KINDS[part.kind].objects.filter(plan=one).select_related(*part.related)
    context = {
        "plan": one,
        "part": part,
        "kind": kind,
        "form": form,
        "rows": [{"item": row, "text": text_of(row), "hint": hint_of(row)} for row in rows],
        "tabs": [_tab(one, slug, kind) for slug in PARTS],
        "steps": _steps(kind),
        "crumbs": shared.crumbs(one),
        "submit": f"Thêm {part.one}",
        "intake_url": reverse(f"plans:{INTAKES[kind]}") if kind in INTAKES else "",
    }
    return render(request, "plans/items.html", context)


def _tab(plan: Plan, slug: str, kind: str) -> dict[str, Any]:
    url = reverse("plans:items", args=[plan.code, slug])
    return {"label": LABELS[slug], "url": url, "active": slug == kind, "count": None}


def _steps(kind: str) -> list[Step]:
    """The order in which a draft is usually written; every step can be opened at any time."""
    slugs = list(PARTS)
    here = slugs.index(kind)
    states = [
        "done" if place < here else "current" if place == here else "todo" for place in range(len(slugs))
    ]
    rows = [Step(LABELS[slug], state) for slug, state in zip(slugs, states, strict=True)]
    return [Step("Thông tin chung", "done"), *rows, Step("Trình")]


def text_of(item: Any) -> str:
    if isinstance(item, Objective) and item.indicator:
        known = find(item.indicator)
        return item.words or (known.words if known else item.indicator)
    return str(item)


def hint_of(item: Any) -> str:
    """The second line of a row."""
    if isinstance(item, Group):
        return str(item.get_kind_display())
    if isinstance(item, Objective):
        goal = (
            f", {item.get_sense_display().lower()} {item.value.normalize():f}".replace(".", ",")
            if item.value is not None
            else ""
        )
        return f"{item.group.title}{goal}"
    if isinstance(item, Task):
        return f"{item.group.title}; {item.office}; hạn {item.due_on:%d/%m/%Y}"
    assert isinstance(item, BudgetLine)
    return f"{item.get_source_display()}: {item.planned:,} đồng".replace(",", ".")


@guard(P.PLAN_MANAGE)
@once
def item(request: HttpRequest, code: str, kind: str, pk: int) -> HttpResponse:  # queries: 8
    one, by, part = shared.the_plan(request, code), request.acting, _part(kind)  # type: ignore[attr-defined]
    found = _item(one, part, pk)
    policies.check_can_edit(one, by=by)
    form_class = FORMS[part.kind]
    initial = {name: getattr(found, name) for name in form_class.base_fields}
    form = form_class(posted(request), plan=one, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            actions.change_item(item=found, data=form.cleaned_data, by=by, at=now())
            messages.success(request, f"Đã sửa {part.one}.")
            return redirect("plans:items", one.code, kind)
    context = {
        "form": form,
        "unit": one.unit,
        "title": f"Sửa {part.one}",
        "submit": "Ghi",
        "remove_url": reverse("plans:remove", args=[one.code, kind, pk]),
        "remove_label": f"Bỏ {part.one} này",
        "crumbs": shared.crumbs(one, Crumb(part.title, reverse("plans:items", args=[one.code, kind]))),
    }
    return render(request, "plans/form.html", context)


@guard(P.PLAN_MANAGE)
@once
def remove(request: HttpRequest, code: str, kind: str, pk: int) -> HttpResponse:  # queries: 8
    one, by, part = shared.the_plan(request, code), request.acting, _part(kind)  # type: ignore[attr-defined]
    found = _item(one, part, pk)
    item_policies.check_can_remove(found, by=by)
    back = reverse("plans:items", args=[one.code, kind])
    if request.method == "POST":
        actions.remove_item(item=found, by=by, at=now())
        messages.success(request, f"Đã bỏ {part.one}.")
        return redirect(back)
    context = {
        "plan": one,
        "title": f"Bỏ {part.one}",
        "lead": f"“{text_of(found)}” không còn trong bản soạn. Nhật ký vẫn ghi lại.",
        "back": back,
        "kind": "danger",
        "crumbs": shared.crumbs(one),
    }
    return render(request, "plans/confirm.html", context)
