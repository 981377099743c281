"""What the builders share: the days, the people, and for whom they act on a day."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ocop.accounts.models import User
from ocop.core.acting import Acting, actings_of
from ocop.core.clock import local_date
from ocop.core.permissions import Role
from ocop.demo.days import Days
from ocop.dossiers.models import Dossier
from ocop.evaluation.models import Council, Session
from ocop.places.models import Unit
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.programme.models import Round


@dataclass
class World:
    days: Days
    people: dict[str, User] = field(default_factory=dict)
    owners: dict[str, User] = field(default_factory=dict)  # producer → representative
    producers: dict[str, Producer] = field(default_factory=dict)
    products: dict[str, Product] = field(default_factory=dict)
    papers: dict[str, dict[str, Any]] = field(default_factory=dict)  # producer → subject → evidence
    dossiers: dict[str, Dossier] = field(default_factory=dict)
    rounds: dict[str, Round] = field(default_factory=dict)
    councils: dict[str, Council] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    plans: dict[str, Any] = field(default_factory=dict)  # product → what its dossier claims
    notes: dict[str, Any] = field(default_factory=dict)  # what a later step needs from an earlier one
    _units: dict[str, Unit] = field(default_factory=dict)
    _held: dict[tuple[int, date], list[Acting]] = field(default_factory=dict)

    def unit(self, key: str) -> Unit:
        if key not in self._units:
            self._units[key] = Unit.objects.get(key=key)
        return self._units[key]

    def by(self, key: str, at: datetime, *, role: Role | None = None, unit: str = "") -> Acting:
        """That person in office on that day, as the middleware would find them."""
        return self._pick(
            self.people[key],
            at,
            lambda one: one.unit and (role in (None, one.role)) and unit in ("", one.unit.key),
        )

    def owner(self, producer: str, at: datetime) -> Acting:
        """The representative of the producer."""
        party = self.producers[producer].pk
        return self._pick(self.owners[producer], at, lambda one: one.party_id == party)

    def officer(self, unit: Unit, at: datetime) -> Acting:
        """Who receives dossiers at that commune."""
        key = {"09556": "xa", "05818": "xa-2"}.get(unit.key, "xa-3")
        return self.by(key, at, unit=unit.key)

    def dossier(self, key: str) -> Dossier:
        """As it stands now."""
        return Dossier.objects.select_related("product", "producer", "unit").get(pk=self.dossiers[key].pk)

    def forget_offices(self) -> None:
        """Somebody got an office or a producer: ask anew who may act for what."""
        self._held.clear()

    def _pick(self, person: User, at: datetime, fits: Callable[[Acting], Any]) -> Acting:
        day = local_date(at)
        if not self._held.get((person.pk, day)):
            self._held[person.pk, day] = actings_of(person, day)
        for acting in self._held[person.pk, day]:
            if fits(acting):
                return acting
        raise LookupError(f"{person} holds nothing fitting on {day}")
