"""The feed follows the register: right after a change is committed, in a transaction of its own.

Not inside the change's transaction: an import of thousands tells its changes in lots, and nobody waits for the feed's
order. What a process that dies in between leaves untold, the nightly run tells.
"""

from typing import Any

from django.db import connection, transaction

from ocop.api.actions.feed import tell
from ocop.core.clock import now
from ocop.products.signals import product_changed
from ocop.recognition.signals import standing_changed

NEAR = 20  # how many waiting callbacks are looked through for one that can take another product


class Telling:
    """The products of one transaction."""

    def __init__(self) -> None:
        self.products: set[int] = set()
        self.told = False

    def __call__(self) -> None:
        self.told = True
        tell(products=sorted(self.products), at=now())


def follow(sender: Any, *, product: Any, **kwargs: Any) -> None:
    for _, waiting, _ in reversed(connection.run_on_commit[-NEAR:]):
        if isinstance(waiting, Telling) and not waiting.told:
            waiting.products.add(product.pk)
            return
    telling = Telling()
    telling.products.add(product.pk)
    transaction.on_commit(telling, robust=True)


def install() -> None:
    standing_changed.connect(follow, dispatch_uid="api.feed.standing")
    product_changed.connect(follow, dispatch_uid="api.feed.described")
