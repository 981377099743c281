"""One product against one need."""

from collections.abc import Callable
from dataclasses import dataclass

from ocop.rulebook.matching.model import WEIGHTS, Demand, Item, Part

FULL = 100


def share(part: Part, item: Item, demand: Demand) -> int:
    """How much of this part the product gives, in whole hundredths, cut off: 100 only when all of it is there."""
    return _SHARES[part](item, demand)


def _yes(fits: bool) -> int:
    return FULL if fits else 0


def _some(have: int, asked: int) -> int:
    return min(FULL, FULL * have // asked)


def _volume(item: Item, demand: Demand) -> int:
    """Units are never converted: a box is no kilogram."""
    if item.capacity is None or item.unit != demand.unit:
        return 0
    return _some(item.capacity, demand.volume)


def _price(item: Item, demand: Demand) -> int:
    return _yes(item.price is not None and item.unit == demand.unit and item.price <= demand.price)


_SHARES: dict[Part, Callable[[Item, Demand], int]] = {
    Part.SECTOR: lambda item, demand: _yes(item.sector == demand.sector),
    Part.WORDS: lambda item, demand: _some(len(demand.words & item.words), len(demand.words)),
    Part.STARS: lambda item, demand: _yes(item.stars >= demand.stars),
    Part.PROVINCE: lambda item, demand: _yes(item.province == demand.province),
    Part.VOLUME: _volume,
    Part.PAPERS: lambda item, demand: _some(len(demand.papers & item.papers), len(demand.papers)),
    Part.GTIN: lambda item, demand: _yes(item.gtin),
    Part.PRICE: _price,
    Part.REGION: lambda item, demand: _yes(demand.region in item.regions),
    Part.LEAD: lambda item, demand: _yes(item.lead_days is not None and item.lead_days <= demand.lead_days),
}


@dataclass(frozen=True)
class Judgement:
    """`broken`: hard requirements that are not met, so the product is out. `points` of `most` by the preferences."""

    broken: tuple[Part, ...]
    met: tuple[Part, ...]
    missing: tuple[Part, ...]
    points: int
    most: int

    @property
    def fits(self) -> bool:
        return not self.broken

    @property
    def percent(self) -> int:
        """For people; orders are made by the points."""
        return 100 * self.points // self.most if self.most else 100


def judge(item: Item, demand: Demand) -> Judgement:
    shares = {part: share(part, item, demand) for part in demand.asked}
    return Judgement(
        broken=tuple(part for part in demand.required if shares[part] < FULL),
        met=tuple(part for part in demand.asked if shares[part] == FULL),
        missing=tuple(part for part in demand.preferred if shares[part] < FULL),
        points=sum(WEIGHTS[part] * shares[part] for part in demand.preferred),
        most=demand.most_points,
    )
