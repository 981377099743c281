"""The rules of a council: defaults, settings as stored, quorum."""

from datetime import date
from decimal import Decimal

import pytest

from ocop.rulebook.refusals import Refused
from ocop.rulebook.rules import CouncilRules, check_quorum, check_sheet_count


def test_defaults_are_the_known_practice():
    rules = CouncilRules()
    assert (rules.max_gap, rules.gate_option, rules.missed_gate) == (10, "median_low", "step_down")
    assert (rules.quorum_percent, rules.chair_required, rules.files_days_before) == (75, True, 1)


def test_settings_survive_storing():
    rules = CouncilRules(
        max_gap=Decimal("7.5"), gate_option="lowest", missed_gate="not_rated", quorum_percent=66,
        chair_required=False, min_sheets=5, files_days_before=2, source="Quy chế 12/QĐ-HĐ",
        valid_from=date(2026, 9, 1),
    )  # fmt: skip
    assert CouncilRules.from_settings(rules.to_settings()) == rules
    assert CouncilRules.from_settings({}) == CouncilRules()
    assert CouncilRules.from_settings({"max_gap": 5}) == CouncilRules(max_gap=Decimal(5))


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"max_gap": -1}, "0 đến 100"),
        ({"max_gap": "101"}, "0 đến 100"),
        ({"max_gap": "NaN"}, "phải là một số"),
        ({"max_gap": "mười"}, "phải là một số"),
        ({"max_gap": True}, "phải là một số"),
        ({"max_gap": None}, "phải là một số"),
        ({"max_gap": 10.5}, "phải là một số"),
        ({"gate_option": "mean"}, "median_low"),
        ({"gate_option": ["median_low"]}, "median_low"),
        ({"missed_gate": "ignore"}, "step_down"),
        ({"quorum_percent": 101}, "0 đến 100"),
        ({"quorum_percent": 75.0}, "số nguyên"),
        ({"chair_required": "có"}, "có hoặc không"),
        ({"min_sheets": 0}, "từ 1 trở lên"),
        ({"files_days_before": -1}, "0 đến 60"),
        ({"source": " "}, "căn cứ"),
        ({"valid_from": "31/12/2026"}, "không đúng"),
        ({"maxgap": 10}, "không có mục “maxgap”"),
    ],
)
def test_wrong_settings_are_refused_with_a_sentence(settings, sentence):
    with pytest.raises(Refused, match=sentence):
        CouncilRules.from_settings(settings)


def test_every_wrong_setting_is_named():
    with pytest.raises(Refused) as refusal:
        CouncilRules(max_gap=Decimal(-1), gate_option="x", min_sheets=0)
    assert len(refusal.value.refusals) == 3


@pytest.mark.parametrize(
    ("seats", "present", "chair", "met"),
    [
        (9, 7, True, True), (9, 6, True, False), (8, 6, True, True), (8, 5, True, False),
        (4, 3, True, True), (3, 2, True, False), (1, 1, True, True), (0, 0, True, False),
        (9, 9, False, False),
    ],
)  # fmt: skip
def test_quorum_is_three_quarters_with_the_chair(seats, present, chair, met):
    assert (check_quorum(CouncilRules(), seats=seats, present=present, chair_present=chair) == []) is met


def test_quorum_says_what_is_missing():
    refusals = check_quorum(CouncilRules(), seats=9, present=6, chair_present=False)
    assert [one.reason for one in refusals] == [
        "Chủ tịch Hội đồng (hoặc người được ủy quyền) chưa có mặt.",
        "Mới có 6/9 thành viên được chấm sản phẩm này; Quy chế yêu cầu ít nhất 75 %.",
    ]
    free = CouncilRules(chair_required=False, quorum_percent=50)
    assert check_quorum(free, seats=9, present=5, chair_present=False) == []


def test_too_few_sheets_give_no_result():
    assert check_sheet_count(CouncilRules(), counted=3) == []
    assert check_sheet_count(CouncilRules(), counted=2)[0].reason == (
        "Mới có 2 phiếu điểm được tính; cần ít nhất 3 phiếu."
    )
