"""Notices. `notify.queue` writes them in the caller's transaction; e-mail leaves after the commit.

notify.queue("dossier.returned", to=dossier.producer, about=dossier, at=at, items=2)
notify.queue("dossier.submitted", to=Office(dossier.unit, Role.COMMUNE_OFFICER), about=dossier, at=at)
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ocop.core.permissions import Role

if TYPE_CHECKING:
    from ocop.notify.models import Notification
    from ocop.places.models import Unit


@dataclass(frozen=True)
class Office:
    """Everybody who holds this role in this unit on the day of the notice."""

    unit: "Unit"
    role: Role


def queue(key: str, *, to: Any, about: Any, at: datetime, **context: Any) -> "list[Notification]":
    """Tell a person, an office, or everybody who acts for a record of a registered kind (a producer)."""
    from ocop.notify.actions import queue_notice

    return queue_notice(key, to=to, about=about, at=at, context=context)
