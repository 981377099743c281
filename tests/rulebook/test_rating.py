"""Score sheets → rating, as tables."""

from decimal import Decimal
from fractions import Fraction

import pytest

from ocop.rulebook.criteria import get_set
from ocop.rulebook.panel import MissedGate, panel_value
from ocop.rulebook.rating import Sheet, rate, rate_sheet
from ocop.rulebook.refusals import Refused
from ocop.rulebook.rules import CouncilRules
from tests.factories.rulebook import criteria_set, criterion, total_set

# A: 40, B: 25, C: 35; minima for 3★ at 1.1, for 4★ and 5★ at 2.1.
TINY = criteria_set(
    [criterion("1.1", [0, 1, 20, 40], minima={3: 1})],
    [criterion("2.1", [0, 10, 20, 25], minima={4: 20, 5: 25})],
    [criterion("3.1", [5, 10, 20], scoring="additive"), criterion("3.2", [0], [0], title="hai trường hợp")],
)
NO_CASE = {"case": 1, "option": 1}


def sheet(member: str, a: int, b: int, c: list[int]) -> Sheet:
    return Sheet(member, {"1.1": a, "2.1": b, "3.1": c, "3.2": NO_CASE})


def test_sheet_adds_up_by_criterion_section_and_part():
    score = rate_sheet(TINY, sheet("m1", 3, 4, [1, 3]))
    assert score.total == Decimal(70)
    assert score.parts == {"A": 20, "B": 25, "C": 25}
    assert score.sections == {"1": 20, "2": 25, "3": 25}
    assert score.points == {"1.1": 20, "2.1": 25, "3.1": 25, "3.2": 0}


def test_rating_carries_everything_that_explains_it():
    rating = rate(
        TINY, [sheet("m1", 4, 4, [1, 2, 3]), sheet("m2", 4, 3, [1, 2, 3]), sheet("m3", 4, 3, [2, 3])]
    )
    assert [score.total for score in rating.sheets] == [100, 95, 90]
    assert rating.mean == Fraction(95)
    assert rating.mean_shown == "95.0000"
    assert rating.parts_mean == {"A": 40, "B": Fraction(65, 3), "C": Fraction(100, 3)}
    assert (rating.gap, rating.gap_exceeded) == (10, False)
    assert rating.panel_points == {"1.1": 40, "2.1": 20, "3.1": 35, "3.2": 0}
    assert rating.panel_options == {"1.1": 4, "2.1": 3, "3.1": [1, 2, 3], "3.2": NO_CASE}
    assert (rating.band_stars, rating.stars) == (5, 4)
    assert rating.missed_gates == (MissedGate(5, "2.1", Decimal(25), Decimal(20)),)


@pytest.mark.parametrize(
    ("a", "b", "c", "band", "missed", "step_down", "not_rated"),
    [
        (4, 4, [1, 2, 3], 5, [], 5, 5),
        (4, 3, [1, 2, 3], 5, [5], 4, None),
        (4, 2, [1, 2, 3], 4, [4], 3, None),  # 85 points: the 5★ minimum is not asked
        (1, 4, [1, 2, 3], 3, [3], 2, None),  # 60 points and a missed 3★ minimum
        (1, 1, [1, 2, 3], 2, [], 2, 2),  # 35 points: no minimum is asked below 3★
        (1, 1, [], 1, [], 1, 1),
    ],
)
def test_stars_are_the_highest_with_no_missed_minimum_below(a, b, c, band, missed, step_down, not_rated):
    sheets = [sheet("m1", a, b, c)]
    rating = rate(TINY, sheets)
    assert rating.band_stars == band
    assert [gate.stars for gate in rating.missed_gates] == missed
    assert rating.stars == step_down
    assert rate(TINY, sheets, CouncilRules(missed_gate="not_rated")).stars == not_rated


def test_a_criterion_below_two_minima_misses_both_in_the_order_of_stars():
    tiny = criteria_set(
        [criterion("1", [0, 90], minima={3: 1})], [criterion("2", [0, 1, 2], minima={4: 1, 5: 2})]
    )
    rating = rate(tiny, [Sheet("m1", {"1": 2, "2": 1})])
    assert [(gate.stars, gate.criterion, gate.needs) for gate in rating.missed_gates] == [
        (4, "2", 1),
        (5, "2", 2),
    ]
    assert rating.stars == 3


@pytest.mark.parametrize(
    ("points", "low", "high", "lowest"),
    [
        ([3], 3, 3, 3),
        ([1, 3], 1, 3, 1),
        ([3, 1, 2], 2, 2, 1),
        ([0, 2, 3, 3], 2, 3, 0),
        ([5, 0, 0, 5, 5], 5, 5, 0),
    ],
)
def test_panel_value_by_named_rule(points, low, high, lowest):
    given = [Decimal(one) for one in points]
    assert panel_value(given, "median_low") == low
    assert panel_value(given, "median_high") == high
    assert panel_value(given, "lowest") == lowest


