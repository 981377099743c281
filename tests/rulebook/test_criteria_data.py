"""The 26 sets of 26/2026/QĐ-TTg as shipped."""

import hashlib
import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from itertools import pairwise
from operator import itemgetter
from time import perf_counter

import pytest

from ocop.rulebook.criteria import (
    CURRENT,
    BrokenCriteriaData,
    CriteriaSet,
    NotACriteriaSet,
    UnknownCriteriaSet,
    UnknownCriterion,
    check_sets,
    evidence_subjects,
    get_set,
    load_sets,
    sectors,
)
from ocop.rulebook.criteria.blocks import read_blocks
from ocop.rulebook.criteria.comparing import shipped_facts
from ocop.rulebook.criteria.files import decision_folder
from ocop.rulebook.procedures import procedure_on

ALL = load_sets()
COMPARED_FACTS = "e7908eefbb36beef82645fd5f2b222b0c9e2712c5e01be8d9181ef3cd3e29acb"
each_set = pytest.mark.parametrize("one", ALL, ids=lambda one: f"set-{one.number}")


def test_all_sets_of_the_decision_are_shipped_and_add_up():
    assert check_sets() == {
        "decision": "26/2026/QĐ-TTg",
        "sets": 26,
        "criteria": 787,
        "options": 2579,
        "problems": [],
    }


@each_set
def test_parts_carry_40_25_35(one: CriteriaSet):
    assert [(part.code, part.max_points) for part in one.parts] == [("A", 40), ("B", 25), ("C", 35)]
    assert one.max_points == 100


@each_set
def test_star_minima_are_reachable_and_never_fall(one: CriteriaSet):
    for criterion in one.criteria:
        minima = [criterion.star_minima[star] for star in sorted(criterion.star_minima)]
        assert all(low <= high for low, high in pairwise(minima)), criterion.code
        for points in minima:
            reaching = [any(o.points >= points for o in case.options) for case in criterion.cases]
            assert all(reaching), criterion.code


@each_set
def test_set_survives_json_and_keeps_its_digest(one: CriteriaSet):
    copy = CriteriaSet.from_dict(one.to_dict())
    assert copy == one
    assert copy.digest() == one.digest()


def test_digest_is_the_same_in_another_process_and_differs_between_sets():
    code = "from ocop.rulebook.criteria import load_sets; print(*(s.digest() for s in load_sets()))"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert other.stdout.split() == [one.digest() for one in ALL]
    assert len({one.digest() for one in ALL}) == 26


def test_digest_changes_with_a_single_point():
    row = get_set(f"{CURRENT}#7").to_dict()
    row["parts"][0]["sections"][0]["criteria"][0]["cases"][0]["options"][0]["points"] = "0"
    assert CriteriaSet.from_dict(row).digest() != get_set(f"{CURRENT}#7").digest()


def test_stored_data_of_another_shape_is_refused():
    with pytest.raises(NotACriteriaSet, match="ocop-criteria-set/1"):
        CriteriaSet.from_dict({"schema": "ocop-criteria/1"})


def test_loading_everything_takes_less_than_three_tenths_of_a_second():
    times = []
    for _ in range(5):
        start = perf_counter()
        load_sets.__wrapped__(CURRENT)
        times.append(perf_counter() - start)
    assert min(times) < 0.3


def test_unknown_set_decision_and_criterion_are_named():
    with pytest.raises(UnknownCriteriaSet, match="không có bộ tiêu chí số 27"):
        get_set(f"{CURRENT}#27")
    with pytest.raises(UnknownCriteriaSet, match="148/QĐ-TTg"):
        get_set("148/QĐ-TTg#1")
    with pytest.raises(UnknownCriteriaSet):
        get_set("")
    with pytest.raises(UnknownCriterion, match=r"26/2026/QĐ-TTg#1 không có tiêu chí 9\.9"):
        get_set(f"{CURRENT}#1").criterion("9.9")


def test_third_level_stands_in_sets_11_and_13_only():
    grouped = {
        one.number: [g.code for p in one.parts for s in p.sections for g in s.groups]
        for one in ALL
        if any(criterion.group for criterion in one.criteria)
    }
    assert grouped == {11: ["6.1", "6.2"], 13: ["6.1", "6.2"]}
    assert get_set(f"{CURRENT}#13").criterion("6.1.5").group == "6.1"


def test_alternative_cases_stand_in_tourism_only():
    cases = {(one.number, c.code): len(c.cases) for one in ALL for c in one.criteria if c.has_cases}
    assert cases == {(26, "8"): 2, (26, "9"): 2, (26, "15"): 2}
    case = get_set(f"{CURRENT}#26").criterion("8").case(2)
    assert (case.label, [option.points for option in case.options]) == ("Điểm dịch vụ du lịch", [1, 3])


def test_bilingual_label_is_the_only_yes_no_criterion():
    found = [(one.number, c) for one in ALL for c in one.criteria if c.scoring == "yes_no"]
    assert [number for number, _ in found] == list(range(1, 23))
    assert {c.title for _, c in found} == {
        "Ghi nhãn hàng hóa có sử dụng song ngữ (Việt - Anh hoặc ngôn ngữ nước ngoài khác)"
    }
    assert {tuple(o.label for o in c.cases[0].options) for _, c in found} == {("Không", "Có")}


