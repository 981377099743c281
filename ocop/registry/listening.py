"""The register follows every change of a product's standing or description, in the same transaction."""

from typing import Any

from ocop.products.signals import product_changed
from ocop.recognition.signals import standing_changed
from ocop.registry.actions import update_entry
from ocop.registry.keeping import keep
from ocop.registry.models import Entry


def follow(sender: Any, *, product: Any, at: Any, **kwargs: Any) -> None:
    if update_entry(product, at=at):
        keep(Entry.objects.get(product=product))


def install() -> None:
    standing_changed.connect(follow, dispatch_uid="registry")
    product_changed.connect(follow, dispatch_uid="registry")
