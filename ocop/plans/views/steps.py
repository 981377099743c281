"""A plan is begun, its general part edited, moved on, amended: each on a page of its own, no script needed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ocop.core.clock import now, today
from ocop.core.guards import guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.permissions import Permission as P
from ocop.plans.actions import plans as actions
from ocop.plans.forms.plans import CreateForm, EditForm, IssueForm, NothingForm, ReasonForm
from ocop.plans.models import Plan
from ocop.plans.policies import plans as policies
from ocop.plans.views import _shared as shared
from ocop.rulebook.lifecycle import MACHINES

MACHINE = MACHINES["plan"]
FORMS: dict[str, type[forms.Form]] = {
    "submit": NothingForm,
    "return": ReasonForm,
    "issue": IssueForm,
    "close": ReasonForm,
}
LEADS = {
    "submit": "Trình rồi thì không sửa được nữa, trừ khi trả về soạn tiếp.",
    "return": "Kế hoạch trở về trạng thái đang soạn để sửa.",
    "issue": "Ban hành rồi thì lời văn, chỉ tiêu, hạn và kinh phí không sửa được; muốn đổi phải lập bản điều chỉnh. Mục tiêu có "
    "chỉ số trở thành chỉ tiêu của đơn vị. Cấp trên và cấp dưới cùng nhìn thấy kế hoạch.",
    "close": "Kế hoạch hết hiệu lực từ hôm nay và không ghi tiến độ được nữa. Mọi số liệu vẫn giữ nguyên.",
}


@guard(P.PLAN_MANAGE)
@once
def create(request: HttpRequest) -> HttpResponse:
    """Step one; the rest comes on the page of the draft.  # queries: 5"""
    acting = request.acting  # type: ignore[attr-defined]
    if acting.unit is None:
        raise Http404
    form = CreateForm(posted(request), unit=acting.unit, year=today().year)
    if form.is_valid():
        with refusals_on(form):
            made = actions.create_plan(by=acting, at=now(), **form.cleaned_data)
            messages.success(
                request, "Đã lập bản soạn. Tiếp theo: ghi mục tiêu, nhiệm vụ, kinh phí rồi trình."
            )
            return redirect(made)
    context = {"form": form, "unit": acting.unit, "title": "Lập kế hoạch", "crumbs": shared.crumbs()}
    return render(request, "plans/form.html", context | {"submit": "Lập bản soạn"})


@guard(P.PLAN_MANAGE)
@once
def edit(request: HttpRequest, code: str) -> HttpResponse:  # queries: 6
    one, by = shared.the_plan(request, code), request.acting  # type: ignore[attr-defined]
    policies.check_can_edit(one, by=by)
    form = EditForm(posted(request), plan=one)
    if form.is_valid():
        with refusals_on(form):
            actions.edit_plan(plan=one, data=form.cleaned_data, by=by, at=now())
            messages.success(request, "Đã ghi thông tin chung.")
            return redirect(one)
    context = {"form": form, "unit": one.unit, "title": "Thông tin chung", "crumbs": shared.crumbs(one)}
    return render(request, "plans/form.html", context | {"submit": "Ghi"})


@guard(P.PLAN_MANAGE)
@once
def move(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One step on its own page, with what follows from it.  # queries: 9"""
    one, by = shared.the_plan(request, code), request.acting  # type: ignore[attr-defined]
    if name not in FORMS:
        raise Http404
    policies.check_is_ours(one, by=by)
    form = FORMS[name](posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            _do(one, name, form.cleaned_data, by)
            messages.success(request, f"Đã ghi: {MACHINE.moves[name].label.lower()}.")
            return redirect(one)
    context = {
        "plan": one,
        "form": form,
        "title": MACHINE.moves[name].label,
        "lead": LEADS[name],
        "facts": shared.facts(one)[:4],
        "back": one.get_absolute_url(),
        "kind": "danger" if name == "close" else "primary",
        "crumbs": shared.crumbs(one),
    }
    return render(request, "plans/confirm.html", context)


def _do(one: Plan, name: str, data: dict[str, Any], by: Any) -> None:
    at = now()
    if name == "submit":
        actions.submit(plan=one, by=by, at=at)
    elif name == "issue":
        paper = {key: data[key] for key in ("number", "decided_on", "signer")}
        actions.issue(plan=one, paper=paper, upload=data.get("upload"), by=by, at=at)
    else:
        actions.move(plan=one, name=name, reason=data["reason"], by=by, at=at)


@guard(P.PLAN_MANAGE)
@once
def amend(request: HttpRequest, code: str) -> HttpResponse:  # queries: 8
    one, by = shared.the_plan(request, code), request.acting  # type: ignore[attr-defined]
    policies.check_can_amend(one, by=by)
    form = NothingForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = actions.amend(plan=one, by=by, at=now())
            messages.success(
                request, f"Đã lập bản {made.version} để điều chỉnh. Bản đang thực hiện vẫn có hiệu lực."
            )
            return redirect(made)
    context = {
        "plan": one,
        "form": form,
        "title": "Lập bản điều chỉnh",
        "lead": "Hệ thống chép toàn bộ kế hoạch thành một bản soạn mới. Bản đang thực hiện vẫn có hiệu lực cho đến khi bản mới "
        "được ban hành; sau đó vẫn xem được. Tiến độ và thu chi đã ghi đi theo sang bản mới.",
        "facts": shared.facts(one)[:4],
        "back": one.get_absolute_url(),
        "kind": "primary",
        "crumbs": shared.crumbs(one),
    }
    return render(request, "plans/confirm.html", context)
