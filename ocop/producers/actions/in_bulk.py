"""Producers that an office brings in as a list: the same records and events as one by one, written together."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models.signals import post_save

from ocop.audit import record_many
from ocop.core.acting import Acting
from ocop.core.bulk_writes import insert_many, update_many
from ocop.core.fields import public_code
from ocop.producers.models import Producer


@transaction.atomic(savepoint=False)
def write_producers(
    *,
    new: Sequence[Producer],
    changed: Sequence[tuple[Producer, Sequence[str]]],
    by: Acting,
    at: datetime,
    demo: bool = False,
) -> None:
    """Checked before by the importer. The events of changes name the fields, not their values, as `edit_producer` does."""
    for one in new:
        one.code, one.created_at, one.is_demo = public_code("CT"), at, demo
    for one in [*new, *(producer for producer, _ in changed)]:
        one.set_keys()
    insert_many(new)
    columns = {Producer._meta.get_field(name).attname for _, fields in changed for name in fields}
    if changed:
        update_many([one for one, _ in changed], [*sorted(columns), "search_key", "sort_key"])
    record_many(
        [
            *(("producer.registered", one, {"desk": True, "list": True}) for one in new),
            *(("producer.edited", one, {"fields": sorted(fields), "list": True}) for one, fields in changed),
        ],
        by=by,
        at=at,
    )
    for one, fields in changed:
        if "unit" in fields:  # figures follow the place
            post_save.send(sender=Producer, instance=one, created=False, raw=False, using="default")
