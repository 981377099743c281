"""Sharing out a total: exact, within floors and caps, explained, and the same whatever the order."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ocop.rulebook.allocation import (
    Allocation,
    Bound,
    CannotAllocate,
    Policy,
    UnitInputs,
    allocate,
    unit_weights,
)
from ocop.rulebook.allocation_policies import BrokenPolicies, policy_of, read_policies, stored
from ocop.rulebook.allocation_words import explain, fairness, policy_facts

counts = st.integers(0, 200)
POLICIES = read_policies().all
BY_REGISTRATION, BY_POTENTIAL, BALANCED = POLICIES
# Published in 2020: the five districts of Hà Nội that registered most, of 779 in all, against a goal of 875.
HA_NOI = {"Đan Phượng": 107, "Hoài Đức": 78, "Thạch Thất": 66, "Gia Lâm": 61, "Thường Tín": 59}
REGISTERED, GOAL = 779, 875


@st.composite
def unit_lists(draw, least: int = 1):
    rows = draw(
        st.lists(st.tuples(counts, counts, counts, counts, st.none() | counts), min_size=least, max_size=12)
    )
    return [UnitInputs(f"{n:03}", *row) for n, row in enumerate(rows)]


@st.composite
def policies(draw):
    names = ("registered", "potential", "expiring", "delivery")
    weights = {name: Fraction(draw(st.integers(0, 9))) for name in names}
    floor = Bound(draw(st.integers(0, 120)), draw(st.integers(0, 4)))
    cap = draw(st.none() | st.builds(Bound, st.integers(0, 300), st.integers(0, 30)))
    return Policy("p", "Thử", "thử", weights, floor, cap)


totals = st.integers(1, 3000)


def allocated(total: int, units: list[UnitInputs], policy: Policy) -> Allocation:
    try:
        return allocate(total, units, policy)
    except CannotAllocate:
        assume(False)
        raise


@given(totals, unit_lists(), policies())
def test_sum_is_exact_and_floors_and_caps_hold(total, units, policy):
    done = allocated(total, units, policy)

    assert sum(done.values.values()) == total == sum(share.quota for share in done.shares)
    for share in done.shares:
        assert share.floor <= share.value
        assert share.cap is None or share.value <= share.cap
        assert abs(share.value - share.quota) < 1


@given(totals, unit_lists(), policies())
def test_refusal_is_given_only_where_no_answer_exists(total, units, policy):
    floors = [policy.floor.of(unit) for unit in units]
    caps = [policy.cap.of(unit) if policy.cap else total for unit in units]
    weights = unit_weights(units, policy)
    crossed = policy.cap is not None and any(low > high for low, high in zip(floors, caps, strict=True))
    rooms = [high if weight else low for weight, low, high in zip(weights, floors, caps, strict=True)]
    possible = not crossed and sum(floors) <= total <= max(sum(rooms), sum(floors))
    if policy.cap is None:
        possible = sum(floors) == total or (sum(floors) < total and any(weights))
    try:
        allocate(total, units, policy)
    except CannotAllocate as refusal:
        assert not possible, refusal.sentence
    else:
        assert possible


@given(totals, unit_lists(), policies(), st.randoms())
def test_order_of_the_units_changes_nothing(total, units, policy, random):
    done = allocated(total, units, policy)
    random.shuffle(units)

    assert allocate(total, units, policy) == done


@given(totals, unit_lists(), policies())
def test_unit_without_weight_stays_at_its_floor(total, units, policy):
    for share in allocated(total, units, policy).shares:
        if not share.weight:
            assert share.value == share.floor


@given(totals, unit_lists(), policies())
def test_more_weight_never_gets_less_where_bounds_are_the_same(total, units, policy):
    shares = allocated(total, units, policy).shares
    for one in shares:
        for other in shares:
            if one.weight > other.weight and (one.floor, one.cap) == (other.floor, other.cap):
                assert one.value >= other.value


@given(
    totals, unit_lists(least=2), policies(), st.integers(1, 50), st.sampled_from(("potential", "expiring"))
)
def test_unit_that_brings_more_never_gets_less(total, units, policy, more, name):
    before = allocated(total, units, policy)
    richer = replace(units[0], **{name: getattr(units[0], name) + more})

    after = allocate(total, [richer, *units[1:]], policy)

    assert after.values["000"] >= before.values["000"]


@given(totals, unit_lists(), policies(), st.integers(1, 9))
def test_scale_of_weights_and_of_an_input_changes_nothing(total, units, policy, times):
    done = allocated(total, units, policy)
    heavier = replace(policy, weights={name: weight * times for name, weight in policy.weights.items()})
    larger = [
        replace(unit, potential=unit.potential * times, expiring=unit.expiring * times) for unit in units
    ]

    assert allocate(total, units, heavier).values == done.values
    assert allocate(total, larger, policy).values == done.values


@given(st.lists(st.tuples(counts, counts), max_size=12), st.integers(1, 9))
def test_fairness_is_between_nought_and_one_and_one_for_equal_burdens(pairs, times):
    found = fairness(pairs)
    if found is not None:
        assert 0 < found.index <= 1
        assert found.least <= found.most
        assert (found.index == 1) == (found.least == found.most)
    equal = fairness([(registered, registered * times) for registered, _ in pairs])
    assert equal is None or equal.index == 1


def ha_noi() -> list[UnitInputs]:
    """The other districts are published only as a sum."""
    rest = REGISTERED - sum(HA_NOI.values())
    return [
        *(UnitInputs(name, number) for name, number in HA_NOI.items()),
        UnitInputs("các huyện khác", rest),
    ]


def test_goal_of_2020_over_what_the_districts_registered():
    done = allocate(GOAL, ha_noi(), BY_REGISTRATION)

    assert done.registered == REGISTERED
    assert done.values == {
        "Đan Phượng": 120,
        "Hoài Đức": 88,
        "Thạch Thất": 74,
        "Gia Lâm": 69,
        "Thường Tín": 66,
        "các huyện khác": 458,
    }


def test_unit_is_told_why_it_got_its_number():
    done = allocate(GOAL, ha_noi(), BY_REGISTRATION)
    share = next(one for one in done.shares if one.unit.key == "Đan Phượng")

    assert explain(share, done) == (
        "Căn cứ: sản phẩm đăng ký 107.",
        "Tỷ trọng 13,74 % của tổng 875; phần tính được 120,19.",
        "Làm tròn xuống 120: phần lẻ nhỏ hơn các đơn vị được làm tròn lên.",
        "Nhiều hơn số đăng ký 13.",
    )


def test_floor_and_cap_are_named_in_the_explanation():
    units = [UnitInputs("a", 10, 1), UnitInputs("b", 10, 99)]
    policy = Policy("p", "Thử", "thử", {"potential": Fraction(1)}, Bound(50), Bound(100))

    done = allocate(15, units, policy)

    assert done.values == {"a": 5, "b": 10}
    assert "nâng lên mức sàn 5" in explain(done.shares[0], done)[1]
    assert "dừng ở mức trần 10" in explain(done.shares[1], done)[1]


def test_delivery_counts_what_was_reached_and_holds_nothing_against_a_unit_without_target():
    rates = [
        UnitInputs("a", 8, reached=reached, target=target).value("delivery")
        for reached, target in ((3, 4), (9, 4), (0, None), (0, 5))
    ]
    assert rates == [6, 8, 8, 0]


def test_equal_remainders_go_by_the_key():
    done = allocate(1, [UnitInputs("b", 1), UnitInputs("a", 1)], BY_REGISTRATION)
    assert done.values == {"a": 1, "b": 0}


@pytest.mark.parametrize(
    ("total", "units", "policy", "sentence"),
    [
        (5, [], BY_REGISTRATION, "Không có đơn vị nào"),
        (0, ["a"], BY_REGISTRATION, "từ 1 đến"),
        (5, [UnitInputs("a")], BY_REGISTRATION, "đều bằng 0"),
        (4, [UnitInputs("a", 10)], BALANCED, "Mức sàn của các đơn vị cộng lại là 5, nhiều hơn tổng 4"),
        (40, [UnitInputs("a", 10)], BALANCED, "chỉ nhận được 25, ít hơn tổng 40"),
        (4, [UnitInputs("a", 10)], Policy("p", "", "", {}, Bound(0, 3), Bound(0, 2)), "cao hơn mức trần 2"),
    ],
)
def test_refusal_says_why(total, units, policy, sentence):
    units = [unit if isinstance(unit, UnitInputs) else UnitInputs(unit, 1) for unit in units]
    with pytest.raises(CannotAllocate, match=sentence):
        allocate(total, units, policy)


def test_three_policies_are_shipped_with_words_and_read_back_as_stored():
    assert [policy.name for policy in POLICIES] == ["Theo đăng ký", "Theo tiềm năng", "Cân bằng"]
    for policy in POLICIES:
        assert policy.words
        assert policy_of(stored(policy)) == policy
        assert policy_facts(policy)
    assert policy_facts(BY_REGISTRATION)[0] == "sản phẩm đăng ký: 100 %"
    assert policy_facts(BALANCED)[-1] == "mức trần: 200 % số đăng ký cộng 5"


@pytest.mark.parametrize("weights", [{}, {"registered": 0}, {"registered": -1}, {"luck": 1}])
def test_policy_without_sensible_weights_is_refused(weights):
    with pytest.raises(BrokenPolicies):
        policy_of({"key": "x", "name": "x", "words": "x", "weights": weights})
