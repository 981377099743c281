"""First time, upgrade, re-evaluation; and the commune's checklist."""

from dataclasses import replace
from datetime import date

import pytest

from ocop.rulebook.completeness import FindingKind, composition_checklist, precheck
from ocop.rulebook.criteria import get_set
from ocop.rulebook.procedures import get_procedure
from tests.factories.dossier_facts import SET, TOURISM, whole
from tests.rulebook.test_completeness import found

MISSING, CONTRADICTORY, ADVICE = FindingKind.MISSING, FindingKind.CONTRADICTORY, FindingKind.ADVICE


def held(kind: str, stars: int | None = 4, until: date | None = date(2027, 4, 30), **changes: object):
    return whole(kind=kind, previous_stars=stars, previous_valid_until=until, **changes)


def test_a_first_dossier_of_a_certified_product_is_asked_about():
    assert found(held("first")) == [(ADVICE, "kind")]
    assert found(held("first", until=date(2026, 1, 1))) == []


@pytest.mark.parametrize("kind", ["upgrade", "re_evaluation"])
def test_what_came_before_must_be_named(kind):
    assert found(held(kind, stars=None)) == [(MISSING, "kind")]


def test_an_upgrade_should_score_higher():
    assert found(held("upgrade", stars=3)) == []
    assert found(held("upgrade", stars=5)) == [(ADVICE, "kind")]
    assert (MISSING, "field:changes") in found(held("upgrade", stars=3, fields={}))


@pytest.mark.parametrize(
    ("until", "expected", "words"),
    [
        (date(2027, 4, 30), [], ""),
        (date(2027, 5, 21), [], ""),  # opens today
        (date(2027, 5, 22), [CONTRADICTORY], "Chưa đến ngày nộp"),
        (date(2027, 3, 22), [], ""),  # closes today
        (date(2027, 3, 21), [CONTRADICTORY], "Đã quá khung nộp"),
        (date(2026, 11, 21), [CONTRADICTORY], "đã hết hạn"),
    ],
)
def test_a_re_evaluation_is_filed_in_its_window(until, expected, words):
    findings = precheck(held("re_evaluation", until=until))
    assert [one.kind for one in findings] == expected
    assert all(words in one.sentence for one in findings)


def test_a_late_re_evaluation_may_be_taken_if_the_setting_says_so():
    rules = get_procedure("26-2026")
    kept = tuple(one for one in rules.settings if one.key != "late_re_evaluation")
    late = next(one for one in rules.settings if one.key == "late_re_evaluation")
    lenient = replace(rules, settings=(*kept, replace(late, value="re_evaluation")))
    assert found(held("re_evaluation", until=date(2027, 3, 21), procedure=lenient)) == [(ADVICE, "kind")]


def test_a_re_evaluation_needs_the_last_day():
    assert found(held("re_evaluation", until=None)) == [(MISSING, "kind")]


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("first", ["form_01", "form_02", "evidence", "samples"]),
        ("upgrade", ["form_01", "form_02", "changes", "evidence", "samples"]),
        ("re_evaluation", ["form_01", "form_02", "updates", "evidence", "samples"]),
    ],
)
def test_checklist_of_the_commune_by_kind(kind, keys):
    lines = composition_checklist(kind, SET)
    assert [line.key for line in lines if not line.obligatory] == keys
    assert [line.key for line in lines if line.obligatory] == [
        "paper:business_registration",
        "paper:production_certificate",
    ]
    assert all(line.name and line.article for line in lines)
    assert "samples" not in [line.key for line in composition_checklist(kind, TOURISM)]


def test_checklist_of_an_unknown_kind_is_refused():
    with pytest.raises(LookupError, match="renewal"):
        composition_checklist("renewal", SET)


@pytest.mark.parametrize("number", range(1, 27))
def test_precheck_reads_every_shipped_set(number):
    one = get_set(f"26/2026/QĐ-TTg#{number}")
    findings = precheck(whole(criteria_set=one, choices={}, evidence=()))
    assert sum(finding.where.startswith("criterion:") for finding in findings) == len(one.criteria)
