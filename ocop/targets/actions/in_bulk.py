"""Targets and declared figures that come as a list: the same records and events as one by one, written together."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from ocop.audit import record_many
from ocop.core.acting import Acting
from ocop.core.bulk_writes import insert_many
from ocop.targets.actions.statements import said
from ocop.targets.models import DeclaredFigure, Target

Statements = Sequence[Target] | Sequence[DeclaredFigure]
VERBS: dict[Any, tuple[str, str]] = {
    Target: ("target.set", "target.corrected"),
    DeclaredFigure: ("figure.declared", "figure.corrected"),
}


@transaction.atomic(savepoint=False)
def state_many(*, statements: Statements, by: Acting, at: datetime) -> None:
    """Checked before by the importer. A record with `corrects` replaces that one, all others are first ones."""
    for one in statements:
        one.created_by, one.created_at = by.person, at
    insert_many(statements)
    events = []
    for one in statements:
        first, correction = VERBS[type(one)]
        if one.corrects is None:
            events.append((first, one, said(one)))
        else:
            events.append((correction, one, {**said(one), "before": one.corrects.value}))
    record_many(events, by=by, at=at)
