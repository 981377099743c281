"""Re-evaluation window, what happens outside it, and rounds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.rulebook.levels import Level
from ocop.rulebook.procedures import (
    Filing,
    check_filing,
    filing_window,
    get_procedure,
    next_rounds,
    round_for,
    transition_until,
)

UNTIL = date(2027, 6, 30)
DAYS = st.dates(date(2026, 5, 22), date(2035, 12, 31))


def test_window_opens_180_and_closes_120_days_before_the_last_day():
    window = filing_window(UNTIL)
    assert window.opens_on == UNTIL - timedelta(180) == date(2027, 1, 1)
    assert window.closes_on == UNTIL - timedelta(120) == date(2027, 3, 2)


@pytest.mark.parametrize(
    ("filed_on", "filing", "file_as", "words"),
    [
        (date(2026, 12, 31), Filing.TOO_EARLY, None, "còn 1 ngày"),
        (date(2027, 1, 1), Filing.WITHIN, "re_evaluation", "Đang trong khung"),
        (date(2027, 3, 2), Filing.WITHIN, "re_evaluation", "còn 0 ngày"),
        (date(2027, 3, 3), Filing.LATE, "first", "nộp như hồ sơ đánh giá lần đầu"),
        (date(2027, 6, 30), Filing.LATE, "first", "còn đến hết ngày 30/06/2027"),
        (date(2027, 7, 1), Filing.EXPIRED, "first", "đã hết hạn"),
    ],
)
def test_filing_says_when_and_what_then(filed_on, filing, file_as, words):
    answer = check_filing(UNTIL, filed_on)
    assert (answer.filing, answer.file_as) == (filing, file_as)
    assert words in answer.sentence


@given(DAYS, DAYS)
def test_filing_is_exactly_the_window(until, filed_on):
    window = filing_window(until)
    within = window.opens_on <= filed_on <= window.closes_on
    answer = check_filing(until, filed_on)
    assert (answer.filing is Filing.WITHIN) is within
    assert (answer.file_as is None) is (filed_on < window.opens_on)


def test_older_procedures_have_no_window():
    with pytest.raises(LookupError, match="không quy định khung"):
        filing_window(UNTIL, get_procedure("148"))


@pytest.mark.parametrize(
    ("until", "extended"),
    [
        (date(2026, 5, 21), None),
        (date(2026, 5, 22), date(2026, 11, 18)),
        (date(2026, 9, 18), date(2027, 3, 17)),
        (date(2026, 9, 19), None),
    ],
)
def test_transition_keeps_certificates_whose_window_was_over_before_the_decision(until, extended):
    assert transition_until(until) == extended
    closed_before = filing_window(until).closes_on < date(2026, 5, 22)
    assert closed_before is (until <= date(2026, 9, 18))


@pytest.mark.parametrize(
    ("proposed_on", "level", "done_by", "name"),
    [
        (date(2026, 11, 22), Level.PROVINCE, date(2027, 6, 30), "đợt 1 năm 2027 (cấp tỉnh)"),
        (date(2026, 10, 30), Level.PROVINCE, date(2026, 12, 30), "đợt 2 năm 2026 (cấp tỉnh)"),
        (date(2026, 10, 31), Level.PROVINCE, date(2027, 6, 30), "đợt 1 năm 2027 (cấp tỉnh)"),
        (date(2026, 4, 30), Level.PROVINCE, date(2026, 6, 30), "đợt 1 năm 2026 (cấp tỉnh)"),
        (date(2026, 7, 30), Level.CENTRAL, date(2026, 9, 30), "đợt 1 năm 2026 (cấp trung ương)"),
        (date(2026, 7, 31), Level.CENTRAL, date(2027, 3, 30), "đợt 2 năm 2026 (cấp trung ương)"),
        (date(2027, 1, 30), Level.CENTRAL, date(2027, 3, 30), "đợt 2 năm 2026 (cấp trung ương)"),
        (date(2027, 1, 31), Level.CENTRAL, date(2027, 9, 30), "đợt 1 năm 2027 (cấp trung ương)"),
    ],
)
def test_round_of_a_proposal(proposed_on, level, done_by, name):
    found = round_for(proposed_on, level)
    assert (found.done_by, found.name) == (done_by, name)


def test_next_rounds_run_from_the_soonest():
    rounds = next_rounds(date(2026, 11, 22), count=5)
    assert [(one.level, one.done_by) for one in rounds] == [
        (Level.PROVINCE, date(2026, 12, 30)),
        (Level.CENTRAL, date(2027, 3, 30)),
        (Level.PROVINCE, date(2027, 6, 30)),
        (Level.CENTRAL, date(2027, 9, 30)),
        (Level.PROVINCE, date(2027, 12, 30)),
    ]
    assert next_rounds(date(2026, 12, 30))[0].done_by == date(2026, 12, 30)
    assert next_rounds(date(2026, 12, 31))[0].done_by == date(2027, 3, 30)
    only = next_rounds(date(2026, 12, 30), levels=(Level.CENTRAL,), count=2)
    assert [one.done_by for one in only] == [date(2027, 3, 30), date(2027, 9, 30)]


@given(DAYS, st.sampled_from([Level.PROVINCE, Level.CENTRAL]))
def test_a_file_always_has_a_round_and_the_nearest_one(proposed_on, level):
    found = round_for(proposed_on, level)
    assert proposed_on <= found.proposed_by < found.done_by
    assert (found.proposed_by - proposed_on).days <= 184
    assert found in next_rounds(proposed_on, levels=(level,), count=3)


def test_no_round_at_a_level_without_one():
    with pytest.raises(LookupError, match="cấp xã"):
        round_for(date(2026, 11, 22), Level.COMMUNE)
