"""What the producer's pages of a dossier share: fetching it, and the frame around the content."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from ocop.core.clock import today
from ocop.core.components import Crumb
from ocop.core.guards import get_visible_or_404
from ocop.core.nav import tabs_for
from ocop.core.permissions import Permission
from ocop.core.states import state_badge
from ocop.dossiers.models import Dossier
from ocop.dossiers.policies import parties
from ocop.dossiers.queries.progress import holder_of

WRITES = (Permission.DOSSIER_WRITE, Permission.DESK_ENTRY)
RELATED = ("product", "producer__unit", "unit", "criteria_set", "previous")


def fetch(request: HttpRequest, code: str) -> Dossier:
    """The dossier of those who write it: the producer's people, or the desk of its commune."""
    dossier = get_visible_or_404(Dossier.objects.select_related(*RELATED), request.acting, code=code)  # type: ignore[attr-defined]
    parties.check_writes(dossier, by=request.acting)  # type: ignore[attr-defined]
    return dossier


def frame(request: HttpRequest, dossier: Dossier, title: str = "", **extra: Any) -> dict[str, Any]:
    """Crumbs, state and tabs; `title` names a page below the dossier's own."""
    acting = request.acting  # type: ignore[attr-defined]
    home = Crumb("Hồ sơ", reverse("dossiers:mine" if acting.party_id else "dossiers:office-queue"))
    crumbs = (
        [home, Crumb(f"{dossier.product.name} ({dossier.code})", dossier.get_absolute_url())]
        if title
        else [home]
    )
    return {
        "dossier": dossier,
        "title": title,
        "badge": state_badge(dossier, public=True),
        "crumbs": crumbs,
        "desk": parties.is_desk(dossier, acting),
        **extra,
    }


def with_way(request: HttpRequest, dossier: Dossier) -> dict[str, Any]:
    """For pages that say where the dossier is."""
    return {"holder": holder_of(dossier, today()), "tabs": tabs_for("dossier", dossier, request)}
