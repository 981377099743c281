"""Stalls: a producer registers, brings goods and people, tells results; the office answers, numbers, takes the list away."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.clock import now, today
from ocop.core.components import Button, Crumb, Fact
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.permissions import Permission as P
from ocop.core.policy import allowed
from ocop.core.states import state_badge
from ocop.market.actions import stalls as actions
from ocop.market.forms.events import (
    DecideForm,
    GoodsForm,
    NumberForm,
    ReasonForm,
    RegisterForm,
    ResultForm,
    StaffForm,
)
from ocop.market.models import Stall
from ocop.market.policies import events as policies
from ocop.market.queries import stalls as queries
from ocop.market.views.events import SEES, event_of
from ocop.market.views.points import form_page, xlsx
from ocop.recognition.queries.trail import happenings
from ocop.rulebook.lifecycle import MACHINES

RUNS = (P.MARKET_MANAGE, P.MARKET_REPORT)
MACHINE = MACHINES["stall"]
DECISIONS = ("select", "wait", "refuse")


def stall_of(request: HttpRequest, code: str, pk: int) -> Stall:
    rows = Stall.objects.select_related("event__unit", "producer")
    return get_visible_or_404(rows, request.acting, pk=pk, event__code=code)  # type: ignore[attr-defined, no-any-return]


@guard(P.MARKET_REPORT)
@once
def register(request: HttpRequest, code: str) -> HttpResponse:
    """Goods and wishes; sent twice it is one registration.  # queries: 13"""
    one, by, on = event_of(request, code), request.acting, today()  # type: ignore[attr-defined]
    policies.check_can_register(one, by=by, at=now())
    held = queries.stall_of(one, by.party_id)
    initial = (
        {"products": [good.good.product_id for good in queries.goods_of(held, on)], "wish": held.wish}
        if held
        else {}
    )
    form = RegisterForm(posted(request), event=one, producer_id=by.party_id, on=on, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            stall = actions.register_stall(event=one, by=by, at=now(), **form.cleaned_data)
            messages.success(request, "Đã ghi đăng ký. Cơ quan tổ chức sẽ trả lời ở đây và qua thông báo.")
            return redirect(stall)
    lead = f"{one.name}. {one.conditions}".strip()
    return form_page(
        request, form, title="Đăng ký gian hàng", lead=lead, submit="Gửi đăng ký", back=one.get_absolute_url()
    )


@guard(*SEES)
def stall(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One stall with goods, people and result.  # queries: 16"""
    one, by, on = stall_of(request, code, pk), request.acting, today()  # type: ignore[attr-defined]
    told = one.results.filter(replaced_at=None).first()
    mine = bool(allowed(policies.check_is_mine_or_managed, one, by=by))
    context = {
        "stall": one,
        "event": one.event,
        "badge": state_badge(one, public=by.party_id is not None),
        "facts": [
            Fact("Chủ thể", one.producer.name),
            Fact("Số gian", one.number, missing="Chưa giao số"),
            Fact("Đề nghị", one.wish, missing="Không có"),
            *([Fact("Trả lời của cơ quan", one.reason)] if one.reason else []),
        ],
        "goods": queries.goods_of(one, on),
        "staff": one.staff.all() if mine else [],
        "mine": mine,
        "told": told,
        "happenings": happenings(one),
        "actions": _buttons(one, by),
        "crumbs": [Crumb(one.event.name, one.event.get_absolute_url()), Crumb(one.producer.name)],
    }
    return render(request, "market/stall.html", context)


def _buttons(one: Stall, by: Acting) -> list[Button]:
    def button(
        label: str, name: str, icon: str, check: object, kind: str = "secondary", *more: str
    ) -> Button:
        why = check if isinstance(check, str) else ""
        return Button(label, reverse(f"market:{name}", args=[one.event.code, one.pk, *more]), kind, icon, why)

    found = []
    if allowed(policies.check_can_tell, one, by=by, at=now()):
        found.append(button("Báo kết quả", "stall-result", "pencil", None, "primary"))
    if allowed(policies.check_can_change, one, by=by):
        found.append(button("Đổi hàng", "stall-goods", "box-seam", None))
        found.append(button("Người đứng gian", "stall-staff", "people", None))
    if allowed(policies.check_can_withdraw, one, by=by):
        found.append(button("Rút đăng ký", "stall-withdraw", "x-lg", None))
    if allowed(policies.check_can_manage, one.event, by=by):
        for name in DECISIONS:
            if one.state in MACHINE.moves[name].sources:
                why = allowed(policies.check_can_decide, one, name, by=by).reason
                kind = "primary" if name == "select" else "secondary"
                found.append(button(MACHINE.moves[name].label, "stall-decide", "check-lg", why, kind, name))
        if one.state == "selected":
            found.append(button("Giao số gian", "stall-number", "hash", None))
    return found


@guard(P.MARKET_MANAGE)
@once
def decide(request: HttpRequest, code: str, pk: int, name: str) -> HttpResponse:
    """# queries: 9"""
    one, by = stall_of(request, code, pk), request.acting  # type: ignore[attr-defined]
    if name not in DECISIONS:
        raise Http404
    policies.check_can_decide(one, name, by=by)
    form = DecideForm(posted(request), select=name == "select")
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.decide_stall(stall=one, name=name, by=by, at=now(), **form.cleaned_data)
            messages.success(request, f"Đã ghi: {MACHINE.moves[name].label.lower()} {one.producer.name}.")
            return redirect(one.event)
    lead = f"{one.producer.name}. Chủ thể nhận câu trả lời kèm lý do."
    label = MACHINE.moves[name].label
    return form_page(request, form, title=label, lead=lead, submit=label, back=one.get_absolute_url())


@guard(P.MARKET_MANAGE)
@once
def number(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """# queries: 8"""
    one, by = stall_of(request, code, pk), request.acting  # type: ignore[attr-defined]
    policies.check_can_manage(one.event, by=by)
    form = NumberForm(posted(request), initial={"number": one.number})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            given = actions.number_stall(stall=one, by=by, at=now(), **form.cleaned_data)
            messages.success(request, f"Gian {given.number or '(chưa có số)'}: {one.producer.name}.")
            return redirect(one.event)
    taken = ", ".join(sorted(queries.numbers_taken(one.event))) or "chưa có"
    lead = f"{one.producer.name}. Số đã giao: {taken}."
    return form_page(
        request, form, title="Giao số gian", lead=lead, submit="Giao số", back=one.get_absolute_url()
    )


@guard(*RUNS)
@once
def goods(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """# queries: 12"""
    one, by, on = stall_of(request, code, pk), request.acting, today()  # type: ignore[attr-defined]
    policies.check_can_change(one, by=by)
    held = [row.good.product_id for row in queries.goods_of(one, on)]
    form = GoodsForm(
        posted(request), event=one.event, producer_id=one.producer_id, on=on, initial={"products": held}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.change_goods(stall=one, by=by, at=now(), **form.cleaned_data)
            messages.success(request, "Đã ghi hàng của gian.")
            return redirect(one)
    return form_page(
        request, form, title="Hàng của gian", lead=one.event.name, submit="Lưu", back=one.get_absolute_url()
    )


@guard(*RUNS)
@once
def staff(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """# queries: 8"""
    one, by = stall_of(request, code, pk), request.acting  # type: ignore[attr-defined]
    policies.check_can_change(one, by=by)
    form = StaffForm(posted(request), stall=one)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.set_staff(stall=one, by=by, at=now(), **form.cleaned_data)
            messages.success(request, "Đã ghi người đứng gian.")
            return redirect(one)
    return form_page(
        request, form, title="Người đứng gian", lead=one.event.name, submit="Lưu", back=one.get_absolute_url()
    )


@guard(P.MARKET_REPORT)
@once
def withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """# queries: 8"""
    one, by = stall_of(request, code, pk), request.acting  # type: ignore[attr-defined]
    policies.check_can_withdraw(one, by=by)
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.withdraw_stall(stall=one, by=by, at=now(), **form.cleaned_data)
            messages.success(request, "Đã rút đăng ký; còn thời gian thì đăng ký lại được.")
            return redirect(one.event)
    return form_page(
        request,
        form,
        title="Rút đăng ký",
        lead=one.event.name,
        submit="Rút đăng ký",
        back=one.get_absolute_url(),
    )


@guard(*RUNS)
@once
def result(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Four numbers on a phone.  # queries: 8"""
    one, by = stall_of(request, code, pk), request.acting  # type: ignore[attr-defined]
    policies.check_can_tell(one, by=by, at=now())
    form = ResultForm(posted(request), told=one.results.filter(replaced_at=None).first())
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.tell_result(stall=one, data=form.cleaned_data, by=by, at=now())
            messages.success(request, "Đã ghi kết quả. Xin cảm ơn.")
            return redirect(one)
    lead = f"{one.event.name}. Báo lại là sửa số đã báo."
    return form_page(
        request, form, title="Báo kết quả", lead=lead, submit="Gửi kết quả", back=one.get_absolute_url()
    )


@guard(P.MARKET_MANAGE, P.INSPECT)
def export(request: HttpRequest, code: str) -> HttpResponse:
    """Stalls of one event as a sheet.  # queries: 7"""
    one = event_of(request, code)
    return xlsx(queries.export(one, office=request.acting.office, on=today()), f"gian-hang-{one.code}")  # type: ignore[attr-defined]
