"""Who acts for the producer: inviting, accepting, ending."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from ocop.core.clock import local_date, now
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on, signed_in
from ocop.core.idempotency import once
from ocop.core.middleware import SESSION_ACTING
from ocop.core.permissions import Permission
from ocop.producers import policies
from ocop.producers.actions import people as actions
from ocop.producers.enums import MembershipKind
from ocop.producers.forms.producer import InviteForm
from ocop.producers.models import Invitation, Membership, Producer

MANAGES = (Permission.DELEGATE_MANAGE, Permission.DESK_ENTRY)


@guard(*MANAGES)
@once
def people(request: HttpRequest, code: str) -> HttpResponse:  # queries: 8
    """People of the producer; the representative invites delegates, the desk invites the representative."""
    by, at = request.acting, now()  # type: ignore[attr-defined]
    producer = get_visible_or_404(Producer, by, code=code)
    policies.check_can_manage_people(producer, by=by)
    kind = MembershipKind.OWNER if by.may(Permission.DESK_ENTRY) else MembershipKind.DELEGATE
    form = InviteForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.invite(producer=producer, email=form.cleaned_data["email"], kind=kind, by=by, at=at)
            messages.success(request, "Đã gửi lời mời. Có thể chép liên kết ở dưới gửi qua Zalo.")
            return redirect("producers:people", code=code)
    waiting = producer.invitations.filter(accepted_at=None, cancelled_at=None, expires_at__gt=at)
    context = {
        "producer": producer,
        "form": form,
        "kind": kind,
        "own_pk": by.person.pk,
        "members": producer.memberships.on(local_date(at)).select_related("person"),
        "invitations": [(one, actions.link_of(one)) for one in waiting],
    }
    return render(request, "producers/people.html", context)


@require_POST
@guard(*MANAGES)
@once
def end(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    producer = get_visible_or_404(Producer, request.acting, code=code)  # type: ignore[attr-defined]
    membership = get_object_or_404(Membership, producer=producer, pk=pk)
    actions.end_membership(membership=membership, by=request.acting, at=now())  # type: ignore[attr-defined]
    messages.success(request, f"{membership.person} không còn làm việc cho chủ thể; quyền đã hết ngay.")
    return redirect("producers:people", code=code)


@require_POST
@guard(*MANAGES)
@once
def cancel(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    producer = get_visible_or_404(Producer, request.acting, code=code)  # type: ignore[attr-defined]
    invitation = get_object_or_404(Invitation, producer=producer, pk=pk)
    actions.cancel_invitation(invitation=invitation, by=request.acting, at=now())  # type: ignore[attr-defined]
    messages.success(request, "Đã hủy lời mời.")
    return redirect("producers:people", code=code)


@signed_in
@once
def invitation(request: HttpRequest, token: str) -> HttpResponse:  # queries: 5
    """The page that a link in an invitation opens."""
    found = actions.invitation_of(token)
    if request.method == "POST":
        membership = actions.accept_invitation(invitation=found, by=request.acting, at=now())  # type: ignore[attr-defined]
        request.session[SESSION_ACTING] = f"p{membership.pk}"
        messages.success(request, f"Ông/bà đang làm việc cho {found.producer}.")
        return redirect("producers:producer", code=found.producer.code)
    policies.check_can_accept(found, by=request.acting, at=now())  # type: ignore[attr-defined]
    return render(
        request,
        "producers/invitation.html",
        {"invitation": found, "kind": MembershipKind(found.kind).label.lower()},
    )
