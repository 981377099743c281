"""A product is described and pictured."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.fields import public_code
from ocop.documents.models import StoredFile
from ocop.producers.models import Producer
from ocop.products import policies
from ocop.products.models import Product, ProductPhoto

FIELDS = (
    *("name", "criteria_set_number", "summary", "story", "ingredients", "process", "packaging", "capacity"),
    *("price", "price_unit", "markets", "gtin"),
)


@transaction.atomic
def create_product(
    *, producer: Producer, data: dict[str, Any], by: Acting, at: datetime, demo: bool = False
) -> Product:
    policies.check_can_create(producer, by=by)
    values = {field: data[field] for field in FIELDS if field in data}
    policies.check_data(values)
    product = Product.objects.create(
        code=public_code("SP"),
        producer=producer,
        unit=producer.unit,
        created_at=at,
        is_demo=demo or producer.is_demo,
        **values,
    )
    record("product.created", about=product, by=by, at=at, data={"set": product.criteria_set_number})
    return product


@transaction.atomic
def edit_product(*, product: Product, data: dict[str, Any], by: Acting, at: datetime) -> Product:
    product = Product.objects.locked(product.pk)
    policies.check_can_edit(product, by=by)
    values = {field: data[field] for field in FIELDS if field in data}
    policies.check_data(values)
    policies.check_set_may_change(product, values.get("criteria_set_number", product.criteria_set_number))
    changed = sorted(field for field, value in values.items() if getattr(product, field) != value)
    if changed:
        for field in changed:
            setattr(product, field, values[field])
        product.save()
        record("product.edited", about=product, by=by, at=at, data={"fields": changed})
    return product


@transaction.atomic
def add_photo(
    *, product: Product, file: StoredFile, by: Acting, at: datetime, caption: str = ""
) -> ProductPhoto:
    policies.check_can_add_photo(product, by=by)
    last = product.photos.aggregate(last=Max("place"))["last"]
    photo = ProductPhoto.objects.create(product=product, file=file, caption=caption, place=(last or 0) + 1)
    record("product.photo_added", about=product, by=by, at=at, data={"sha256": file.sha256})
    return photo


@transaction.atomic
def remove_photo(*, photo: ProductPhoto, by: Acting, at: datetime) -> None:
    policies.check_can_edit(photo.product, by=by)
    photo.removed_at = at
    photo.save(update_fields=["removed_at"])
    record("product.photo_removed", about=photo.product, by=by, at=at, data={"sha256": photo.file.sha256})


@transaction.atomic
def show_first(*, photo: ProductPhoto, by: Acting, at: datetime) -> None:
    """The first picture stands on certificate and verification page."""
    policies.check_can_edit(photo.product, by=by)
    others = photo.product.photos.exclude(pk=photo.pk)
    for place, other in enumerate(others, 2):
        if other.place != place:
            other.place = place
            other.save(update_fields=["place"])
    photo.place = 1
    photo.save(update_fields=["place"])
    record("product.photo_first", about=photo.product, by=by, at=at, data={"sha256": photo.file.sha256})
