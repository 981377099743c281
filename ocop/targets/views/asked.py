"""Reading what a page of figures is asked for, inside what the office may see."""

from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest

from ocop.core.clock import today
from ocop.core.indicators import Scope
from ocop.places.models import Unit
from ocop.targets.forms.asking import AskForm
from ocop.targets.queries.areas import visible_units
from ocop.targets.queries.computing import scope_of


def asked_unit(request: HttpRequest, key: str) -> Unit:
    """The office's own unit, or the one asked for; out of sight and missing answer alike."""
    acting = request.acting  # type: ignore[attr-defined]
    if acting.unit is None:
        raise Http404("no unit")
    if not key or key == acting.unit.key:
        return acting.unit
    found = visible_units(acting).select_related("parent").filter(key=key[:20]).first()
    if found is None:
        raise Http404("not visible")
    return found


def asked_scope(request: HttpRequest) -> tuple[Scope, AskForm]:
    said = AskForm(request.GET).asked(today())
    unit = asked_unit(request, said["unit"])
    scope = scope_of(unit, said["on"], start=said["start"], boundary=said["boundary"])
    shown = {"don_vi": scope.unit.key, "ngay": scope.on, "ban_do": scope.area.boundary, "tu": said["start"]}
    return scope, AskForm(initial=shown)


def query_of(scope: Scope, unit: Unit | None = None) -> str:
    """The same question for a link, of this unit or another."""
    values = {
        "don_vi": (unit or scope.unit).key,
        "ngay": scope.on.isoformat(),
        "ban_do": str(scope.area.boundary),
    }
    if scope.start != date(scope.on.year, 1, 1):
        values["tu"] = scope.start.isoformat()
    return urlencode(values)
