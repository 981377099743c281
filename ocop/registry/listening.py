"""The index follows every change of a product's standing, in the same transaction."""

from typing import Any

from ocop.recognition.signals import standing_changed
from ocop.registry.actions import update_entry


def follow(sender: Any, *, product: Any, at: Any, **kwargs: Any) -> None:
    update_entry(product, at=at)


def install() -> None:
    standing_changed.connect(follow, dispatch_uid="registry")
