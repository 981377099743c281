"""What holds for every council, whatever it marks (real criteria sets, generated sheets)."""

import random
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.rulebook.bands import band_stars
from ocop.rulebook.choices import choice_key, points_of
from ocop.rulebook.criteria import get_set
from ocop.rulebook.panel import missed_gates, panel_value, stars_after_gates
from ocop.rulebook.preview import self_score_preview
from ocop.rulebook.procedures import bands_of_decision
from ocop.rulebook.rating import Sheet, rate
from ocop.rulebook.rules import GATE_OPTIONS, CouncilRules
from tests.factories.rulebook import total_set

SETS = [get_set(f"26/2026/QĐ-TTg#{number}") for number in range(1, 27)]
BANDS = bands_of_decision("26/2026/QĐ-TTg")


def any_choice(criterion, pick: random.Random, low: float):
    """A random option; `low` near 1 keeps to the upper end, so that high bands are met too."""
    case = pick.choice(criterion.cases)
    place = max(1, round(len(case.options) * pick.uniform(low, 1)))
    return {"case": case.number, "option": place} if criterion.has_cases else place


@st.composite
def councils(draw):
    """A criteria set and 1 to 7 complete sheets for it."""
    one = draw(st.sampled_from(SETS))
    pick = random.Random(draw(st.integers(0, 2**32)))
    low = draw(st.sampled_from([0.0, 0.5, 0.8, 0.95]))
    members = draw(st.integers(1, 7))
    return one, [
        Sheet(f"m{number}", {c.code: any_choice(c, pick, low) for c in one.criteria})
        for number in range(members)
    ]


@st.composite
def rules(draw):
    return CouncilRules(
        gate_option=draw(st.sampled_from(sorted(GATE_OPTIONS))),
        missed_gate=draw(st.sampled_from(["step_down", "not_rated"])),
    )


def better_choices(criterion, choice) -> list:
    """Every choice at this criterion worth at least as much."""
    all_of_them = [
        {"case": case.number, "option": option.place} if criterion.has_cases else option.place
        for case in criterion.cases
        for option in case.options
    ]
    worth = points_of(criterion, choice)
    return [one for one in all_of_them if points_of(criterion, one) >= worth]


@given(councils(), rules(), st.data())
@settings(max_examples=150, deadline=None)
def test_raising_a_mark_lowers_nothing(council, chosen, data):
    one, sheets = council
    before = rate(one, sheets, chosen)
    at = data.draw(st.integers(0, len(sheets) - 1))
    criterion = data.draw(st.sampled_from(one.criteria))
    raised = data.draw(st.sampled_from(better_choices(criterion, sheets[at].choices[criterion.code])))
    changed = Sheet(sheets[at].member, {**sheets[at].choices, criterion.code: raised})
    after = rate(one, [*sheets[:at], changed, *sheets[at + 1 :]], chosen)
    assert after.sheets[at].total >= before.sheets[at].total
    assert after.mean >= before.mean
    assert after.band_stars >= before.band_stars
    assert all(after.panel_points[code] >= points for code, points in before.panel_points.items())
    if chosen.missed_gate == "step_down":
        assert after.stars >= before.stars


@given(councils(), rules(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_order_of_the_sheets_changes_nothing(council, chosen, pick):
    one, sheets = council
    shuffled = list(sheets)
    pick.shuffle(shuffled)
    first, second = rate(one, sheets, chosen), rate(one, shuffled, chosen)
    assert (first.mean, first.gap, first.stars, first.band_stars) == (
        second.mean,
        second.gap,
        second.stars,
        second.band_stars,
    )
    assert first.panel_points == second.panel_points
    assert first.missed_gates == second.missed_gates
    assert {c: choice_key(x) for c, x in first.panel_options.items()} == {
        c: choice_key(x) for c, x in second.panel_options.items()
    }


@given(councils(), rules())
@settings(max_examples=100, deadline=None)
def test_a_rating_agrees_with_its_own_definition(council, chosen):
    one, sheets = council
    rating = rate(one, sheets, chosen)
    totals = [score.total for score in rating.sheets]
    assert rating.mean * len(totals) == sum(map(Fraction, totals))
    assert rating.gap == max(totals) - min(totals)
    assert rating.band_stars == band_stars(rating.mean, BANDS)
    assert all(
        sum(score.parts.values()) == score.total == sum(score.points.values()) for score in rating.sheets
    )
    assert all(gate.stars <= rating.band_stars and gate.has < gate.needs for gate in rating.missed_gates)
    for criterion in one.criteria:
        chosen_by_panel = rating.panel_options[criterion.code]
        assert points_of(criterion, chosen_by_panel) == rating.panel_points[criterion.code]
    if rating.missed_gates and chosen.missed_gate == "not_rated":
        assert rating.stars is None
    else:
        assert rating.stars <= rating.band_stars
        assert all(gate.stars > rating.stars for gate in rating.missed_gates)


@given(councils(), st.sampled_from(sorted(GATE_OPTIONS)))
@settings(max_examples=60, deadline=None)
def test_not_rated_and_step_down_agree_where_nothing_is_missed(council, gate_option):
    one, sheets = council
    down = rate(one, sheets, CouncilRules(gate_option=gate_option, missed_gate="step_down"))
    strict = rate(one, sheets, CouncilRules(gate_option=gate_option, missed_gate="not_rated"))
    assert strict.stars == (None if down.missed_gates else down.stars)
    assert down.missed_gates == strict.missed_gates


@given(st.lists(st.decimals(0, 40, places=1), min_size=1, max_size=15))
def test_panel_value_is_what_so_many_members_reach(points):
    low, high = panel_value(points, "median_low"), panel_value(points, "median_high")
    reached_by = lambda level: sum(one >= level for one in points)  # noqa: E731
    assert low == max(level for level in points if 2 * reached_by(level) > len(points))
    assert high == max(level for level in points if 2 * reached_by(level) >= len(points))
    assert panel_value(points, "lowest") == max(level for level in points if reached_by(level) == len(points))


@given(st.lists(st.decimals("89.9", "90.1", places=3), min_size=1, max_size=9))
def test_the_shown_mean_decides_nothing(totals):
    tiny = total_set(*totals)
    rating = rate(tiny, [Sheet(f"m{n}", {"1": n}) for n in range(1, len(totals) + 1)])
    assert rating.band_stars == (5 if sum(map(Fraction, totals)) >= 90 * len(totals) else 4)


@given(councils(), st.integers(0, 40))
@settings(max_examples=80, deadline=None)
def test_preview_of_an_unfinished_sheet_brackets_the_finished_one(council, kept):
    one, sheets = council
    choices = dict(list(sheets[0].choices.items())[:kept])
    preview = self_score_preview(one, choices)
    finished = rate(one, [sheets[0]])
    assert preview.points <= finished.mean <= preview.points + preview.remaining_max
    assert preview.band_stars <= finished.band_stars <= preview.band_reachable
    assert finished.stars <= preview.stars_reachable <= preview.band_reachable
    assert preview.stars == (finished.stars if preview.complete else None)
    assert preview.points + preview.remaining_max <= Decimal(100)


@given(councils())
@settings(max_examples=40, deadline=None)
def test_step_down_is_the_highest_star_with_all_minima_met(council):
    one, sheets = council
    rating = rate(one, sheets)
    allowed = [
        stars
        for stars in range(1, rating.band_stars + 1)
        if not missed_gates(one, rating.panel_points, up_to=stars)
    ]
    assert rating.stars == max(allowed)
    assert stars_after_gates(rating.band_stars, rating.missed_gates) == rating.stars
