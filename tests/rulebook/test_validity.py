"""Terms by the calendar, and the status of a certificate on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.rulebook.procedures import all_procedures, filing_window
from ocop.rulebook.validity import (
    EXPIRING_DAYS,
    Status,
    Suspension,
    add_months,
    status,
    status_sentence,
    valid_until,
)

DAYS = st.dates(date(2019, 1, 1), date(2060, 12, 31))
FROM, UNTIL = date(2024, 3, 10), date(2027, 3, 10)


@pytest.mark.parametrize(
    ("start", "months", "last_day"),
    [
        (date(2024, 3, 10), 36, date(2027, 3, 10)),
        (date(2024, 2, 29), 36, date(2027, 2, 28)),
        (date(2025, 2, 28), 36, date(2028, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 12, 31), 36, date(2029, 12, 31)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_months_are_counted_by_the_calendar(start, months, last_day):
    assert valid_until(start, months) == last_day


@given(DAYS, DAYS, st.integers(1, 120))
def test_valid_until_grows_with_the_day_of_issue(one, other, months):
    first, second = sorted([one, other])
    assert valid_until(first, months) <= valid_until(second, months)
    assert valid_until(first, months) > first


@given(DAYS, st.integers(1, 120))
def test_only_a_day_the_month_lacks_moves(start, months):
    end = valid_until(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (end + timedelta(1)).day == 1)


def test_a_term_has_at_least_a_month():
    with pytest.raises(ValueError, match="at least one month"):
        valid_until(FROM, 0)
    assert add_months(FROM, -1) == date(2024, 2, 10)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2024, 3, 9), Status.NOT_YET),
        (date(2024, 3, 10), Status.VALID),
        (UNTIL - timedelta(181), Status.VALID),
        (UNTIL - timedelta(180), Status.EXPIRING),
        (UNTIL, Status.EXPIRING),
        (UNTIL + timedelta(1), Status.EXPIRED),
    ],
)
def test_status_by_dates_with_the_last_day_included(on, expected):
    assert status(FROM, UNTIL, (), None, on) is expected


@pytest.mark.parametrize(
    ("facts", "on", "expected"),
    [
        ({"revoked_on": date(2026, 1, 5)}, date(2026, 1, 4), Status.VALID),
        ({"revoked_on": date(2026, 1, 5)}, date(2026, 1, 5), Status.REVOKED),
        ({"revoked_on": date(2026, 1, 5)}, date(2030, 1, 5), Status.REVOKED),
        (
            {"suspensions": [Suspension(date(2025, 1, 1), date(2025, 1, 31))]},
            date(2025, 1, 31),
            Status.SUSPENDED,
        ),
        ({"suspensions": [Suspension(date(2025, 1, 1), date(2025, 1, 31))]}, date(2025, 2, 1), Status.VALID),
        ({"suspensions": [Suspension(date(2025, 1, 1))]}, date(2027, 1, 1), Status.SUSPENDED),
        ({"suspensions": [Suspension(date(2025, 1, 1))]}, date(2027, 3, 11), Status.EXPIRED),
        ({"superseded_on": date(2026, 6, 1)}, date(2026, 6, 1), Status.SUPERSEDED),
        (
            {"superseded_on": date(2026, 6, 1), "revoked_on": date(2026, 7, 1)},
            date(2026, 7, 1),
            Status.REVOKED,
        ),
        ({"extended_until": date(2027, 9, 6)}, date(2027, 3, 11), Status.EXPIRING),
        ({"extended_until": date(2027, 9, 6)}, date(2027, 9, 7), Status.EXPIRED),
        ({"extended_until": date(2026, 1, 1)}, date(2027, 3, 10), Status.EXPIRING),
        ({"expiring_days": 30}, date(2027, 2, 7), Status.VALID),
        ({"expiring_days": 30}, date(2027, 2, 8), Status.EXPIRING),
    ],
)
def test_the_strongest_fact_decides(facts, on, expected):
    whole = {"suspensions": (), "revoked_on": None} | facts
    assert status(FROM, UNTIL, on=on, **whole) is expected


def test_words_of_the_register():
    assert {one.value: one.words for one in Status} == {
        "valid": "CÒN HIỆU LỰC",
        "expiring": "SẮP HẾT HẠN",
        "expired": "HẾT HẠN",
        "suspended": "TẠM DỪNG",
        "revoked": "ĐÃ THU HỒI",
        "superseded": "ĐÃ THAY THẾ",
        "not_yet": "CHƯA CÓ HIỆU LỰC",
        "unknown": "KHÔNG CÓ TRONG SỔ",
    }
    assert [one for one in Status if one.is_in_force] == [Status.VALID, Status.EXPIRING]


@pytest.mark.parametrize("one", list(Status))
def test_every_status_has_a_sentence(one):
    sentence = status_sentence(one, last_day=UNTIL, since=date(2026, 1, 5))
    assert sentence.endswith(".")
    assert status_sentence(one).endswith(".")


def test_expiring_begins_on_the_day_the_filing_window_opens():
    assert {one.setting("expiring_days") for one in all_procedures()} == {EXPIRING_DAYS}
    opens = filing_window(UNTIL).opens_on
    assert status(FROM, UNTIL, (), None, opens) is Status.EXPIRING
    assert status(FROM, UNTIL, (), None, opens - timedelta(1)) is Status.VALID


@given(DAYS, DAYS)
def test_status_over_time_never_goes_back(start, on):
    order = [Status.NOT_YET, Status.VALID, Status.EXPIRING, Status.EXPIRED]
    until = valid_until(start)
    today, tomorrow = (status(start, until, (), None, day) for day in (on, on + timedelta(1)))
    assert order.index(today) <= order.index(tomorrow)
