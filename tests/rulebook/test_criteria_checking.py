"""What `check_sets` would say if the shipped data were wrong."""

from dataclasses import replace
from decimal import Decimal

import pytest

from ocop.rulebook.criteria import CURRENT, Case, CriteriaSet, Criterion, Flag, Option, get_set
from ocop.rulebook.criteria.checking import check_criterion, check_set, derived_minima

SET = get_set(f"{CURRENT}#11")


def option(place: int, points: int, label: str, *stars: int) -> Option:
    return Option(place=place, points=Decimal(points), label=label, star_marks=stars)


GOOD = Criterion(
    code="1.1",
    title="Đóng gói",
    max_points=Decimal(3),
    scoring="single",
    cases=(
        Case(
            number=1,
            label="",
            options=(option(1, 0, "thường"), option(2, 2, "khá", 3), option(3, 3, "đẹp", 4)),
        ),
    ),
    star_minima={3: Decimal(2), 4: Decimal(3)},
)


def with_options(*options: Option, **changes: object) -> Criterion:
    return replace(GOOD, cases=(Case(number=1, label="", options=options),), star_minima={}, **changes)


def test_sound_criterion_has_no_problem():
    assert check_criterion(GOOD) == []
    assert derived_minima(GOOD) == {3: 2, 4: 3}


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        (replace(GOOD, max_points=Decimal(4)), "điểm tối đa 4 nhưng lựa chọn tốt nhất cho 3"),
        (replace(GOOD, star_minima={3: Decimal(2)}), "mốc sao khác với dấu sao ghi ở lựa chọn"),
        (replace(GOOD, cases=()), "không có lựa chọn"),
        (replace(GOOD, cases=GOOD.cases * 2), "số trường hợp không liền nhau"),
        (replace(GOOD, scoring="yes_no"), "không có đúng hai lựa chọn"),
        (with_options(option(1, 0, "a"), option(3, 3, "b")), "thứ tự lựa chọn không liền nhau từ 1"),
        (with_options(option(1, 0, "a"), option(2, 3, "a")), "hai lựa chọn cùng một nhãn"),
        (with_options(option(1, 0, " "), option(2, 3, "b")), "nhãn của lựa chọn 1 trống"),
        (with_options(option(1, 0, "x" * 161), option(2, 3, "b")), "dài quá 160 ký tự"),
        (with_options(option(1, 3, "a"), option(2, 0, "b")), "điểm giảm"),
        (with_options(option(1, 0, "a", 2), option(2, 3, "b")), "dấu sao ngoài 3, 4, 5"),
        (with_options(option(1, 1, "a"), option(2, 1, "b"), scoring="additive"), "lựa chọn tốt nhất cho 2"),
    ],
)
def test_broken_criterion_is_described(broken, sentence):
    assert sentence in " ".join(check_criterion(broken))


def test_additive_criterion_adds_its_options_up():
    sound = with_options(option(1, 2, "a"), option(2, 1, "b"), scoring="additive")
    assert check_criterion(sound) == []


def changed(change: str) -> CriteriaSet:
    """Set 11 with one fault on a level above the criterion."""
    a, b, c = SET.parts
    senses, *rest = c.sections
    match change:
        case "part left out":
            return replace(SET, parts=(a, b))
        case "part maximum":
            return replace(SET, parts=(replace(a, max_points=Decimal(41)), b, c))
        case "section maximum":
            return replace(
                SET, parts=(a, b, replace(c, sections=(replace(senses, max_points=Decimal(9)), *rest)))
            )
        case "group maximum":
            first, second = senses.groups
            groups = (replace(first, max_points=Decimal(9)), second)
            return replace(SET, parts=(a, b, replace(c, sections=(replace(senses, groups=groups), *rest))))
        case "unknown group":
            return replace(SET, parts=(a, b, replace(c, sections=(replace(senses, groups=()), *rest))))
        case "code twice":
            twice = (*senses.criteria, senses.criteria[0])
            return replace(SET, parts=(a, b, replace(c, sections=(replace(senses, criteria=twice), *rest))))
        case "flag":
            return replace(SET, flags=(Flag(kind="open", text="?", criterion="9.9"),))
        case "commune":
            return replace(SET, commune_contents={"origin": ("9.9",), "colour": ("1.1",)})
        case _:
            return replace(SET, knockout_evidence=("passport",))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("part left out", "không có đúng ba phần A, B, C"),
        ("part left out", "các phần cộng lại được 65, phải là 100"),
        ("part maximum", "phần A tối đa 41 nhưng các mục cộng lại được 40"),
        ("section maximum", "mục 6 tối đa 9 nhưng các tiêu chí cộng lại được 15"),
        ("group maximum", "nhóm 6.1 tối đa 9"),
        ("unknown group", "tiêu chí 6.1.1 thuộc nhóm 6.1 không có trong mục"),
        ("code twice", "mã tiêu chí 6.1.1 dùng hai lần"),
        ("flag", "nghi vấn nhắc đến tiêu chí 9.9 không có trong bộ"),
        ("commune", "nội dung cấp xã nhắc đến tiêu chí 9.9"),
        ("commune", "nội dung cấp xã colour không có trong Mẫu số 03"),
        ("evidence", "giấy tờ bắt buộc passport không có trong danh mục minh chứng"),
    ],
)
def test_broken_set_is_described(change, sentence):
    problems = check_set(changed(change))
    assert sentence in " ".join(problems)
    assert all(problem.startswith("26/2026/QĐ-TTg#11: ") for problem in problems)
