"""The public home, what OCOP is, and the start page of the work area."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ocop.core import nav
from ocop.core.clock import today
from ocop.core.figures import overview
from ocop.core.guards import public, signed_in
from ocop.home import demo_panel, map, queries


@public
def home(request: HttpRequest) -> HttpResponse:
    """Search first, figures and map that open to rows, newest decisions; in the demo the accounts to try.  # queries: 5"""
    known = map.names()
    chosen = request.GET.get("tinh", "") if request.GET.get("tinh", "") in known else ""
    found = overview(today(), chosen)
    return render(
        request,
        "home/home.html",
        {
            "figures": found.national,
            "local": found.local,
            "chosen": chosen,
            "chosen_name": known[chosen][1] if chosen else "",
            "map": map.draw(found.provinces, known),
            "decisions": queries.newest_decisions(),
            "accounts": demo_panel.accounts() if settings.OCOP_DEMO else [],
            "canonical": settings.OCOP_PUBLIC_URL + "/",
        },
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
