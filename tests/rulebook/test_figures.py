"""Rounding and shares of programme figures: half up, each by itself."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.rulebook.figures import (
    ONE,
    TWO,
    WHOLE,
    Rounding,
    figure_text,
    less,
    percent,
    rounded,
    rounding_gap,
    same_figure,
    times,
)


@pytest.mark.parametrize(
    ("value", "rounding", "text"),
    [
        (Fraction(4469, 2400), TWO, "1.86"),
        (Decimal("0.05"), ONE, "0.1"),
        (Decimal("0.04"), ONE, "0"),
        (Decimal("-0.05"), ONE, "-0.1"),
        (Fraction(446900, 6210), ONE, "72"),
        (Fraction(1, 2), WHOLE, "1"),
        (None, ONE, ""),
    ],
)
def test_figure_is_shown_half_up_without_needless_zeros(value, rounding, text):
    assert figure_text(value, rounding) == text


def test_shares_of_the_national_review_miss_a_hundred_by_one_tenth():
    shares = [rounded(percent(part, 4469), ONE) for part in (2778, 1616, 75)]

    assert shares == [Decimal("62.2"), Decimal("36.2"), Decimal("1.7")]
    assert rounding_gap(shares) == Decimal("0.1")


def test_no_share_and_no_multiple_of_nothing():
    assert (percent(3, 0), times(3, 0)) == (None, None)


@pytest.mark.parametrize(
    ("published", "value", "same"),
    [
        ("72", Fraction(446900, 6210), True),
        ("72.0", Fraction(446900, 6210), True),
        ("71.9", Fraction(446900, 6210), False),
        ("5", None, False),
    ],
)
def test_published_figure_is_compared_at_its_own_digits(published, value, same):
    assert same_figure(Decimal(published), value) is same


@given(st.fractions(min_value=-(10**6), max_value=10**6), st.integers(min_value=0, max_value=4))
def test_rounding_moves_a_figure_by_half_a_digit_at_most(value, places):
    assert abs(Fraction(rounded(value, Rounding(places))) - value) <= Fraction(1, 2 * 10**places)


@given(st.lists(st.integers(min_value=0, max_value=10**6), min_size=1, max_size=6))
def test_exact_shares_add_up_to_a_hundred(parts):
    whole = sum(parts)
    shares = [percent(part, whole) for part in parts]
    assert sum(shares) == 100 if whole else shares == [None] * len(parts)


def test_difference_may_be_negative():
    assert less(488, 400) == 88
    assert less(1, 3) == -2
