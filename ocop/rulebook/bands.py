"""From an exact mean to a star band (tổng điểm trung bình → hạng sao).

All decisions since 2019 use the same limits (90, 70, 50, 30). The text of 1048 printed whole
numbers (70–89); a mean between 89 and 90 is then read as below 90, like later decisions say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ocop.rulebook.exact import Exact


@dataclass(frozen=True)
class Band:
    """Means from `at_least` up to the next band; `printed` is the range as the decision has it."""

    stars: int
    at_least: Decimal
    printed: str = ""


Bands = tuple[Band, ...]


def check_bands(bands: Sequence[Band]) -> Bands:
    """Bands best first, each star once, limits falling, the last one open to zero."""
    stars = [band.stars for band in bands]
    limits = [band.at_least for band in bands]
    if not bands or stars != sorted(set(stars), reverse=True):
        raise ValueError("bands must be listed from the highest star down, each star once")
    if limits != sorted(set(limits), reverse=True) or limits[-1] != 0:
        raise ValueError("band limits must fall and end at zero")
    return tuple(bands)


def band_stars(mean: Exact, bands: Sequence[Band]) -> int:
    """The band of an exact mean. Pass the mean itself, never its rounded text."""
    exact = Fraction(mean)
    for band in bands:
        if exact >= Fraction(band.at_least):
            return band.stars
    raise ValueError(f"a mean below zero has no band: {mean}")


def band_of(stars: int, bands: Sequence[Band]) -> Band:
    for band in bands:
        if band.stars == stars:
            return band
    raise ValueError(f"no band for {stars} stars")


def points_to_next(mean: Exact, bands: Sequence[Band]) -> tuple[int, Fraction] | None:
    """The next star up and the exact points missing for it; None in the highest band."""
    now = band_stars(mean, bands)
    higher = [band for band in bands if band.stars > now]
    if not higher:
        return None
    following = min(higher, key=lambda band: band.stars)
    return following.stars, Fraction(following.at_least) - Fraction(mean)