def test_panel_of_additive_and_case_criteria_is_taken_on_points():
    tiny = criteria_set(
        [criterion("1", [1, 2, 4], scoring="additive")],
        [criterion("2", [0, 3], [1, 2, 3])],
        [criterion("3", [2, 2, 5])],
    )
    choices = [
        {"1": [1, 2], "2": {"case": 1, "option": 2}, "3": 2},  # 3, 3, 2
        {"1": [3], "2": {"case": 2, "option": 3}, "3": 1},  # 4, 3, 2
        {"1": [], "2": {"case": 2, "option": 3}, "3": 3},  # 0, 3, 5
    ]
    rating = rate(tiny, [Sheet(f"m{n}", one) for n, one in enumerate(choices)])
    assert rating.panel_points == {"1": 3, "2": 3, "3": 2}
    assert rating.panel_options == {"1": [1, 2], "2": {"case": 2, "option": 3}, "3": 1}


@pytest.mark.parametrize(("gap", "exceeded"), [("10", False), ("10.5", True), ("0", False)])
def test_gap_is_exceeded_only_above_the_limit(gap, exceeded):
    low = Decimal(60)
    tiny = total_set(low, low + Decimal(gap))
    rating = rate(tiny, [Sheet("m1", {"1": 1}), Sheet("m2", {"1": 2})])
    assert (rating.gap, rating.gap_exceeded) == (Decimal(gap), exceeded)


def test_limit_of_the_gap_comes_from_the_councils_rules():
    sheets = [Sheet("m1", {"1": 1}), Sheet("m2", {"1": 2})]
    assert rate(total_set(60, 66), sheets, CouncilRules(max_gap=Decimal(5))).gap_exceeded
    assert not rate(total_set(60, 66), sheets, CouncilRules(max_gap=Decimal(6))).gap_exceeded


@pytest.mark.parametrize(
    ("totals", "shown", "stars"),
    [
        (["90", "90", "90"], "90.0000", 5),
        (["90", "90", "89.97"], "89.9900", 4),
        (["95", "85", "90"], "90.0000", 5),
        (["90", "90", "90", "90", "89.95"], "89.9900", 4),
        (["92", "91", "89", "88", "90", "90", "90"], "90.0000", 5),
        (["89", "90", "90", "90", "90", "90", "90"], "89.8571", 4),
        (["89.99996"], "90.0000", 4),
        (["69.99996"], "70.0000", 3),
        (["70", "70", "70.0001"], "70.0000", 4),
        (["49.99996", "50", "50"], "50.0000", 2),
        (["30", "30", "29.9999"], "30.0000", 1),
    ],
)
def test_band_follows_the_exact_mean_and_never_the_shown_one(totals, shown, stars):
    tiny = total_set(*totals)
    rating = rate(tiny, [Sheet(f"m{place}", {"1": place}) for place in range(1, len(totals) + 1)])
    assert (rating.mean_shown, rating.band_stars, rating.stars) == (shown, stars, stars)


def test_refused_sheets_are_named_all_at_once():
    with pytest.raises(Refused) as refusal:
        rate(TINY, [sheet("m1", 9, 1, []), Sheet("m2", {}), sheet("m1", 1, 1, [])])
    named = [(one.sheet, one.code) for one in refusal.value.refusals]
    assert named == [("m1", "1.1"), *[("m2", code) for code in ("1.1", "2.1", "3.1", "3.2")], ("m1", None)]


def test_no_sheet_gives_no_result():
    with pytest.raises(Refused, match="Chưa có phiếu điểm"):
        rate(TINY, [])


@pytest.mark.parametrize("number", range(1, 27))
def test_best_and_first_options_of_every_shipped_set(number):
    shipped = get_set(f"26/2026/QĐ-TTg#{number}")
    best = {one.code: _best(one) for one in shipped.criteria}
    rating = rate(shipped, [Sheet("m1", best)])
    assert (rating.mean, rating.band_stars, rating.stars) == (100, 5, 5)
    assert rating.sheets[0].parts == {"A": 40, "B": 25, "C": 35}
    first = {one.code: NO_CASE if one.has_cases else 1 for one in shipped.criteria}
    assert rate(shipped, [Sheet("m1", first)]).stars in (1, 2)


def _best(one):
    options = one.cases[0].options
    place = max(options, key=lambda option: option.points).place
    return {"case": 1, "option": place} if one.has_cases else place
