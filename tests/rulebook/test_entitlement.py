"""What decisions earn: never twice, differences of upgrades, revoked stars nothing, both sides of every day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.rulebook.budget_queue import Waiting, queue
from ocop.rulebook.entitlement import Award, Entitlement, Occasion, Terms, entitlements

ON = date(2026, 11, 2)
FIRST, UPGRADE, KEEP = Occasion.FIRST, Occasion.UPGRADE, Occasion.KEEP
RATES = {(3, FIRST): 10, (4, FIRST): 25, (5, FIRST): 50, (4, UPGRADE): 25, (5, UPGRADE): 50, (3, KEEP): 5}
TERMS = Terms("p1", "01", date(2026, 1, 1), date(2026, 12, 31), 90, True, RATES)
DAY = date(2026, 3, 1)


def award(key: str, stars: int, on: date = DAY, revoked_on: date | None = None, product: str = "a") -> Award:
    return Award(key, product, frozenset({"01", "09556"}), stars, on, revoked_on)


def amounts(awards: list[Award], *terms: Terms, on: date = ON, **more: object) -> dict[str, int]:
    return {e.award.key: e.amount for e in entitlements(awards, terms or (TERMS,), on, **more)}  # type: ignore[arg-type]


def test_an_upgrade_pays_the_difference_or_the_whole():
    path = [award("3", 3), award("4", 4, DAY + timedelta(60)), award("5", 5, DAY + timedelta(120))]
    assert amounts(path) == {"3": 10, "4": 15, "5": 25}
    assert amounts(path, replace(TERMS, pays_difference=False)) == {"3": 10, "4": 25, "5": 50}


def test_a_star_held_again_is_kept_and_a_fall_is_no_upgrade():
    path = [
        award("4", 4),
        award("3", 3, DAY + timedelta(9)),
        award("3b", 3, DAY + timedelta(10)),
        award("4b", 4, DAY + timedelta(11)),
    ]
    assert amounts(path) == {"4": 25, "3": 5, "3b": 5}


@pytest.mark.parametrize(
    ("on", "paid"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_a_policy_answers_for_its_own_days_only(on, paid):
    assert bool(amounts([award("3", 3, on)], on=date(2027, 6, 1))) is paid


def test_revoked_stars_earn_nothing_from_that_day_on():
    lost = award("3", 3, revoked_on=date(2026, 6, 1))
    assert amounts([lost], on=date(2026, 5, 31)) == {"3": 10}
    assert amounts([lost], on=date(2026, 6, 1)) == {}


def test_what_was_paid_before_a_revocation_is_taken_off_the_upgrade_what_was_not_is_not():
    path = [award("3", 3, revoked_on=date(2026, 4, 1)), award("4", 4, date(2026, 5, 1))]
    assert amounts(path) == {"4": 25}
    assert amounts(path, paid={("3", "01"): 10}) == {"4": 15}


def test_two_policies_of_one_payer_pay_once_two_payers_each():
    again = replace(TERMS, key="p2", from_on=date(2026, 2, 1), rates={(3, FIRST): 12})
    assert amounts([award("3", 3)], TERMS, again) == {"3": 12}
    commune = replace(TERMS, key="p3", payer="09556")
    found = entitlements([award("3", 3)], [TERMS, commune], ON)
    assert sorted(e.terms.payer for e in found) == ["01", "09556"]
    assert entitlements([award("3", 3)], [replace(TERMS, payer="79")], ON) == []


def test_the_last_day_to_claim_counts_from_the_decision():
    [one] = entitlements([award("3", 3)], [TERMS], ON)
    assert one.last_day == date(2026, 5, 30) and (one.full, one.deducted) == (10, 0)


def test_a_lower_later_rate_leaves_nothing_to_pay():
    later = replace(TERMS, key="p2", from_on=date(2026, 6, 1), rates={(4, UPGRADE): 8})
    path = [award("3", 3), award("4", 4, date(2026, 7, 1))]
    assert amounts(path, replace(TERMS, until_on=date(2026, 5, 31)), later) == {"3": 10}


days = st.dates(date(2025, 11, 1), date(2027, 2, 1))


@st.composite
def awards(draw):
    rows = draw(
        st.lists(
            st.tuples(st.sampled_from("abc"), st.integers(3, 5), days, st.none() | st.integers(0, 300)),
            max_size=9,
        )
    )
    return [
        Award(str(n), product, frozenset({"01"}), stars, on, None if after is None else on + timedelta(after))
        for n, (product, stars, on, after) in enumerate(rows)
    ]


@st.composite
def terms(draw):
    rates = {
        (stars, occasion): draw(st.integers(0, 60))
        for stars in (3, 4, 5)
        for occasion in Occasion
        if draw(st.booleans())
    }
    start = draw(days)
    return Terms(
        draw(st.sampled_from(["p", "q", "r"])),
        "01",
        start,
        start + timedelta(draw(st.integers(0, 400))),
        30,
        draw(st.booleans()),
        rates,
    )


@given(awards(), st.lists(terms(), max_size=3), days, st.randoms())
def test_never_twice_never_for_revoked_stars_whatever_the_order(given_awards, policies, on, random):
    found = entitlements(given_awards, policies, on)
    assert len({e.key for e in found}) == len(found)
    assert len({(e.award.product, e.award.decided_on, e.award.stars) for e in found}) == len(found)
    assert not any(e.award.revoked_by(on) or e.award.decided_on > on for e in found)
    assert all(e.amount > 0 and e.deducted >= 0 and e.terms.covers(e.award.decided_on) for e in found)
    random.shuffle(given_awards)
    again = entitlements(given_awards, policies, on)
    assert sorted(map(_told, again)) == sorted(map(_told, found))


def _told(one: Entitlement) -> tuple[str, str, int]:
    return one.award.key, one.terms.key, one.amount


@given(st.lists(st.integers(3, 5), min_size=1, max_size=6), st.tuples(*[st.integers(1, 90)] * 3))
def test_with_differences_the_steps_up_never_cost_more_than_the_highest_level(stars, levels):
    rates = {
        (s, occasion): level
        for s, level in zip((3, 4, 5), levels, strict=True)
        for occasion in (FIRST, UPGRADE)
    }
    path = [award(str(n), s, DAY + timedelta(n)) for n, s in enumerate(stars)]
    total = sum(amounts(path, replace(TERMS, rates=rates)).values())
    assert total <= max(levels)
    if stars == sorted(set(stars)) and sorted(levels) == list(levels):
        assert total == levels[stars[-1] - 3]


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(0, 20)), max_size=8), st.integers(0, 200))
def test_the_queue_never_overspends_and_nobody_overtakes(rows, left):
    waiting = [
        Waiting(str(n), amount, datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day))
        for n, (amount, day) in enumerate(rows)
    ]
    places = queue(left, waiting)
    assert sum(w.amount for w in waiting if places[w.key].covered) <= left
    inside = [places[w.key].covered for w in sorted(waiting, key=lambda w: (w.complete_at, w.key))]
    assert inside == sorted(inside, reverse=True)
    assert sorted(p.number for p in places.values()) == list(range(1, len(rows) + 1))
    assert all(place.covered for place in queue(None, waiting).values())
