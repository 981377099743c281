"""Shapes of a choice and the sentence for each wrong one."""

from decimal import Decimal

import pytest

from ocop.rulebook.choices import best_points, check_choices, points_of
from ocop.rulebook.criteria import get_set
from ocop.rulebook.refusals import Refused
from tests.factories.rulebook import criteria_set, criterion

SINGLE = criterion("1.1", [0, 2, 3])
YES_NO = criterion("2.4", [0, 1], scoring="yes_no")
ADDITIVE = criterion("3.1", [1, 2, 4], scoring="additive")
CASES = criterion("8", [0, 3], [1, 2, 3])


@pytest.mark.parametrize(
    ("criterion", "choice", "points"),
    [
        (SINGLE, 1, 0), (SINGLE, 3, 3), (YES_NO, 1, 0), (YES_NO, 2, 1),
        (ADDITIVE, [], 0), (ADDITIVE, [2], 2), (ADDITIVE, [3, 1], 5), (ADDITIVE, (1, 2, 3), 7),
        (CASES, {"case": 1, "option": 2}, 3), (CASES, {"option": 1, "case": 2}, 1),
    ],
)  # fmt: skip
def test_points_are_those_printed_at_the_place(criterion, choice, points):
    assert points_of(criterion, choice) == Decimal(points)


@pytest.mark.parametrize("wrong", [0, 4, -1, 2.0, 1.5, "2", None, True, False, Decimal(2), 10**400])
def test_place_must_be_a_whole_number_in_range(wrong):
    with pytest.raises(Refused) as refusal:
        points_of(SINGLE, wrong)
    assert refusal.value.refusals[0].code == "1.1"
    assert "1 đến 3" in str(refusal.value)


@pytest.mark.parametrize("wrong", [[1], [], {"case": 1, "option": 1}, ()])
def test_single_criterion_takes_neither_list_nor_case(wrong):
    with pytest.raises(Refused, match="chỉ"):
        points_of(SINGLE, wrong)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (1, "danh sách"),
        ({"case": 1, "option": 1}, "danh sách"),
        ([1, 1], "hai lần"),
        ([4], "không có mức thứ"),
        ([True], "số nguyên"),
        (["1"], "số nguyên"),
        ([[1]], "số nguyên"),
    ],
)
def test_additive_criterion_takes_different_places(wrong, sentence):
    with pytest.raises(Refused, match=sentence):
        points_of(ADDITIVE, wrong)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (1, "nhiều trường hợp"),
        ([1], "nhiều trường hợp"),
        ({"case": 1}, "nhiều trường hợp"),
        ({"case": 1, "option": 1, "x": 1}, "nhiều trường hợp"),
        ({"case": 3, "option": 1}, "không có trường hợp"),
        ({"case": True, "option": 1}, "không có trường hợp"),
        ({"case": [1], "option": 1}, "không có trường hợp"),
        ({"case": 1, "option": 3}, "không có mức thứ"),
        ({"case": 1, "option": 1.0}, "số nguyên"),
    ],
)
def test_several_cases_need_case_and_option(wrong, sentence):
    with pytest.raises(Refused, match=sentence):
        points_of(CASES, wrong)


def test_every_missing_and_unknown_code_is_named_in_printed_order():
    tiny = criteria_set([SINGLE, YES_NO], [ADDITIVE], [CASES])
    refusals = check_choices(tiny, {"2.4": 2, "9.9": 1, "1.1": 7}, sheet="m1")
    assert [(one.code, one.sheet) for one in refusals] == [
        ("1.1", "m1"), ("3.1", "m1"), ("8", "m1"), ("9.9", "m1"),
    ]  # fmt: skip
    assert "không có mức thứ" in refusals[0].reason
    assert "Chưa chấm tiêu chí 3.1" in refusals[1].reason
    assert "không có tiêu chí “9.9”" in refusals[3].reason


def test_missing_codes_are_fine_while_a_sheet_is_being_written():
    tiny = criteria_set([SINGLE, YES_NO])
    assert check_choices(tiny, {}, complete=False) == []
    assert check_choices(tiny, {"1.1": 2}, complete=False) == []


def test_an_empty_list_is_an_answer_and_not_a_gap():
    tiny = criteria_set([ADDITIVE])
    assert check_choices(tiny, {"3.1": []}) == []
    assert [one.code for one in check_choices(tiny, {})] == ["3.1"]


def test_best_points_are_the_printed_maxima_of_all_shipped_sets():
    for number in range(1, 27):
        for one in get_set(f"26/2026/QĐ-TTg#{number}").criteria:
            assert best_points(one) == one.max_points, (number, one.code)
