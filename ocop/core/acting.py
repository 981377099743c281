"""A person acts for an office: who, in which role, for which unit, on which day.

Apps that give people something to act for (appointments, memberships of a producer) register a source; the
middleware asks all sources and keeps the one the person chose. Rights are asked anew on every request, so an
appointment that ended a second ago gives nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ocop.core.permissions import ROLES, Permission, Role

if TYPE_CHECKING:
    from ocop.accounts.models import User
    from ocop.places.models import Unit


@dataclass(frozen=True)
class Acting:
    """Who acts. `party_id` is the producer acted for (producer side); `unit` the office's unit (public side);
    `buyer_id` the distributor acted for, who sees nothing by place or producer."""

    person: "User | None" = None
    role: Role | None = None
    unit: "Unit | None" = None
    party_id: int | None = None
    party_name: str = ""
    key: str = ""
    on: date | None = None
    buyer_id: int | None = None

    @property
    def known(self) -> bool:
        return self.person is not None

    @property
    def permissions(self) -> frozenset[Permission]:
        return ROLES[self.role].permissions if self.role else frozenset()

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    @property
    def role_label(self) -> str:
        return ROLES[self.role].label if self.role else ""

    @property
    def office(self) -> str:
        """What stands beside the person's name: the producer, or the unit."""
        return self.party_name or (self.unit.full_name if self.unit else "")

    @property
    def label(self) -> str:
        return f"{self.role_label} – {self.office}" if self.office else self.role_label

    @property
    def level(self) -> str:
        return self.unit.level if self.unit else ""


NOBODY = Acting()
Source = Callable[[Any, date], Iterable[Acting]]
_sources: list[Source] = []


def register_source(source: Source) -> Source:
    """Add a function (person, day) → the Actings that this person holds on that day."""
    if source not in _sources:
        _sources.append(source)
    return source


def actings_of(person: "User", on: date) -> list[Acting]:
    """Everything the person may act as on that day, in a stable order; empty for an inactive person."""
    if not person.is_active:
        return []
    return [acting for source in _sources for acting in source(person, on)]


def choose(person: "User", on: date, key: str = "") -> Acting:
    """The acting with that key, else the first one, else the bare person without any role."""
    return pick(actings_of(person, on), person, on, key)


def pick(held: list[Acting], person: "User", on: date, key: str = "") -> Acting:
    """As `choose`, from actings that were read already."""
    for acting in held:
        if acting.key == key:
            return acting
    return held[0] if held else Acting(person=person, on=on)


def system(on: date) -> Acting:
    """The system itself: timetable jobs and loading of reference data. It holds no permission."""
    return Acting(on=on, key="system")
