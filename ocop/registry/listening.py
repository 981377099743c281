"""The register follows every change of a product's standing or description, in the same transaction."""

from typing import Any

from ocop.core.responsible import records_moved
from ocop.products.models import Product
from ocop.products.signals import product_changed, products_changed
from ocop.recognition.signals import standing_changed
from ocop.registry.actions import update_entry
from ocop.registry.keeping import keep
from ocop.registry.models import Entry


def follow(sender: Any, *, product: Any, at: Any, **kwargs: Any) -> None:
    if update_entry(product, at=at):
        keep(Entry.objects.get(product=product))


def follow_list(sender: Any, *, pks: list[int], at: Any, **kwargs: Any) -> None:
    """Of a list only what the public sees is told on, product by product."""
    for entry in Entry.objects.filter(product__in=pks).select_related("product"):
        product_changed.send(sender=sender, product=entry.product, at=at)


def follow_move(sender: Any, *, pks: list[int], at: Any, **kwargs: Any) -> None:
    """The place of products on the map of today is another."""
    if sender is Product:
        follow_list(sender, pks=pks, at=at)


def install() -> None:
    records_moved.connect(follow_move, dispatch_uid="registry.move")
    products_changed.connect(follow_list, dispatch_uid="registry.list")
    standing_changed.connect(follow, dispatch_uid="registry")
    product_changed.connect(follow, dispatch_uid="registry")
