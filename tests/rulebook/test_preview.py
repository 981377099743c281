"""The producer's live self-score."""

from decimal import Decimal

import pytest

from ocop.rulebook.preview import self_score_preview
from ocop.rulebook.refusals import Refused
from tests.factories.rulebook import criteria_set, criterion

TINY = criteria_set(
    [criterion("1", [0, 30, 60], minima={3: 30})],
    [criterion("2", [0, 10, 20], minima={4: 10, 5: 20})],
    [criterion("3", [5, 15], scoring="additive")],
)


def test_nothing_answered_yet():
    preview = self_score_preview(TINY, {})
    assert (preview.points, preview.answered, preview.unanswered) == (0, 0, ("1", "2", "3"))
    assert (preview.remaining_max, preview.band_stars, preview.band_reachable) == (100, 1, 5)
    assert (preview.stars, preview.stars_reachable, preview.missed_gates) == (None, 5, ())
    assert [(gate.stars, gate.criterion) for gate in preview.open_gates] == [(3, "1"), (4, "2"), (5, "2")]
    assert (preview.next_stars, preview.points_to_next) == (2, Decimal(30))


def test_a_missed_minimum_limits_what_can_be_reached():
    preview = self_score_preview(TINY, {"2": 1})
    assert [(gate.stars, gate.needs, gate.has) for gate in preview.missed_gates] == [(4, 10, 0), (5, 20, 0)]
    assert (preview.band_reachable, preview.stars_reachable) == (4, 3)
    assert preview.parts == {"A": 0, "B": 0, "C": 0}


def test_a_complete_sheet_shows_its_stars():
    preview = self_score_preview(TINY, {"1": 3, "2": 2, "3": [1, 2]})
    assert preview.complete
    assert (preview.points, preview.band_stars, preview.stars) == (90, 5, 4)
    assert (preview.next_stars, preview.points_to_next) == (None, None)
    assert preview.by_criterion == {"1": 60, "2": 10, "3": 20}


def test_a_wrong_choice_is_refused_by_name():
    with pytest.raises(Refused) as refusal:
        self_score_preview(TINY, {"1": 4, "9": 1})
    assert [one.code for one in refusal.value.refusals] == ["1", "9"]
