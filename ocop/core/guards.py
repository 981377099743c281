"""What every view declares: who may come in. A view without a declaration fails the system check."""

from collections.abc import Callable
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.conf import settings
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import urlencode

from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.parked import park
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Anyone, signed in or not."""
    view.policy = "public"  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Anyone who has signed in, whatever the role."""
    return _guarded(view, "signed_in", None)


def guard(*permissions: Permission) -> Callable[[View], View]:
    """Only those whose present role holds one of the permissions; others get 403 with the sentence."""
    return lambda view: _guarded(view, " | ".join(permissions), permissions)


def _guarded(view: View, name: str, permissions: tuple[Permission, ...] | None) -> View:
    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_login(request)
        if permissions and not any(request.acting.may(p) for p in permissions):  # type: ignore[attr-defined]
            check_permission(request.acting, permissions[0])  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    wrapper.policy = name  # type: ignore[attr-defined]
    return wrapper


def to_login(request: HttpRequest) -> HttpResponse:
    """Send to sign-in; what was typed waits in the session and is offered again afterwards."""
    if (
        request.method == "POST" and request.headers.get("X-Requested-With") != "autosave"
    ):  # drafts stay on the device
        park(request)
    return redirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}")


def get_visible_or_404(model: Any, acting: Acting, **lookup: Any) -> Any:
    """The record if this person may see it; missing and out of scope answer alike. `model`: a model or a queryset."""
    queryset = getattr(model, "objects", model).visible_to(acting)
    if any(isinstance(value, str) and "\x00" in value for value in lookup.values()):
        raise Http404("not visible")  # PostgreSQL would answer with an error of its own
    try:
        return queryset.get(**lookup)
    except (queryset.model.DoesNotExist, ValueError, OverflowError):
        raise Http404("not visible") from None


def posted(request: HttpRequest) -> Any:
    """The data of a form that was sent (also an empty one), else None."""
    return request.POST if request.method == "POST" else None


@contextmanager
def refusals_on(form: BaseForm) -> Any:
    """Show a broken rule as an error of the form, beside its field when it names one; typed data stays."""
    try:
        yield
    except RuleBroken as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, [refusal.sentence, *refusal.details])
