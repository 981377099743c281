"""`/tai-khoan/`: one's own details, offices and security."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ocop.accounts import actions, queries
from ocop.accounts.forms import DetailsForm
from ocop.core.clock import now
from ocop.core.guards import posted, refusals_on, signed_in


@signed_in
def details(request: HttpRequest) -> HttpResponse:
    """Name and telephone to change; offices to read."""
    # queries: 8
    person = request.user
    form = DetailsForm(posted(request), initial={"full_name": person.full_name, "phone": person.phone})
    if form.is_valid():
        with refusals_on(form):
            actions.change_own_details(by=request.acting, at=now(), **form.cleaned_data)
            messages.success(request, "Đã ghi thông tin của ông/bà.")
            return redirect("account_profile")
    context = {
        "form": form,
        "person": person,
        "held": request.roles_held,
        "mfa": queries.mfa_active(person),
        "mfa_needed": queries.asks_for_mfa(request.roles_held),
    }
    return render(request, "account/profile.html", context)
