"""How a programme figure is worked out and rounded: exact until shown, half up, each figure by itself.

No decision gives a rounding rule. Published reports round every share by itself, so shares of one whole may add up to
100.1 (national review of 2018-2020: 62.2 + 36.2 + 1.7). That is kept, and explained by `rounding_gap`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ocop.rulebook.exact import Exact, shown


@dataclass(frozen=True)
class Rounding:
    """Digits after the comma, half up (away from zero). `trim`: a published "72" and our "72.0" are one figure."""

    places: int = 0

    @property
    def words(self) -> str:
        if not self.places:
            return "số nguyên, làm tròn nửa lên"
        return f"{self.places} chữ số sau dấu phẩy, làm tròn nửa lên"


WHOLE, ONE, TWO = Rounding(0), Rounding(1), Rounding(2)


def rounded(value: Exact, rounding: Rounding) -> Decimal:
    """Half up: 0.05 → 0.1 with one digit. The only place where a figure loses digits."""
    return Decimal(shown(value, rounding.places))


def percent(part: Exact, whole: Exact) -> Fraction | None:
    """Part of whole in per cent, exact; nothing when there is no whole (no share of nothing)."""
    return Fraction(part) * 100 / Fraction(whole) if whole else None


def times(part: Exact, whole: Exact) -> Fraction | None:
    """How often the whole goes into the part: 4469 against 2400 is 1.862…"""
    return Fraction(part) / Fraction(whole) if whole else None


def less(first: Exact, second: Exact) -> Fraction:
    return Fraction(first) - Fraction(second)


def rounding_gap(shares: Iterable[Decimal]) -> Decimal:
    """How far shares that were rounded one by one miss 100."""
    return sum(shares, Decimal(0)) - 100


def figure_text(value: Exact | None, rounding: Rounding) -> str:
    """A decimal string without needless zeros: "72", "62.2", "1.86"; empty when there is no figure."""
    if value is None:
        return ""
    text = shown(value, rounding.places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def same_figure(published: Decimal, value: Exact | None) -> bool:
    """Is our exact value the published one, at the digits that were published? 71.96… is the published 72."""
    if value is None:
        return False
    places = max(0, -int(published.as_tuple().exponent))
    return rounded(value, Rounding(places)) == published
