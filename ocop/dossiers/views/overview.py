"""The dossier's own page for its producer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ocop.core.guards import get_visible_or_404, guard
from ocop.core.permissions import Permission
from ocop.dossiers.models import Dossier


@guard(Permission.DOSSIER_VIEW)
def dossier_page(request: HttpRequest, code: str) -> HttpResponse:
    dossier = get_visible_or_404(Dossier, request.acting, code=code)
    return render(request, "dossiers/dossier.html", {"dossier": dossier})
