"""Working days with Tết, public holidays and make-up days."""

from datetime import UTC, date, datetime, timedelta

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ocop.rulebook.calendar import (
    FILE,
    BrokenCalendar,
    Holidays,
    add_working_days,
    due_on,
    local_date,
    next_working_day,
    read_holidays,
    working_days_between,
)

TABLE = read_holidays()
DAYS = st.dates(date(2019, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 16), 0, date(2026, 11, 16)),
        (date(2026, 11, 16), 1, date(2026, 11, 17)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 20), 15, date(2026, 12, 14)),  # 24/11 is off
        (date(2026, 2, 13), 1, date(2026, 2, 23)),  # over Tết
        (date(2025, 4, 25), 1, date(2025, 4, 26)),  # a Saturday that is worked
        (date(2025, 4, 29), 1, date(2025, 5, 5)),
        (date(2026, 8, 21), 6, date(2026, 8, 28)),  # with the make-up Saturday 22/8
        (date(2026, 8, 28), 1, date(2026, 9, 3)),
        (date(2026, 1, 3), 1, date(2026, 1, 5)),  # received on a Saturday
    ],
)
def test_working_days_after_a_day(start, days, end):
    assert add_working_days(start, days) == end


@given(DAYS, st.integers(0, 300))
def test_counting_back_gives_the_number_of_days(start, days):
    end = add_working_days(start, days)
    assert working_days_between(start, end) == days
    assert working_days_between(end, start) == -days
    assert days == 0 or TABLE.is_working_day(end)


@given(DAYS, DAYS, st.integers(0, 60))
def test_a_later_start_never_ends_earlier(one, other, days):
    first, second = sorted([one, other])
    assert add_working_days(first, days) <= add_working_days(second, days)


@given(DAYS)
def test_next_working_day_is_worked_and_near(day):
    found = next_working_day(day)
    assert TABLE.is_working_day(found)
    assert timedelta(0) <= found - day <= timedelta(10)


def test_tet_and_the_kings_day_of_every_year_are_off():
    lunar = yaml.safe_load(FILE.read_text(encoding="utf-8"))["lunar"]
    assert list(lunar) == list(range(2019, 2031))
    for row in lunar.values():
        for back in (-1, 0, 1, 2):
            assert not TABLE.is_working_day(row["tet"] + timedelta(back))
        assert not TABLE.is_working_day(row["gio_to"])


@pytest.mark.parametrize("year", range(2019, 2031))
def test_every_year_has_its_days_off_in_full(year):
    """Eleven paid days from 2021 (ten before), moved days kept, one more from 2026."""
    off = [day for day in TABLE.off if day.year == year]
    worked = [day for day in TABLE.work if day.year == year and "31/12" not in TABLE.work[day]]
    assert len(off) - len(worked) == (10 if year < 2021 else 11 if year < 2026 else 12)
    for month, day in ((1, 1), (4, 30), (5, 1), (9, 2)):
        assert not TABLE.is_working_day(date(year, month, day))


def test_reason_of_a_day_off():
    assert TABLE.why_off(date(2026, 2, 17)) == "Tết Nguyên đán"
    assert TABLE.why_off(date(2026, 11, 21)) == "Thứ Bảy"
    assert TABLE.why_off(date(2026, 11, 22)) == "Chủ nhật"
    assert TABLE.why_off(date(2026, 8, 22)) is None


@pytest.mark.parametrize(
    ("first", "last", "certain"),
    [
        (date(2025, 1, 1), date(2026, 11, 23), True),
        (date(2026, 11, 20), date(2026, 12, 1), False),
        (date(2026, 12, 1), date(2026, 12, 31), True),
        (date(2026, 12, 20), date(2027, 1, 10), False),
        (date(2018, 12, 31), date(2019, 1, 2), False),
        (date(2031, 1, 1), date(2031, 1, 2), False),
    ],
)
def test_days_computed_ahead_are_not_certain(first, last, certain):
    assert TABLE.is_certain(first, last) is certain


def test_an_office_can_bring_its_own_table():
    own = Holidays(off={date(2026, 11, 23): "Nghỉ đột xuất"}, work={date(2026, 11, 28): "Làm bù"})
    assert add_working_days(date(2026, 11, 20), 1, own) == date(2026, 11, 24)
    assert add_working_days(date(2026, 11, 27), 1, own) == date(2026, 11, 28)


def test_clock_in_working_or_calendar_days():
    assert due_on(date(2026, 11, 20), 15, "working") == date(2026, 12, 14)
    assert due_on(date(2026, 11, 20), 45, "calendar") == date(2027, 1, 4)
    with pytest.raises(ValueError, match="weeks"):
        due_on(date(2026, 11, 20), 1, "weeks")
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2026, 11, 20), -1)


def test_the_day_is_the_one_in_vietnam():
    assert local_date(datetime(2026, 11, 21, 17, 0, tzinfo=UTC)) == date(2026, 11, 22)
    assert local_date(datetime(2026, 11, 21, 16, 59, tzinfo=UTC)) == date(2026, 11, 21)
    with pytest.raises(ValueError, match="time zone"):
        local_date(datetime(2026, 11, 21))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("schema: ocop-calendar/1", "schema: x"),
        ("status: official", "status: maybe"),
        ("2026-02-16: Tết Nguyên đán", "2026-02-15: Tết Nguyên đán"),
        ("2026-02-16: Tết Nguyên đán", "2025-02-17: Tết Nguyên đán"),
        ("2026-01-10: Làm bù", "2026-01-09: Làm bù"),
        ("years:", "year:"),
    ],
)
def test_broken_calendars_are_refused(tmp_path, old, new):
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "broken.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BrokenCalendar, match=r"broken\.yaml"):
        read_holidays(path)
