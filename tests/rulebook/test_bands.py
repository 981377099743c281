"""Bands of the mean: both sides of every limit, and published scores."""

from decimal import Decimal
from fractions import Fraction

import pytest

from ocop.rulebook.bands import Band, band_of, band_stars, check_bands, points_to_next
from ocop.rulebook.exact import comma, exact_mean, shown
from ocop.rulebook.procedures import all_procedures, bands_of_decision

BANDS = bands_of_decision("26/2026/QĐ-TTg")


@pytest.mark.parametrize(
    ("mean", "stars"),
    [
        ("0", 1), ("29.99", 1), ("29.99999999", 1), ("30", 2), ("30.01", 2),
        ("49.99", 2), ("49.99999999", 2), ("50", 3), ("50.01", 3),
        ("69.99", 3), ("69.99999999", 3), ("70", 4), ("70.01", 4),
        ("89.99", 4), ("89.99999999", 4), ("90", 5), ("90.01", 5), ("100", 5),
    ],
)  # fmt: skip
@pytest.mark.parametrize("procedure", all_procedures(), ids=lambda one: one.key)
def test_band_takes_the_limit_itself_upwards(procedure, mean, stars):
    assert band_stars(Fraction(mean), procedure.bands) == stars


# Published council scores with the star that was given (source: published results, 2020–2024).
@pytest.mark.parametrize(
    ("product", "score", "stars"),
    [
        ("Tiêu Tiên Phước", "70.9", 4),
        ("Heo thảo dược Xứ Tiên", "64", 3),
        ("miến Việt Cường", "90.00", 5),
        ("chè tôm nõn", "90.86", 5),
        ("Sầu riêng trái tươi", "90.7", 5),
        ("sầu riêng đông lạnh", "92.4", 5),
        ("Điểm du lịch Trại rắn Đồng Tâm", "92.7", 5),
        ("Trà trái mãng cầu xiêm", "94", 5),
        ("Rượu Sâm Ngọc Linh K5 Premium", "91.75", 5),
        ("Rượu Quốc tửu K5", "91.88", 5),
    ],
)
@pytest.mark.parametrize("decision", ["1048/QĐ-TTg", "148/QĐ-TTg", "26/2026/QĐ-TTg"])
def test_published_scores_get_the_published_star(decision, product, score, stars):
    assert band_stars(Decimal(score), bands_of_decision(decision)) == stars


@pytest.mark.parametrize("score", ["89.5", "89.99"])
def test_between_the_printed_whole_numbers_of_1048_counts_as_below(score):
    assert band_of(4, bands_of_decision("1048/QĐ-TTg")).printed == "70–89"
    assert band_stars(Decimal(score), bands_of_decision("1048/QĐ-TTg")) == 4


def test_shown_mean_may_round_over_a_limit_that_the_mean_has_not_reached():
    mean = Fraction("89.99996")
    assert shown(mean) == "90.0000"
    assert band_stars(mean, BANDS) == 4


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(215, 3), 4, "71.6667"),
        (Fraction("0.00005"), 4, "0.0001"),
        (Fraction("0.00004999"), 4, "0.0000"),
        (Fraction("71.66665"), 4, "71.6667"),
        (Fraction("-0.00005"), 4, "-0.0001"),
        (Fraction("-0.00001"), 4, "0.0000"),
        (Fraction(5, 2), 0, "3"),
        (Decimal("90"), 2, "90.00"),
    ],
)
def test_shown_rounds_half_up(value, places, text):
    assert shown(value, places) == text


def test_comma_writes_numbers_the_vietnamese_way():
    assert comma("71.6667") == "71,6667"
    assert comma(Decimal("72.50")) == "72,5"


def test_mean_of_nothing_is_refused():
    with pytest.raises(ValueError, match="no values"):
        exact_mean([])


def test_points_to_next_is_exact():
    assert points_to_next(Fraction(215, 3), BANDS) == (5, Fraction(55, 3))
    assert points_to_next(Decimal("12"), BANDS) == (2, Fraction(18))
    assert points_to_next(Decimal("90"), BANDS) is None


@pytest.mark.parametrize(
    "bands",
    [
        [],
        [Band(1, Decimal(0)), Band(2, Decimal(30))],
        [Band(2, Decimal(30)), Band(1, Decimal(30))],
        [Band(2, Decimal(30)), Band(1, Decimal(10))],
        [Band(2, Decimal(30)), Band(2, Decimal(0))],
    ],
)
def test_broken_bands_are_refused(bands):
    with pytest.raises(ValueError, match="band"):
        check_bands(bands)


def test_a_mean_below_zero_and_an_unknown_star_are_refused():
    with pytest.raises(ValueError, match="below zero"):
        band_stars(-1, BANDS)
    with pytest.raises(ValueError, match="6 stars"):
        band_of(6, BANDS)
