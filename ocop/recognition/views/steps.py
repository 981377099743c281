"""One page per step: confirm, reason, one action, back with a sentence."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ocop.core.clock import now
from ocop.core.guards import get_visible_or_404, refusals_on
from ocop.recognition.models import Decision

RELATED = (
    "unit",
    "round",
    "draft_file",
    "signed_file",
    "supersedes",
    "drafted_by",
    "signed_by",
    "published_by",
)


def fetch(request: HttpRequest, code: str) -> Decision:
    """The decision, if this office may see it."""
    return get_visible_or_404(Decision.objects.select_related(*RELATED), request.acting, code=code)  # type: ignore[attr-defined]


def confirm(
    request: HttpRequest,
    *,
    title: str,
    submit: str,
    done: str,
    back: str,
    act: Callable[..., Any],
    form: Any = None,
    lead: str = "",
    kind: str = "primary",
    facts: Any = None,
    upload: bool = False,
    reason: str = "",
    crumbs: Any = None,
) -> HttpResponse:
    """Show the confirm page; on POST run the one action. `reason` given = not possible now, shown with the sentence."""
    form = form if form is not None else forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = act(by=request.acting, at=now(), **form.cleaned_data)  # type: ignore[attr-defined]
            messages.success(request, done)
            return redirect(back or made.get_absolute_url())
    page = {
        "title": title,
        "submit": submit,
        "lead": lead,
        "kind": kind,
        "facts": facts,
        "form": form,
        "back": back,
        "upload": upload,
        "reason": reason if request.method != "POST" else "",
        "crumbs": crumbs,
    }
    return render(request, "recognition/step.html", page, status=422 if request.method == "POST" else 200)
