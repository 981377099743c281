"""What matching reads is remembered by each process until `Board.version` or the day is another one."""

from secrets import randbits
from typing import Any

from ocop.trade.models import Board


def changed(**_: Any) -> None:
    """Something that matching reads is different from here on. Random, so that a restored copy never answers to an old number."""
    Board.objects.update_or_create(pk=1, defaults={"version": randbits(62)})


def version() -> int:
    return Board.objects.filter(pk=1).values_list("version", flat=True).first() or 0


def follow(sender: Any, *, product: Any, **kwargs: Any) -> None:
    """A product's standing, name or barcodes changed."""
    if hasattr(product, "offer"):
        changed()


def follow_many(sender: Any, *, pks: list[int], **kwargs: Any) -> None:
    """Many products changed at once, or moved to another place on the map."""
    changed()


def install() -> None:
    from ocop.products.signals import product_changed, products_changed
    from ocop.recognition.signals import standing_changed

    standing_changed.connect(follow, dispatch_uid="trade.board")
    product_changed.connect(follow, dispatch_uid="trade.board")
    products_changed.connect(follow_many, dispatch_uid="trade.board")
