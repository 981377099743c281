"""Rows held until the end of the transaction. Always in this order: session, item, sheet, dossier, chain of events."""

from typing import Any

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


def locked_sheet(pk: Any) -> Sheet:
    """With its seat and criteria set; the sheet alone is locked, so members never wait for each other."""
    rows = Sheet.objects.select_related(
        "seat__person", "seat__council", "item__dossier__product", "item__dossier__criteria_set"
    )
    row: Sheet = rows.defer("item__dossier__criteria_set__tree").locked(pk)
    return row
