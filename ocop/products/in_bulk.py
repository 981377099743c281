"""Products that an office brings in as a list: the same records and events as one by one, written together."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models.signals import post_save

from ocop.audit import record_many
from ocop.core.acting import Acting
from ocop.core.bulk_writes import insert_many, update_many
from ocop.core.fields import public_code
from ocop.products.models import Product
from ocop.products.signals import products_changed


@transaction.atomic(savepoint=False)
def write_products(
    *,
    new: Sequence[Product],
    changed: Sequence[tuple[Product, Sequence[str]]],
    by: Acting,
    at: datetime,
) -> None:
    """Checked before by the importer; a product lies where its producer is."""
    for one in new:
        one.code, one.created_at = public_code("SP"), at
        one.unit_id, one.is_demo = one.producer.unit_id, one.producer.is_demo
    for one in [*new, *(product for product, _ in changed)]:
        one.set_keys()
    insert_many(new)
    if changed:
        columns = {name for _, fields in changed for name in fields}
        update_many([one for one, _ in changed], [*sorted(columns), "search_key", "sort_key"])
    record_many(
        [
            *(("product.created", one, {"set": one.criteria_set_number, "list": True}) for one in new),
            *(("product.edited", one, {"fields": sorted(fields), "list": True}) for one, fields in changed),
        ],
        by=by,
        at=at,
    )
    for one, fields in changed:
        if "criteria_set_number" in fields:  # figures follow the set
            post_save.send(sender=Product, instance=one, created=False, raw=False, using="default")
    if changed:
        products_changed.send(sender=Product, pks=[one.pk for one, _ in changed], at=at)
