"""What a recognition is worth under the support policies of a place: computed from decisions, never stored.

No decision of the programme fixes amounts: each province (or commune) sets its own, so a policy is dated data. The rules
here are the same for all of them:

- a policy answers for decisions dated within its own days, first and last included;
- one decision earns at most once from one payer (the place that pays), whatever number of its policies fit;
- an upgrade pays the whole amount, or only what it is above the level reached before (`pays_difference`);
- revoked stars earn nothing from the day of the revocation on.

The programme's rules are silent on rewards (programme-rules, section 5: they differ by province).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby


class Occasion(StrEnum):
    """What the recognition was: the first one, a higher star than ever before, or the same or a lower one again."""

    FIRST = "first"
    UPGRADE = "upgrade"
    KEEP = "keep"

    @property
    def words(self) -> str:
        return _OCCASIONS[self]


_OCCASIONS = {
    Occasion.FIRST: "công nhận lần đầu",
    Occasion.UPGRADE: "nâng hạng sao",
    Occasion.KEEP: "công nhận lại",
}


@dataclass(frozen=True)
class Award:
    """One recognition of one product by one decision. `places`: the units whose policies can answer for it."""

    key: str
    product: str
    places: frozenset[str]
    stars: int
    decided_on: date
    revoked_on: date | None = None

    def revoked_by(self, on: date) -> bool:
        return self.revoked_on is not None and self.revoked_on <= on


@dataclass(frozen=True)
class Terms:
    """One dated policy of one payer. `rates`: (stars, occasion) → whole đồng."""

    key: str
    payer: str
    from_on: date
    until_on: date
    claim_days: int
    pays_difference: bool
    rates: Mapping[tuple[int, Occasion], int]

    def covers(self, on: date) -> bool:
        return self.from_on <= on <= self.until_on


@dataclass(frozen=True)
class Entitlement:
    """What one decision earns from one payer. `full` is the rate, `deducted` what an earlier level already counted for."""

    award: Award
    terms: Terms
    occasion: Occasion
    full: int
    deducted: int
    last_day: date

    @property
    def amount(self) -> int:
        return self.full - self.deducted

    @property
    def key(self) -> tuple[str, str]:
        """One claim at most: the decision and who pays."""
        return self.award.key, self.terms.payer


Paid = Mapping[tuple[str, str], int]  # (award key, payer) → đồng really paid


def one_by_decision(awards: Iterable[Award]) -> list[Award]:
    """The same decision told by two sources counts once: same product, day and stars."""
    found: dict[tuple[str, date, int], Award] = {}
    for one in sorted(awards, key=lambda a: (a.product, a.decided_on, a.key)):
        found.setdefault((one.product, one.decided_on, one.stars), one)
    return list(found.values())


def occasions(awards: Sequence[Award]) -> dict[str, Occasion]:
    """Award key → occasion, for awards of one product in the order of their days."""
    found, highest = {}, 0
    for one in awards:
        found[one.key] = (
            Occasion.FIRST if not highest else Occasion.UPGRADE if one.stars > highest else Occasion.KEEP
        )
        highest = max(highest, one.stars)
    return found


def entitlements(
    awards: Iterable[Award], policies: Iterable[Terms], on: date, paid: Paid | None = None
) -> list[Entitlement]:
    """Everything that these decisions earn, as seen on that day. Amounts of nought are no entitlement."""
    by_payer: dict[str, list[Terms]] = defaultdict(list)
    for terms in sorted(policies, key=lambda t: (t.from_on, t.key), reverse=True):
        by_payer[terms.payer].append(terms)
    found: list[Entitlement] = []
    for _, group in groupby(one_by_decision(awards), key=lambda a: a.product):
        history = list(group)
        for payer, offered in by_payer.items():
            found += _of_product(history, payer, offered, on, paid or {})
    return found


def _of_product(
    history: list[Award], payer: str, offered: list[Terms], on: date, paid: Paid
) -> list[Entitlement]:
    occasion_of, reached, found = occasions(history), 0, []
    for award in history:
        terms = next((t for t in offered if _fits(t, award, occasion_of[award.key])), None)
        if payer not in award.places or terms is None or award.decided_on > on:
            continue
        occasion = occasion_of[award.key]
        full = terms.rates[award.stars, occasion]
        if award.revoked_by(on):  # only what really left the till counts against a later upgrade
            reached = max(reached, paid.get((award.key, payer), 0))
            continue
        deducted = min(full, reached) if occasion == Occasion.UPGRADE and terms.pays_difference else 0
        if full > deducted:
            last_day = award.decided_on + timedelta(days=terms.claim_days)
            found.append(Entitlement(award, terms, occasion, full, deducted, last_day))
        if occasion != Occasion.KEEP:
            reached = max(reached, full)
    return found


def _fits(terms: Terms, award: Award, occasion: Occasion) -> bool:
    return terms.covers(award.decided_on) and terms.rates.get((award.stars, occasion), 0) > 0
