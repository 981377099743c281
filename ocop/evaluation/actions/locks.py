"""Rows held until the end of the transaction. Always in this order: session, item, sheet, dossier, chain of events."""

from typing import Any

from django.db.models import F

from ocop.core.prepared import Prepared
from ocop.evaluation.models import Item, Session, Sheet


def locked_session(pk: Any) -> Session:
    row: Session = Session.objects.select_related("council__unit", "round").locked(pk)
    return row


def locked_item(pk: Any) -> Item:
    """With all that rating and naming need, but without the big JSON columns."""
    rows = Item.objects.select_related(
        "session__council__unit", "dossier__product", "dossier__criteria_set", "version"
    ).defer("dossier__criteria_set__tree", "version__manifest")
    row: Item = rows.locked(pk)
    return row


def light_sheet(pk: Any) -> Sheet:
    """For saving marks: the bare row with what the rules ask of it. The sheet alone is locked, so that members never
    wait for each other, and nothing is built that a mark does not need."""
    row: Sheet | None = _light_sheet.first(pk=int(pk))
    if row is None:
        raise Sheet.DoesNotExist
    return row


def glance_at_sheet(pk: Any) -> Sheet:
    """The same without the lock, for a change that asks again while it writes (`marking.swap_changes`)."""
    row: Sheet | None = _seen_sheet.first(pk=int(pk))
    if row is None:
        raise Sheet.DoesNotExist
    return row


def locked_sheet(pk: Any) -> Sheet:
    """As `light_sheet`, with what an event names."""
    rows = _with_owner(Sheet.objects.select_related("seat__person", "item__dossier__product"))
    row: Sheet = rows.locked(pk)
    return row


def _with_owner(rows: Any) -> Any:
    """`owner_id`, `owner_unit_id`, `owner_until`: whose sheet; `set_id`, `set_digest`: under which criteria set."""
    return rows.annotate(
        owner_id=F("seat__person_id"),
        owner_unit_id=F("seat__council__unit_id"),
        owner_until=F("seat__until_on"),
        set_id=F("item__dossier__criteria_set_id"),
        set_digest=F("item__dossier__criteria_set__digest"),
    )


_light_sheet = Prepared(
    lambda pk: _with_owner(Sheet.objects.all()).select_for_update(of=("self",)).filter(pk=pk), pk=int
)
_seen_sheet = Prepared(lambda pk: _with_owner(Sheet.objects.all()).filter(pk=pk), pk=int)
