"""What a product holds today, asked of the app that recognises (it stands above this one in the import order).

recognitions.register(provider)        # in recognition's AppConfig.ready()
recognitions.standing_of(product, on)  # the latest recognition, valid or former, or None
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ocop.products.models import Product


@dataclass(frozen=True)
class Standing:
    """The latest recognition of a product. `valid_until` is the last day it counts."""

    stars: int
    valid_until: date
    certificate: str = ""
    decision: str = ""
    revoked: bool = False

    def valid_on(self, day: date) -> bool:
        return not self.revoked and day <= self.valid_until

    def to_dict(self) -> dict[str, Any]:
        return {
            "stars": self.stars,
            "valid_until": self.valid_until.isoformat(),
            "certificate": self.certificate,
            "decision": self.decision,
        }


Provider = Callable[[Product, date], Standing | None]
_providers: list[Provider] = []


def register(provider: Provider) -> Provider:
    if provider not in _providers:
        _providers.append(provider)
    return provider


def unregister(provider: Provider) -> None:
    """For tests that play the recognising app."""
    _providers.remove(provider)


def standing_of(product: Product, on: date) -> Standing | None:
    """The recognition that reaches furthest; a valid one goes before a former one."""
    found = [standing for provider in _providers if (standing := provider(product, on))]
    return max(found, key=lambda one: (one.valid_on(on), one.valid_until), default=None)
