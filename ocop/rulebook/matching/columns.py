"""All products against a need at once: one column of whole numbers for each thing that can be asked.

The same shares as in `judging`, so the same points; only the speed differs (20,000 products in about a millisecond).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocop.rulebook.matching.judging import FULL
from ocop.rulebook.matching.model import PAPERS, REGIONS, WEIGHTS, Demand, Item, Part

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
UNSAID = -1


@dataclass(frozen=True)
class Ranking:
    """`keys` best first with `points`; a tie goes to the smaller key. `excluded`: per hard requirement how many products
    do not meet it; `alone`: how many it alone keeps out. `fitting` counts all that fit, not only those shown."""

    keys: tuple[int, ...]
    points: tuple[int, ...]
    most: int
    fitting: int
    considered: int
    excluded: dict[Part, int]
    alone: dict[Part, int]


class Catalogue:
    """Products that may be sold today, sorted by key."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = sorted(items, key=lambda item: item.key)
        self._places = {item.key: place for place, item in enumerate(self.items)}
        self._codes: dict[str, dict[str, int]] = {}
        self.keys = self._numbers([item.key for item in self.items])
        self.sector = self._coded("sector", [item.sector for item in self.items])
        self.province = self._coded("province", [item.province for item in self.items])
        self.unit = self._coded("unit", [item.unit for item in self.items])
        self.stars = self._numbers([item.stars for item in self.items])
        self.capacity = self._said([item.capacity for item in self.items])
        self.price = self._said([item.price for item in self.items])
        self.lead_days = self._said([item.lead_days for item in self.items])
        self.gtin: Flags = np.array([item.gtin for item in self.items], dtype=np.bool_)
        self.papers = self._bits([item.papers for item in self.items], list(PAPERS))
        self.regions = self._bits([item.regions for item in self.items], list(REGIONS))
        self.words = self._index()

    def __len__(self) -> int:
        return len(self.items)

    def item(self, key: int) -> Item:
        return self.items[self._places[key]]

    @staticmethod
    def _numbers(values: list[int]) -> Numbers:
        return np.array(values, dtype=np.int64)

    def _said(self, values: list[int | None]) -> Numbers:
        return self._numbers([UNSAID if value is None else value for value in values])

    def _coded(self, name: str, values: list[str]) -> Numbers:
        codes = self._codes.setdefault(name, {})
        return self._numbers([codes.setdefault(value, len(codes)) for value in values])

    def _bits(self, values: list[frozenset[str]], known: list[str]) -> Numbers:
        places = {one: 1 << place for place, one in enumerate(known)}
        cache: dict[frozenset[str], int] = {}
        for value in values:
            if value not in cache:
                cache[value] = sum(places[one] for one in value if one in places)
        return self._numbers([cache[value] for value in values])

    def _index(self) -> dict[str, Numbers]:
        """Word → places of the products that have it."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, item in enumerate(self.items):
            for word in item.words:
                found[word].append(place)
        return {word: self._numbers(places) for word, places in found.items()}

    def shares(self, part: Part, demand: Demand) -> Numbers:
        """Of every product, in whole hundredths: `judging.share` for all of them."""
        if part is Part.WORDS:
            return self._some(self._named(demand.words), len(demand.words))
        if part is Part.PAPERS:
            return self._some(self._held(self.papers, list(PAPERS), demand.papers), len(demand.papers))
        if part is Part.VOLUME:
            known = (self.capacity != UNSAID) & self._is("unit", self.unit, demand.unit)
            return np.where(known, self._some(np.maximum(self.capacity, 0), demand.volume), 0)
        return np.where(self._fits(part, demand), FULL, 0)

    def _fits(self, part: Part, demand: Demand) -> Flags:
        fits: Flags
        match part:
            case Part.SECTOR:
                fits = self._is("sector", self.sector, demand.sector)
            case Part.PROVINCE:
                fits = self._is("province", self.province, demand.province)
            case Part.STARS:
                fits = self.stars >= demand.stars
            case Part.GTIN:
                fits = self.gtin
            case Part.PRICE:
                known = (self.price != UNSAID) & self._is("unit", self.unit, demand.unit)
                fits = known & (self.price <= demand.price)
            case Part.LEAD:
                fits = (self.lead_days != UNSAID) & (self.lead_days <= demand.lead_days)
            case _:
                fits = self._held(self.regions, list(REGIONS), frozenset({demand.region})) == 1
        return fits

    def _is(self, name: str, column: Numbers, value: str) -> Flags:
        same: Flags = column == self._codes[name].get(value, UNSAID)
        return same

    @staticmethod
    def _some(have: Numbers, asked: int) -> Numbers:
        return np.minimum(FULL, FULL * have // asked)

    def _named(self, words: frozenset[str]) -> Numbers:
        have = np.zeros(len(self.items), dtype=np.int64)
        for word in words & self.words.keys():
            have[self.words[word]] += 1
        return have

    def _held(self, column: Numbers, known: list[str], asked: frozenset[str]) -> Numbers:
        have = np.zeros(len(self.items), dtype=np.int64)
        for place, one in enumerate(known):
            if one in asked:
                have += (column >> place) & 1
        return have

    def rank(self, demand: Demand, most: int) -> Ranking:
        """The best `most` products, and what keeps the others out."""
        broken = np.zeros(len(self.items), dtype=np.int64)
        fails = {part: self.shares(part, demand) < FULL for part in demand.required}
        for failed in fails.values():
            broken += failed
        points = np.zeros(len(self.items), dtype=np.int64)
        for part in demand.preferred:
            points += WEIGHTS[part] * self.shares(part, demand)
        fitting = np.flatnonzero(broken == 0)
        order = fitting[np.lexsort((self.keys[fitting], -points[fitting]))][:most]
        return Ranking(
            keys=tuple(self.keys[order].tolist()),
            points=tuple(points[order].tolist()),
            most=demand.most_points,
            fitting=len(fitting),
            considered=len(self.items),
            excluded={part: int(failed.sum()) for part, failed in fails.items()},
            alone={part: int((failed & (broken == 1)).sum()) for part, failed in fails.items()},
        )
