"""A product is described and pictured."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.fields import public_code
from ocop.documents.models import StoredFile
from ocop.producers.models import Producer
from ocop.products import policies
from ocop.products.models import Outlet, Product, ProductGtin, ProductPhoto
from ocop.products.signals import product_changed

FIELDS = (
    *("name", "criteria_set_number", "summary", "story", "ingredients", "process", "packaging", "capacity"),
    *("price", "price_unit", "markets", "gi_name"),
)


@transaction.atomic
def create_product(
    *, producer: Producer, data: dict[str, Any], by: Acting, at: datetime, demo: bool = False
) -> Product:
    policies.check_can_create(producer, by=by)
    values = {field: data[field] for field in FIELDS if field in data}
    policies.check_data(data)
    product = Product.objects.create(
        code=public_code("SP"),
        producer=producer,
        unit=producer.unit,
        created_at=at,
        is_demo=demo or producer.is_demo,
        **values,
    )
    _set_gtins(product, data.get("gtin") or "", at)
    record("product.created", about=product, by=by, at=at, data={"set": product.criteria_set_number})
    return product


@transaction.atomic
def edit_product(*, product: Product, data: dict[str, Any], by: Acting, at: datetime) -> Product:
    product = Product.objects.locked(product.pk)
    policies.check_can_edit(product, by=by)
    values = {field: data[field] for field in FIELDS if field in data}
    policies.check_data(data)
    policies.check_set_may_change(product, values.get("criteria_set_number", product.criteria_set_number))
    changed = sorted(field for field, value in values.items() if getattr(product, field) != value)
    for field in changed:
        setattr(product, field, values[field])
    if changed:
        product.save()
    if "gtin" in data and _set_gtins(product, data["gtin"] or "", at):
        changed = [*changed, "gtin"]
    if changed:
        record("product.edited", about=product, by=by, at=at, data={"fields": changed})
        _tell(product, at)
    return product


def _set_gtins(product: Product, text: str, at: datetime) -> bool:
    """Make the product's barcodes those of the text; says whether anything changed. Numbers taken off are kept as rows."""
    wanted = policies.read_gtins(text)
    policies.check_gtins_free(product, wanted)
    held = {row.gtin: row for row in product.gtins.filter(removed_at=None)}
    same = {key for key, (_, pack) in wanted.items() if key in held and held[key].pack == pack}
    leaving = [row.pk for key, row in held.items() if key not in same]
    product.gtins.filter(pk__in=leaving).update(removed_at=at)
    for key, (gtin, pack) in wanted.items():
        if key not in same:
            _add_gtin(ProductGtin(product=product, gtin=key, written=gtin.written, pack=pack, added_at=at))
    return bool(leaving) or len(same) < len(wanted)


def _add_gtin(row: ProductGtin) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # somebody else declared it in the same second
        raise policies.gtin_taken(row.written) from None


@transaction.atomic
def add_photo(
    *, product: Product, file: StoredFile, by: Acting, at: datetime, caption: str = ""
) -> ProductPhoto:
    policies.check_can_add_photo(product, by=by)
    last = product.photos.aggregate(last=Max("place"))["last"]
    photo = ProductPhoto.objects.create(product=product, file=file, caption=caption, place=(last or 0) + 1)
    record("product.photo_added", about=product, by=by, at=at, data={"sha256": file.sha256})
    _tell(product, at)
    return photo


@transaction.atomic
def remove_photo(*, photo: ProductPhoto, by: Acting, at: datetime) -> None:
    policies.check_can_edit(photo.product, by=by)
    photo.removed_at = at
    photo.save(update_fields=["removed_at"])
    record("product.photo_removed", about=photo.product, by=by, at=at, data={"sha256": photo.file.sha256})
    _tell(photo.product, at)


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
    _tell(photo.product, at)


@transaction.atomic
def add_outlet(*, product: Product, data: dict[str, Any], by: Acting, at: datetime) -> Outlet:
    """Say where the product can be bought; shown to buyers while the product is in force."""
    product = Product.objects.locked(product.pk)
    policies.check_can_add_outlet(product, data, by=by)
    values = {name: data.get(name, "") for name in ("kind", "name", "address", "link")}
    outlet = Outlet.objects.create(product=product, added_at=at, **values)
    record("product.outlet_added", about=product, by=by, at=at, data=values)
    _tell(product, at)
    return outlet


@transaction.atomic
def remove_outlet(*, outlet: Outlet, by: Acting, at: datetime) -> None:
    policies.check_can_edit(outlet.product, by=by)
    if outlet.removed_at is None:
        outlet.removed_at = at
        outlet.save(update_fields=["removed_at"])
        record("product.outlet_removed", about=outlet.product, by=by, at=at, data={"name": outlet.name})
        _tell(outlet.product, at)


@transaction.atomic
def show_uncertified(*, product: Product, shown: bool, by: Acting, at: datetime) -> None:
    """The producer's own choice: only the name, and that it carries no stars."""
    product = Product.objects.locked(product.pk)
    policies.check_can_edit(product, by=by)
    if product.shown_uncertified != shown:
        product.shown_uncertified = shown
        product.save(update_fields=["shown_uncertified"])
        record("product.shown_uncertified", about=product, by=by, at=at, data={"shown": shown})


def _tell(product: Product, at: datetime) -> None:
    """The public register follows in the same transaction."""
    product_changed.send(sender=Product, product=product, at=at)
