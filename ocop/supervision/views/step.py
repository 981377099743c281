"""One page per step: facts, consequence, form, one action, back with a sentence."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ocop.core.clock import now
from ocop.core.guards import refusals_on


def confirm(
    request: HttpRequest,
    *,
    act: Callable[..., Any],
    done: Callable[[Any], str],
    form: Any = None,
    **page: Any,
) -> HttpResponse:
    """Show the page; on POST run the action and go to what it answers."""
    form = form if form is not None else forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = act(by=request.acting, at=now(), **form.cleaned_data)  # type: ignore[attr-defined]
            messages.success(request, done(made))
            return redirect(made)
    if request.method == "POST":
        page["reason"] = ""
    status = 422 if request.method == "POST" else 200
    return render(
        request, "supervision/confirm.html", {"kind": "primary", **page, "form": form}, status=status
    )
