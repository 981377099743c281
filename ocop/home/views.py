"""The public home, what OCOP is, and the start page of the work area."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ocop.core import nav
from ocop.core.clock import today
from ocop.core.figures import figures
from ocop.core.guards import public, signed_in
from ocop.home import demo_panel, queries


@public
def home(request: HttpRequest) -> HttpResponse:
    """Search first, figures that open to rows, newest decisions; in the demo the accounts to try.  # queries: 5"""
    accounts = demo_panel.accounts() if settings.OCOP_DEMO else []
    return render(
        request,
        "home/home.html",
        {"figures": figures(today()), "decisions": queries.newest_decisions(), "accounts": accounts},
    )


@public
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "home/about.html")


@public
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "home/privacy.html")


@signed_in
def work_start(request: HttpRequest) -> HttpResponse:
    """What waits for this person in this role.  # queries: 12"""
    acting = request.acting  # type: ignore[attr-defined]
    return render(request, "home/work.html", {"work": nav.work_for(acting) if acting.role else []})
