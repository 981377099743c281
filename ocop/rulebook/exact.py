"""Exact numbers and the one way they are shown.

Scores are added and averaged without rounding: `Decimal` for points as printed, `Fraction`
for means. A rounded figure exists only as text. No decision gives a rounding rule, so a
rounded mean must never decide a star (89.99996 shows as "90.0000" and is four stars).
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from ocop.rulebook.criteria.criterion import number_text

Exact = int | Decimal | Fraction


def exact_sum(values: Iterable[Decimal]) -> Decimal:
    """Sum of points; unlike `Decimal.__add__` on a mean, points are short and stay exact."""
    return sum(values, Decimal(0))


def exact_mean(values: Iterable[Decimal]) -> Fraction:
    numbers = [Fraction(value) for value in values]
    if not numbers:
        raise ValueError("no values to average")
    return sum(numbers, Fraction(0)) / len(numbers)


def shown(value: Exact, places: int = 4) -> str:
    """Decimal string with a fixed number of places, half up, for people to read."""
    number = Fraction(value)
    scaled = (2 * abs(number) * 10**places + 1) // 2
    digits = str(scaled).rjust(places + 1, "0")
    sign = "-" if number < 0 and scaled else ""
    if places == 0:
        return sign + digits
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def comma(value: Decimal | str) -> str:
    """The same number as Vietnamese text writes it: 71,6667."""
    return (value if isinstance(value, str) else number_text(value)).replace(".", ",")
