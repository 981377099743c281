"""`/tai-khoan/moi/<token>/`: an invited person sets the first password, then signs in like everybody."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from ocop.accounts import actions
from ocop.accounts.forms import SetPasswordForm
from ocop.core.clock import now
from ocop.core.guards import posted, public, refusals_on


@public
@never_cache
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """The link works once and for seven days; afterwards the page says whom to ask."""
    invitation = actions.find_invitation(token, at=now())
    if invitation is None:
        return render(request, "account/invitation_over.html", status=410)
    form = SetPasswordForm(posted(request), person=invitation.person)
    if form.is_valid():
        with refusals_on(form):
            actions.accept_invitation(invitation=invitation, password=form.cleaned_data["password"], at=now())
            messages.success(request, "Đã đặt mật khẩu. Hãy đăng nhập.")
            return redirect("account_login")
    return render(request, "account/invitation.html", {"form": form, "person": invitation.person})
