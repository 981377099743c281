"""`/lam-viec/nguoi-dung/`: who holds which office."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from ocop.accounts import actions, policies, queries
from ocop.accounts.forms import AppointForm, InviteForm, ReasonForm
from ocop.accounts.models import Appointment, RoleRequest, User
from ocop.accounts.views import rows
from ocop.core.clock import now, today
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import ROLES, Permission
from ocop.core.text import clean_line


@guard(Permission.PEOPLE_MANAGE)
def people(request: HttpRequest) -> HttpResponse:
    """By given name, folded search, filter by role."""
    # queries: 9
    text, role = request.GET.get("q", ""), clean_line(request.GET.get("vai_tro", ""))
    found = queries.people_list(request.acting, text=text, role=role, running_on=today())
    page = keyset_page(request, found, key="name_key")
    context = {
        "q": text,
        "role": role,
        "roles": [(r.value, ROLES[r].label) for r in queries.appointable_roles(request.acting)],
        "columns": rows.PEOPLE_COLUMNS,
        "page": page,
        "rows": rows.people_rows(page.rows),
        "pending": queries.pending_requests(request.acting).count(),
        "actions": rows.people_actions(),
    }
    return render(request, "accounts/people.html", context)


@guard(Permission.PEOPLE_MANAGE)
@once
def invite(request: HttpRequest) -> HttpResponse:
    """One form: who it is, and the first office; somebody known already only gets the office."""
    form = InviteForm(posted(request), by=request.acting, initial={"from_on": today()})
    if form.is_valid():
        person, office = form.split()
        with refusals_on(form):
            who, sent = actions.invite_and_appoint(by=request.acting, at=now(), office=office, **person)
            messages.success(request, rows.invited_sentence(who, sent))
            return redirect("people:person", pk=who.pk)
    return render(request, "accounts/invite.html", {"form": form})


@guard(Permission.PEOPLE_MANAGE)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: contact, offices now and before, what may be done."""
    # queries: 12
    who = get_visible_or_404(User, request.acting, pk=pk)
    context = {
        "person": who,
        "columns": rows.OFFICE_COLUMNS,
        "rows": rows.office_rows(queries.appointments_of(who), by=request.acting, at=now()),
        "requests": [r for r in queries.pending_requests(request.acting) if r.person_id == who.pk],
        "actions": rows.person_actions(who, by=request.acting, at=now()),
        "mfa": queries.mfa_active(who),
        "waits": policies.can_invite_again(who, by=request.acting, at=now()).ok,
    }
    return render(request, "accounts/person.html", context)


@guard(Permission.PEOPLE_MANAGE)
@once
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    who = get_visible_or_404(User, request.acting, pk=pk)
    form = AppointForm(posted(request), by=request.acting, initial={"from_on": today()})
    if form.is_valid():
        with refusals_on(form):
            done = actions.appoint_or_request(person=who, by=request.acting, at=now(), **form.cleaned_data)
            messages.success(request, rows.appointed_sentence(done))
            return redirect("people:person", pk=who.pk)
    return render(request, "accounts/appoint.html", {"form": form, "person": who})


@guard(Permission.PEOPLE_MANAGE)
@once
def end(request: HttpRequest, pk: int) -> HttpResponse:
    held = get_visible_or_404(Appointment, request.acting, pk=pk)
    policies.check_can_end(held, by=request.acting, at=now())
    form = ReasonForm(posted(request))
    if form.is_valid():
        with refusals_on(form):
            actions.end_appointment(appointment=held, by=request.acting, at=now(), **form.cleaned_data)
            messages.success(request, "Đã kết thúc. Người này mất quyền của vai trò ngay từ bây giờ.")
            return redirect("people:person", pk=held.person_id)
    return render(
        request, "accounts/end.html", {"form": form, "held": held, "facts": rows.office_facts(held)}
    )


@guard(Permission.PEOPLE_MANAGE)
@once
def reset_mfa(request: HttpRequest, pk: int) -> HttpResponse:
    who = get_visible_or_404(User, request.acting, pk=pk)
    policies.check_can_reset_mfa(who, by=request.acting, at=now())
    form = ReasonForm(posted(request))
    if form.is_valid():
        with refusals_on(form):
            actions.reset_mfa(person=who, by=request.acting, at=now(), **form.cleaned_data)
            messages.success(request, "Đã gỡ xác thực hai lớp; lần đăng nhập sau người này phải bật lại.")
            return redirect("people:person", pk=who.pk)
    return render(request, "accounts/reset_mfa.html", {"form": form, "person": who})


@require_POST
@guard(Permission.PEOPLE_MANAGE)
@once
def invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    who = get_visible_or_404(User, request.acting, pk=pk)
    actions.invite_again(person=who, by=request.acting, at=now())
    messages.success(request, rows.invited_sentence(who, True))
    return redirect("people:person", pk=who.pk)


@guard(Permission.PEOPLE_MANAGE)
def requests(request: HttpRequest) -> HttpResponse:
    """Roles waiting for the second person."""
    # queries: 6
    waiting = queries.pending_requests(request.acting)
    context = {
        "columns": rows.REQUEST_COLUMNS,
        "rows": rows.request_rows(waiting, by=request.acting, at=now()),
    }
    return render(request, "accounts/requests.html", context)


@guard(Permission.PEOPLE_MANAGE)
@once
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm or refuse; both buttons post the same form, a refusal needs its reason."""
    asked = get_visible_or_404(RoleRequest, request.acting, pk=pk)
    policies.check_can_decide(asked, by=request.acting, at=now())
    confirming = request.POST.get("quyet_dinh") == "dong_y"
    form = ReasonForm(posted(request))
    form.fields["reason"].required = not confirming
    if form.is_valid():
        with refusals_on(form):
            _decide(asked, confirming, form.cleaned_data["reason"], request)
            return redirect("people:person", pk=asked.person_id)
    context = {"form": form, "asked": asked, "facts": rows.office_facts(asked)}
    return render(request, "accounts/decide.html", context)


def _decide(asked: RoleRequest, confirming: bool, reason: str, request: Any) -> None:
    if confirming:
        actions.confirm_request(request=asked, by=request.acting, at=now())
        messages.success(request, "Đã xác nhận; vai trò có hiệu lực theo ngày đã ghi.")
    else:
        actions.refuse_request(request=asked, reason=reason, by=request.acting, at=now())
        messages.success(request, "Đã từ chối đề nghị.")
