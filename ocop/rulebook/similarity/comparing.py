"""One product against all, and all against all: the same comparison, so that both find the same pairs.

Lanes are compared column by column for a block of products at a time: 20,000 products are 200 million pairs in seconds, and
memory stays at a block. What an estimate lets through is counted exactly where that is cheap (names).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ocop.rulebook.similarity.marks import BITS, NAME_LANES, STORY_LANES, common_percent
from ocop.rulebook.similarity.model import Found, Print
from ocop.rulebook.similarity.settings import Limits

BLOCK = 128
SLACK = 25  # percent points that an estimate over 32 lanes may lie too low
Lanes = NDArray[np.uint16]
Counts = NDArray[np.uint8]


@dataclass
class Prints:
    """All products, as columns."""

    rows: Sequence[Print]
    limits: Limits
    names: Lanes = field(init=False)
    stories: Lanes = field(init=False)
    told: NDArray[np.bool_] = field(init=False)
    pictures: NDArray[np.uint64] = field(init=False)
    owners: NDArray[np.int64] = field(init=False)
    bearers: Counter[str] = field(init=False)
    _look: dict[int, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.names = _lanes([row.name for row in self.rows], NAME_LANES)
        self.told = np.array([bool(row.story) for row in self.rows], dtype=np.bool_)
        empty = bytes(2 * STORY_LANES)
        self.stories = _lanes([row.story or empty for row in self.rows], STORY_LANES)
        shown = [(place, mark) for place, row in enumerate(self.rows) for mark in row.pictures]
        self.owners = np.array([place for place, _ in shown], dtype=np.int64)
        words = np.frombuffer(b"".join(mark for _, mark in shown), dtype=">u8")
        self.pictures = words.reshape(-1, BITS // 64).astype(np.uint64)
        self.bearers = Counter(row.core for row in self.rows)

    def is_common_picture(self, place: int) -> bool:
        """Whether so many products look like this one that the picture tells nothing (a drawn pattern, a bare box)."""
        if place not in self._look:
            self._look[place] = len({other for _, other, _ in _seen_alike(self, place, place + 1, 0)})
        return self._look[place] > self.limits.common_photo


def pairs_among(prints: Prints) -> Iterator[tuple[int, list[Found]]]:
    """(products done, the pairs of the block with everything after it), block by block."""
    for start in range(0, len(prints.rows), BLOCK):
        end = min(start + BLOCK, len(prints.rows))
        yield end, _block(prints, start, end)


def pairs_of(prints: Prints, place: int) -> list[Found]:
    """Of one product with all others."""
    return _block(prints, place, place + 1, everyone=True)


def _block(prints: Prints, start: int, end: int, *, everyone: bool = False) -> list[Found]:
    limits, since = prints.limits, 0 if everyone else start
    near: dict[tuple[int, int], dict[str, int]] = {}
    name_least = NAME_LANES * max(limits.name_percent - SLACK, 1) // 100
    for mine, other in _alike(prints.names, start, end, since, name_least):
        if (percent := _by_name(prints, mine, other)) is not None:
            near.setdefault((mine, other), {})["name"] = percent
    story_least = -(-STORY_LANES * limits.story_percent // 100)
    for mine, other in _alike(prints.stories, start, end, since, story_least):
        if prints.told[mine] and prints.told[other]:
            equal = int((prints.stories[:, mine] == prints.stories[:, other]).sum())
            near.setdefault((mine, other), {})["story"] = 100 * equal // STORY_LANES
    for mine, other, bits in _seen_alike(prints, start, end, since):
        if prints.is_common_picture(mine) or prints.is_common_picture(other):
            continue
        held = near.setdefault((mine, other), {})
        held["photo"] = max(held.get("photo", 0), 100 * (BITS - bits) // BITS)
    return _found(prints, near)


def _found(prints: Prints, near: dict[tuple[int, int], dict[str, int]]) -> list[Found]:
    pairs: dict[tuple[int, int], Found] = {}
    for (mine, other), held in near.items():
        one, two = prints.rows[mine], prints.rows[other]
        if one.producer != two.producer:
            key = (min(one.product, two.product), max(one.product, two.product))
            pairs[key] = Found(*key, held.get("name"), held.get("story"), held.get("photo"))
    return [pairs[key] for key in sorted(pairs)]


def _by_name(prints: Prints, mine: int, other: int) -> int | None:
    """Exactly; None under the limit, for a common name, and where the groups are known to differ."""
    one, two, limits = prints.rows[mine], prints.rows[other], prints.limits
    if None not in (one.group, two.group) and one.group != two.group:
        return None
    if max(prints.bearers[one.core], prints.bearers[two.core]) > limits.common_name:
        return None
    percent = common_percent(one.core, two.core)
    return percent if percent >= limits.name_percent else None


def _alike(lanes: Lanes, start: int, end: int, since: int, least: int) -> Iterator[tuple[int, int]]:
    """Places whose marks are equal in at least so many lanes."""
    equal: Counts = np.zeros((end - start, lanes.shape[1] - since), dtype=np.uint8)
    for lane in lanes:
        equal += lane[start:end, None] == lane[None, since:]
    for mine, other in zip(*np.nonzero(equal >= least), strict=True):
        here, there = start + int(mine), since + int(other)
        if here != there and (since == 0 or here < there):
            yield here, there


def _seen_alike(prints: Prints, start: int, end: int, since: int) -> Iterator[tuple[int, int, int]]:
    mine = np.nonzero((prints.owners >= start) & (prints.owners < end))[0]
    theirs = np.nonzero(prints.owners >= since)[0]
    if not len(mine) or not len(theirs):
        return
    bits = np.zeros((len(mine), len(theirs)), dtype=np.uint16)
    for word in prints.pictures.T:
        bits += _ones(word[mine, None] ^ word[None, theirs])
    for one, two in zip(*np.nonzero(bits <= prints.limits.photo_bits), strict=True):
        here, there = int(prints.owners[mine[one]]), int(prints.owners[theirs[two]])
        if here != there and (since == 0 or here < there):
            yield here, there, int(bits[one, two])


def _ones(numbers: NDArray[np.uint64]) -> Counts:
    """How many bits are set."""
    bits = numbers.copy()
    for mask, by in ((0x5555555555555555, 1), (0x3333333333333333, 2), (0x0F0F0F0F0F0F0F0F, 4)):
        bits = (bits & np.uint64(mask)) + (bits >> np.uint64(by) & np.uint64(mask))
    return (bits * np.uint64(0x0101010101010101) >> np.uint64(56)).astype(np.uint8)


def _lanes(marks: Sequence[bytes], lanes: int) -> Lanes:
    """Lane by lane, so that one comparison runs along memory."""
    if not marks:
        return np.zeros((lanes, 0), dtype=np.uint16)
    rows = np.frombuffer(b"".join(marks), dtype=">u2").reshape(len(marks), lanes)
    return np.ascontiguousarray(rows.T.astype(np.uint16))