def test_equal_points_keep_their_printed_places():
    options = get_set(f"{CURRENT}#7").criterion("3.1").cases[0].options
    assert [(option.place, option.points) for option in options] == [(1, 1), (2, 1), (3, 3)]


def test_only_tourism_needs_no_samples_and_prints_no_disqualifier():
    assert [one.number for one in ALL if not one.samples_required] == [26]
    assert [one.number for one in ALL if not one.disqualifiers] == [26]


def test_stop_rules_name_their_criteria():
    water = {rule.key: (rule.effect, rule.criteria) for rule in get_set(f"{CURRENT}#16").stop_rules}
    assert water == {"sensory_zero": ("stop", ("6.1", "6.2", "6.3", "6.4"))}
    sauce = {rule.key: (rule.effect, rule.criteria) for rule in get_set(f"{CURRENT}#9").stop_rules}
    assert sauce == {
        "imported_material": ("disqualify", ("1.1",)),
        "copy": ("disqualify", ("2.1",)),
        "impurities_sand": ("stop", ("6.1",)),
    }


@each_set
def test_evidence_subjects_point_to_criteria_of_the_set(one: CriteriaSet):
    helped = {code for codes in one.required_evidence.values() for code in codes}
    assert all(one.has(code) for code in helped)
    without = [c.code for c in one.criteria if c.code not in helped and c.part_code != "C"]
    assert without == ([] if one.number < 26 else ["1.1", "1.2", "5.3"])


def test_evidence_has_the_fifteen_rows_of_the_form_and_names_existing_titles():
    subjects = evidence_subjects()
    assert [subject.row for subject in subjects] == list(range(1, 16))
    assert len({subject.key for subject in subjects}) == 15
    titles = {criterion.title for one in ALL for criterion in one.criteria}
    assert [t for subject in subjects for t in subject.criterion_titles if t not in titles] == []


def test_classification_has_6_sectors_17_groups_26_sets():
    groups = [group for sector in sectors() for group in sector.groups]
    assert [sector.code for sector in sectors()] == ["I", "II", "III", "IV", "V", "VI"]
    assert (len(groups), [entry.number for group in groups for entry in group.sets]) == (
        17,
        list(range(1, 27)),
    )


def test_commune_contents_are_those_of_the_procedure():
    keys = [item.key for item in procedure_on(date(2026, 11, 22)).commune_contents]
    for one in ALL:
        assert set(one.commune_contents) <= set(keys)
        assert set(one.commune_contents) | {"origin"} == set(keys)


def test_known_doubts_are_flags_at_their_criterion():
    doubtful = get_set(f"{CURRENT}#3").criterion("5.1")
    assert [flag.kind for flag in doubtful.flags] == ["open"]
    assert doubtful.star_minima == {}
    assert sum(flag.kind == "implied" for one in ALL for flag in one.flags) == 22
    assert {flag.kind for one in ALL for flag in one.flags} == {"corrected", "implied", "open", "observed"}


def test_shared_blocks_are_each_used():
    blocks = read_blocks(decision_folder(CURRENT) / "blocks")
    used = "".join(path.read_text() for path in (decision_folder(CURRENT) / "sets").glob("*.yaml")).split()
    assert [key for key in blocks if key not in used and f"{key}}}" not in used] == []


@pytest.mark.parametrize(
    "text",
    [
        "a: {max: 3, options: [1 | x]}",
        "a: {title: T, max: ba, options: [1 | x]}",
        "a: {title: T, max: 3}",
        "a: {title: T, max: 3, options: [1 x]}",
        "a: {title: T, max: 3, options: ['1 +++ | x']}",
        "a: {title: T, max: 3, options: [một | x]}",
        "a: {title: T, max: 3, labels: b, points: [1]}",
        "a: {title: T, max: 3, scoring: guess, options: [1 | x]}",
        "b: {title: T, max: 1, options: [0 | x, 1 | y]}\na: {title: T, max: 1, labels: b, points: [1]}",
        "a: {title: [",
    ],
)
def test_broken_block_is_refused_by_name(tmp_path, text):
    (tmp_path / "x.yaml").write_text(text)
    with pytest.raises(BrokenCriteriaData, match=r"a|x\.yaml"):
        read_blocks(tmp_path)


def test_block_written_twice_is_refused(tmp_path):
    for name in ("x.yaml", "y.yaml"):
        (tmp_path / name).write_text("a: {title: T, max: 1, options: [0 | x, 1 | y]}")
    with pytest.raises(BrokenCriteriaData, match="a được viết hai lần"):
        read_blocks(tmp_path)


def test_points_are_read_without_passing_through_floats(tmp_path):
    (tmp_path / "x.yaml").write_text("a: {title: T, max: 2.10, options: ['0.1 | x', '2.10 *** **** | y']}")
    criterion = read_blocks(tmp_path)["a"].criterion
    assert criterion.cases[0].options[0].points == Decimal("0.1")
    assert criterion.cases[0].option(2).star_marks == (3, 4)
    assert criterion.cases[0].option(2).to_dict()["points"] == "2.1"


def test_facts_are_those_last_compared_with_the_decision():
    """Codes, titles, points, stars of all sets: change them only after `ocop criteria compare` agrees."""
    facts = [
        [one.id, [[*key, value] for key, value in sorted(shipped_facts(one).items(), key=itemgetter(0))]]
        for one in ALL
    ]
    text = json.dumps(facts, ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == COMPARED_FACTS
