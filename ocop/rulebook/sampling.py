"""Whom to visit: those with the most points of risk, and a mandatory share drawn by lot.

The points are visible and few, so that everybody can recount them. The lot is the order of SHA-256 over seed and key: the
same seed gives the same draw on every machine, and nobody can steer it once the seed is written down. Those drawn by lot
come from all who were not picked by risk, with the same chance each.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ocop.rulebook.oversight import Weight


class How(StrEnum):
    RISK = "risk"
    LOT = "lot"


class CannotDraw(ValueError):
    """The plan asks for what cannot be drawn; the message is a sentence."""


@dataclass(frozen=True)
class Candidate:
    """`signs`: sign of risk → how many."""

    key: str
    signs: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Pick:
    """`why`: (words, number, points) of each sign, the heaviest first."""

    key: str
    how: How
    points: int
    why: tuple[tuple[str, int, int], ...]


def points_of(candidate: Candidate, weights: Mapping[str, Weight]) -> tuple[tuple[str, int, int], ...]:
    found = []
    for sign, number in candidate.signs.items():
        weight = weights.get(sign)
        if weight is not None and number > 0:
            found.append((weight.words, number, weight.points * min(number, weight.most)))
    return tuple(sorted(found, key=lambda one: (-one[2], one[0])))


def lot(seed: str, key: str) -> str:
    return hashlib.sha256(f"{seed}|{key}".encode()).hexdigest()


def by_lot(size: int, percent: int) -> int:
    """How many of that size are drawn by lot: rounded up, so that the share is never smaller than promised."""
    return -(-size * percent // 100)


def draw(
    candidates: Iterable[Candidate],
    *,
    size: int,
    percent: int,
    least_percent: int,
    seed: str,
    weights: Mapping[str, Weight],
) -> list[Pick]:
    """At most `size` different candidates: risk first, then the lot. Whatever the order they came in."""
    all_ = {one.key: one for one in candidates}
    if not seed.strip():
        raise CannotDraw("Cần ghi số mồi của lần bốc thăm để ai cũng bốc lại được.")
    if size < 1:
        raise CannotDraw("Số cuộc kiểm tra phải từ 1 trở lên.")
    if not least_percent <= percent <= 100:
        raise CannotDraw(f"Phần bốc thăm phải từ {least_percent}% đến 100%.")
    if not all_:
        raise CannotDraw("Không có sản phẩm nào còn hiệu lực để kiểm tra trên địa bàn.")
    size = min(size, len(all_))
    lots = by_lot(size, percent)
    why = {key: points_of(one, weights) for key, one in all_.items()}
    total = {key: sum(points for _, _, points in parts) for key, parts in why.items()}
    ranked = sorted(all_, key=lambda key: (-total[key], lot(seed, key)))
    risky = [key for key in ranked[: size - lots] if total[key]]
    drawn = sorted(set(all_) - set(risky), key=lambda key: lot(seed, key))[: size - len(risky)]
    return [
        *(Pick(key, How.RISK, total[key], why[key]) for key in risky),
        *(Pick(key, How.LOT, total[key], why[key]) for key in drawn),
    ]
