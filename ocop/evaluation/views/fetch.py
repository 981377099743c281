"""Finding what a page is about, within what the person may see."""

from django.http import Http404, HttpRequest

from ocop.evaluation.models import Council, Declaration, Item, Seat, Session, Sheet
from ocop.evaluation.queries.roster import seat_of
from ocop.evaluation.queries.visibility import items_open_to


def council_or_404(request: HttpRequest, code: str) -> Council:
    found = Council.objects.visible_to(request.acting).select_related("unit").filter(code=code).first()  # type: ignore[attr-defined]
    if found is None:
        raise Http404("not visible")
    return found


def session_or_404(request: HttpRequest, code: str) -> Session:
    sessions = Session.objects.visible_to(request.acting).select_related("council__unit", "round")  # type: ignore[attr-defined]
    found = sessions.filter(code=code).first()
    if found is None:
        raise Http404("not visible")
    return found


def own_session_or_404(request: HttpRequest, code: str) -> tuple[Session, Seat]:
    """The session and the person's own scoring seat; a session still in preparation is not there for members."""
    session = session_or_404(request, code)
    seat = seat_of(session, request.acting)  # type: ignore[attr-defined]
    if seat is None or session.state in ("preparing", "cancelled"):
        raise Http404("no seat")
    return session, seat


def has_declared(session: Session, seat: Seat) -> bool:
    return Declaration.objects.filter(session=session, seat=seat).exists()


def open_item_or_404(request: HttpRequest, session: Session, dossier: str) -> Item:
    """A product of the agenda; one in conflict does not exist for this person (I05)."""
    items = items_open_to(session, request.acting).for_page()  # type: ignore[attr-defined]
    item = (
        items.select_related("version", "dossier__criteria_set")
        .defer("dossier__criteria_set__tree")
        .filter(dossier__code=dossier)
        .first()
    )
    if item is None:
        raise Http404("not visible")
    item.session = session
    return item


def own_sheet(item: Item, seat: Seat) -> Sheet | None:
    """The newest revision of the person's own sheet."""
    return Sheet.objects.filter(item=item, seat=seat).order_by("-revision").first()
