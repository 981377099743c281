"""The pre-check: each fault alone, in a dossier that is otherwise whole."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ocop.rulebook.completeness import DossierFacts, FileState, FindingKind, precheck
from tests.factories.dossier_facts import SET, TODAY, TOURISM, changed, papers, whole

MISSING, EXPIRED, EXPIRING = FindingKind.MISSING, FindingKind.EXPIRED, FindingKind.EXPIRING
CONTRADICTORY, ADVICE = FindingKind.CONTRADICTORY, FindingKind.ADVICE


def found(facts: DossierFacts) -> list[tuple[FindingKind, str]]:
    findings = precheck(facts)
    assert all(one.sentence.endswith(".") and one.mend.endswith(".") for one in findings)
    return [(one.kind, one.where) for one in findings]


def test_a_whole_dossier_has_no_findings():
    assert precheck(whole()) == []


def test_an_empty_draft_names_everything_and_blocks():
    findings = precheck(DossierFacts(criteria_set=SET, kind="first", filed_on=TODAY))
    wheres = {one.where for one in findings if one.kind is MISSING}
    assert {f"criterion:{one.code}" for one in SET.criteria} <= wheres
    assert {"field:product_name", "field:plan", "photos", "paper:business_registration"} <= wheres
    assert findings[0].blocks
    assert findings[-1].kind is ADVICE
    assert not findings[-1].blocks


@pytest.mark.parametrize("empty", [None, "", "  \n"])
def test_an_empty_field_is_missing_with_the_form_it_stands_on(empty):
    facts = whole(fields=whole().fields | {"registration_no": empty})
    (finding,) = precheck(facts)
    assert (finding.kind, finding.where) == (MISSING, "field:registration_no")
    assert finding.sentence == "Chưa ghi “Số đăng ký kinh doanh” (Mẫu 01)."
    assert precheck(whole(fields=whole().fields | {"workers": 0})) == []


def test_a_missing_answer_is_named():
    choices = {code: place for code, place in whole().choices.items() if code != "5.2"}
    assert found(whole(choices=choices)) == [(MISSING, "criterion:5.2")]


def test_a_wrong_choice_is_named_once():
    assert found(whole(choices=whole().choices | {"4.3": 9})) == [(CONTRADICTORY, "criterion:4.3")]


def test_a_claim_without_a_paper_is_missing_one():
    assert found(changed("growth", criteria=("1.3",))) == [(MISSING, "criterion:3.4")]


def test_the_lowest_option_needs_no_paper_unless_a_star_depends_on_it():
    no_papers = changed("growth", criteria=("1.3",))
    assert found(replace(no_papers, choices=no_papers.choices | {"3.4": 1})) == []
    mark = changed("intellectual_property", criteria=("2.1",))
    lowest = found(replace(mark, choices=mark.choices | {"3.5": 1}))
    assert lowest == [(MISSING, "criterion:3.5")]


def test_a_registered_mark_needs_a_paper_of_that_kind():
    others = tuple(
        replace(one, criteria=(*one.criteria, "3.5")) if one.key == "awards" else one
        for one in changed("intellectual_property", criteria=("2.1",)).evidence
    )
    (finding,) = precheck(whole(evidence=others))
    assert (finding.kind, finding.where) == (MISSING, "criterion:3.5")
    assert "không thuộc mục “Sở hữu trí tuệ”" in finding.sentence


def test_a_paper_of_another_kind_is_only_advised_against_elsewhere():
    others = tuple(
        replace(one, criteria=("1.3", "3.4", "4.3"))
        if one.key == "growth"
        else replace(one, criteria=tuple(c for c in one.criteria if c != "4.3"))
        for one in papers()
    )
    assert found(whole(evidence=others)) == [(ADVICE, "criterion:4.3")]


def test_an_expired_paper_counts_as_none():
    facts = changed("environment", expires_on=date(2026, 11, 21))
    assert found(facts) == [
        (EXPIRED, "criterion:1.5"),
        (EXPIRED, "criterion:1.6"),
        (ADVICE, "evidence:environment"),
    ]
    assert found(changed("environment", expires_on=TODAY, issued_on=date(2026, 1, 1))) == [
        (EXPIRING, "evidence:environment")
    ]


def test_an_expired_paper_beside_a_valid_one_is_only_advice():
    old = replace(papers()[3], key="old", expires_on=date(2025, 1, 1), issued_on=date(2024, 1, 1))
    assert found(whole(evidence=(*papers(), old))) == [(ADVICE, "evidence:old")]


@pytest.mark.parametrize(
    ("expires_on", "expected"),
    [(date(2027, 6, 29), [(EXPIRING, "evidence:quality_system")]), (date(2027, 6, 30), [])],
)
def test_a_paper_that_ends_before_the_round_is_named(expires_on, expected):
    assert found(changed("quality_system", expires_on=expires_on)) == expected


def test_knock_out_papers_are_asked_for():
    without = tuple(
        one for one in papers() if one.key not in ("production_certificate", "business_registration")
    )
    findings = precheck(whole(evidence=without))
    lost = ["paper:business_registration", "paper:production_certificate"]
    assert [one.where for one in findings if "bị loại" in one.sentence] == lost
    expired = changed("production_certificate", expires_on=date(2026, 11, 1))
    assert (EXPIRED, "evidence:production_certificate") in found(expired)


@pytest.mark.parametrize("state", [FileState.NONE, FileState.REFUSED])
def test_a_paper_without_a_usable_file_does_not_count(state):
    assert found(changed("growth", file_state=state)) == [
        (MISSING, "criterion:1.3"),
        (MISSING, "criterion:3.4"),
        (MISSING, "evidence:growth"),
    ]
    assert found(changed("growth", file_state=FileState.PENDING)) == []


def test_days_on_a_paper_must_be_possible():
    where = "evidence:growth"
    assert found(changed("growth", issued_on=date(2027, 1, 1), expires_on=date(2026, 12, 1))) == [
        (CONTRADICTORY, where),
        (CONTRADICTORY, where),
        (EXPIRING, where),
    ]
    assert found(changed("growth", issued_on=date(2026, 11, 23))) == [(CONTRADICTORY, where)]
    assert found(changed("test_report", issued_on=None, expires_on=None)) == [
        (ADVICE, "evidence:test_report")
    ]


@pytest.mark.parametrize(
    ("legal_form", "place", "expected"),
    [
        ("ho", 1, []), ("ho", 3, [CONTRADICTORY]), ("ho", 2, [CONTRADICTORY]), ("trang_trai", 1, []),
        ("tht", 1, []), ("tht", 3, [CONTRADICTORY]), ("dn", 2, []), ("dn", 1, [CONTRADICTORY]),
        ("dn", 3, [ADVICE]), ("htx", 3, []), ("htx", 1, [CONTRADICTORY]), ("", 1, []),
    ],
)  # fmt: skip
def test_legal_form_and_its_criterion_agree(legal_form, place, expected):
    facts = whole(legal_form=legal_form, choices=whole().choices | {"3.1": place})
    assert found(facts) == [(kind, "criterion:3.1") for kind in expected]


def test_associations_are_for_tourism_only():
    assert (CONTRADICTORY, "field:legal_form") in found(whole(legal_form="hoi"))
    assert (MISSING, "field:legal_form") in found(whole(legal_form="khac"))


@pytest.mark.parametrize(
    ("sex", "ethnicity", "disability", "place", "expected"),
    [
        ("F", "Kinh", False, 2, []), ("M", "Tày", False, 2, []), ("M", "kinh", True, 2, []),
        ("M", "Kinh", False, 2, [CONTRADICTORY]), ("M", "Kinh", None, 2, []), ("M", "", False, 2, []),
        ("F", "Kinh", False, 1, [ADVICE]), ("M", "Kinh", False, 1, []),
    ],
)  # fmt: skip
def test_the_representative_and_criterion_3_2_agree(sex, ethnicity, disability, place, expected):
    facts = whole(
        representative_sex=sex, representative_ethnicity=ethnicity, representative_disability=disability,
        choices=whole().choices | {"3.2": place},
    )  # fmt: skip
    assert found(facts) == [(kind, "criterion:3.2") for kind in expected]


@pytest.mark.parametrize(
    ("local", "place", "expected"),
    [
        (15, 3, []), (14, 3, [CONTRADICTORY]), (15, 2, []), (10, 2, []), (9, 2, [CONTRADICTORY]),
        (16, 2, [ADVICE]), (5, 1, []), (4, 1, [CONTRADICTORY]), (9, 1, []), (10, 1, [ADVICE]), (None, 3, []),
    ],
)  # fmt: skip
def test_share_of_local_workers_and_criterion_3_3_agree(local, place, expected):
    facts = whole(workers_local=local, choices=whole().choices | {"3.3": place})
    assert found(facts) == [(kind, "criterion:3.3") for kind in expected]


@pytest.mark.parametrize("key", ["workers_local", "workers_female"])
def test_no_part_of_the_workers_is_larger_than_all(key):
    assert found(whole(**{key: 21})) == [(CONTRADICTORY, f"field:{key}")]


@pytest.mark.parametrize(
    ("legal_form", "profits", "expected"),
    [
        ("dn", {2025: 3, 2024: 2, 2023: 1}, []),
        ("dn", {2025: 3, 2024: 2, 2023: 2}, [CONTRADICTORY]),
        ("htx", {2025: 3, 2024: 2, 2023: 2}, [ADVICE]),
        ("dn", {2025: 3, 2024: 4}, [CONTRADICTORY]),
        ("dn", {2025: 4, 2024: 3}, []),
        ("dn", {2024: 3, 2022: 4}, []),
    ],
)
def test_profits_and_criterion_3_4_agree(legal_form, profits, expected):
    place = {"dn": 2, "htx": 3}[legal_form]
    facts = whole(
        legal_form=legal_form,
        profits={year: Decimal(one) for year, one in profits.items()},
        choices=whole().choices | {"3.1": place},
    )
    assert found(facts) == [(kind, "criterion:3.4") for kind in expected]


def test_photos_and_samples():
    assert found(whole(photos=0)) == [(MISSING, "photos")]
    assert found(whole(samples=3)) == [(MISSING, "samples")]
    assert "2 mẫu" in precheck(whole(samples=3))[0].mend
    assert found(whole(samples=None)) == [(ADVICE, "samples")]


def test_a_tourism_dossier_needs_no_samples():
    choices = {
        one.code: {"case": 1, "option": 2} if one.has_cases else len(one.cases[0].options)
        for one in TOURISM.criteria
    }
    facts = whole(criteria_set=TOURISM, choices=choices, evidence=papers(TOURISM), samples=0)
    assert precheck(facts) == []
    assert precheck(replace(facts, samples=None, legal_form="hoi")) == []


def test_self_score_below_fifty_and_missed_three_star_minima_are_advice():
    low = {one.code: 1 for one in SET.criteria}
    findings = precheck(whole(choices=low, legal_form="ho", representative_sex="M", workers_local=5))
    assert {one.kind for one in findings} == {ADVICE}
    three_stars = [
        one.code for one in SET.criteria if one.star_minima.get(3, 0) > one.cases[0].options[0].points
    ]
    assert [one.where for one in findings] == ["dossier", *[f"criterion:{code}" for code in three_stars]]
