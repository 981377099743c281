"""Sheets of the demo world come to the wanted total and meet or miss exactly the wanted minima."""

import pytest

from ocop.demo.choosing import choose, vary
from ocop.rulebook.choices import check_choices, points_of
from ocop.rulebook.criteria import CriteriaSet, load_sets

SETS = [one for one in load_sets() if one.decision == "26/2026/QĐ-TTg"]


def total(tree: CriteriaSet, choices: dict) -> int:
    return int(sum(points_of(one, choices[one.code]) for one in tree.criteria))


def missed(tree: CriteriaSet, choices: dict, stars: int) -> list[str]:
    return [
        one.code
        for one in tree.criteria
        for star, needed in one.star_minima.items()
        if star <= stars and points_of(one, choices[one.code]) < needed
    ]


@pytest.mark.parametrize("tree", SETS, ids=lambda one: str(one.number))
@pytest.mark.parametrize(("wanted", "stars"), [(96, 5), (80, 4), (60, 3)])
def test_choose_comes_close_and_meets_the_minima(tree: CriteriaSet, wanted: int, stars: int) -> None:
    choices = choose(tree, total=wanted, stars=stars, legal_form="htx", seed="x")
    assert check_choices(tree, choices) == []
    assert missed(tree, choices, stars) == []
    assert wanted <= total(tree, choices) <= wanted + 3
    assert choices == choose(tree, total=wanted, stars=stars, legal_form="htx", seed="x")


def test_choose_misses_one_minimum_on_purpose() -> None:
    tree = SETS[22]
    choices = choose(tree, total=58, stars=2, legal_form="htx", seed="x", miss=3)
    assert missed(tree, choices, 3)


def test_vary_stays_within_the_gap_of_a_council() -> None:
    tree = SETS[0]
    base = choose(tree, total=80, stars=4, legal_form="htx", seed="x")
    totals = [
        total(tree, vary(tree, base, by=by, stars=4, seed=str(by), legal_form="htx")) for by in range(5)
    ]
    assert max(totals) - min(totals) <= 10
