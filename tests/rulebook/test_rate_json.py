"""`ocop rate`: the shape of the contract, and a sentence for every bad document."""

import json

import pytest

from ocop.rulebook.criteria import get_set
from ocop.rulebook.rate_json import rate_bytes, rate_json, rating_record
from ocop.rulebook.rating import Sheet, rate

SET = get_set("26/2026/QĐ-TTg#1")
TOP = {one.code: len(one.cases[0].options) for one in SET.criteria}
LOW = dict.fromkeys(TOP, 1)


def document(**changes: object) -> str:
    whole = {"criteria_set": SET.id, "rules": {}, "sheets": [{"member": "m1", "choices": TOP}]}
    return json.dumps({key: value for key, value in (whole | changes).items() if value is not ...})


def reasons(text: str) -> list[str]:
    answer, code = rate_json(text)
    assert code == 1
    assert list(answer) == ["refused"]
    assert all(set(row) == {"sheet", "code", "reason"} for row in answer["refused"])
    json.dumps(answer, ensure_ascii=False).encode()
    return [row["reason"] for row in answer["refused"]]


def test_answer_has_the_shape_of_the_contract():
    sheets = [
        {"member": "m1", "choices": TOP},
        {"member": "m2", "choices": {**TOP, "1.1": 1}},
        {"member": "m3", "choices": TOP},
    ]
    answer, code = rate_json(document(sheets=sheets))
    assert code == 0
    assert answer["sheets"] == [
        {"member": "m1", "total": "100", "parts": {"A": "40", "B": "25", "C": "35"}},
        {"member": "m2", "total": "98", "parts": {"A": "38", "B": "25", "C": "35"}},
        {"member": "m3", "total": "100", "parts": {"A": "40", "B": "25", "C": "35"}},
    ]
    panel = {one.code: int(one.max_points) for one in SET.criteria}
    assert {key: value for key, value in answer.items() if key != "sheets"} == {
        "mean": "99.3333", "gap": "2", "gap_exceeded": False, "panel": panel,
        "band_stars": 5, "stars": 5, "missed_gates": [],
    }  # fmt: skip
    assert json.loads(json.dumps(answer, ensure_ascii=False)) == answer


def test_missed_gates_are_listed_as_in_the_contract():
    choices = {**TOP, "3.5": 1}
    answer, _ = rate_json(document(sheets=[{"member": "m1", "choices": choices}]))
    assert (answer["band_stars"], answer["stars"]) == (5, 3)
    assert answer["missed_gates"] == [{"stars": 4, "criterion": "3.5", "needs": "2", "has": "1"}]
    strict, _ = rate_json(
        document(sheets=[{"member": "m1", "choices": choices}], rules={"missed_gate": "not_rated"})
    )
    assert strict["stars"] is None


def test_rules_are_optional_and_each_of_them_too():
    assert rate_json(document(rules=...))[1] == 0
    assert rate_json(document(rules={"max_gap": 0}))[1] == 0
    assert rate_json(document(rules={"max_gap": 2.5, "gate_option": "median_low"}))[1] == 0


def test_tourism_needs_the_case():
    tourism = get_set("26/2026/QĐ-TTg#26")
    choices = {one.code: {"case": 2, "option": 1} if one.has_cases else 1 for one in tourism.criteria}
    whole = {"criteria_set": tourism.id, "sheets": [{"member": "m1", "choices": choices}]}
    assert rate_json(json.dumps(whole))[1] == 0
    plain = {"criteria_set": tourism.id, "sheets": [{"member": "m1", "choices": dict.fromkeys(choices, 1)}]}
    answer, code = rate_json(json.dumps(plain))
    assert code == 1
    assert [row["code"] for row in answer["refused"]] == ["8", "9", "15"]


def test_missing_codes_are_refused_by_name_for_each_sheet():
    sheets = [{"member": "m1", "choices": {}}, {"member": "m2", "choices": {**TOP, "9.9": 1, "1.2": 0}}]
    answer, _ = rate_json(document(sheets=sheets))
    rows = [(row["sheet"], row["code"]) for row in answer["refused"]]
    assert rows == [*[("m1", code) for code in TOP], ("m2", "1.2"), ("m2", "9.9")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "không phải JSON"),
        ("{", "dòng 1"),
        ("nope", "không phải JSON"),
        ("[]", "đối tượng JSON"),
        ("null", "đối tượng JSON"),
        ("NaN", "NaN"),
        ('{"a": Infinity}', "Infinity"),
        ('{"a": 1, "a": 2}', "hai lần"),
        ('{"criteria_set": "x\x00"}', "NUL"),
        ("[" * 100_000, "lồng quá nhiều tầng"),
        ('{"a": ' + "9" * 5000 + "}", "quá dài"),
        ('{"a": 1e99999999999999999999}', "quá dài"),
        (document(criteria_set=...), "criteria_set"),
        (document(criteria_set=1), "criteria_set"),
        (document(criteria_set="26/2026/QĐ-TTg#27"), "#27"),
        (document(criteria_set="26/2026/QĐ-TTg"), "Không có bộ tiêu chí"),
        (document(criteria_set=""), "Không có bộ tiêu chí"),
        (document(criteria_set="../../etc/passwd#1"), "Không có bộ tiêu chí"),
        (document(rule={}), "“rule”"),
        (document(rules=[]), "rules"),
        (document(rules={"gap": 1}), "“gap”"),
        (document(rules={"quorum_percent": 1}), "“quorum_percent”"),
        (document(rules={"max_gap": "x"}), "max_gap"),
        (document(rules={"max_gap": None}), "max_gap"),
        (document(rules={"gate_option": "mode"}), "gate_option"),
        (document(sheets=...), "sheets"),
        (document(sheets={}), "sheets"),
        (document(sheets=[]), "Chưa có phiếu điểm"),
        (document(sheets=[1]), "Phiếu thứ 1"),
        (document(sheets=[{"member": "m1"}]), "Phiếu thứ 1"),
        (document(sheets=[{"member": "", "choices": TOP}]), "member"),
        (document(sheets=[{"member": 7, "choices": TOP}]), "member"),
        (document(sheets=[{"member": "m" * 101, "choices": TOP}]), "member"),
        (document(sheets=[{"member": "m\n1", "choices": TOP}]), "không in được"),
        (document(sheets=[{"member": "\ud800", "choices": TOP}]), "không in được"),
        (document(sheets=[{"member": "m\u0000", "choices": TOP}]), "không in được"),
        (document(sheets=[{"member": "m1", "choices": []}]), "choices"),
        (document(sheets=[{"member": "m1", "choices": TOP, "mark": 1}]), "“mark”"),
        (document(sheets=[{"member": "m1", "choices": TOP}, {"member": "m1 ", "choices": TOP}]), "hai phiếu"),
    ],
)  # fmt: skip
def test_bad_documents_are_refused_with_a_sentence(text, sentence):
    assert any(sentence in reason for reason in reasons(text))


@pytest.mark.parametrize(
    "wrong", [0, 5, -1, 1.0, 2.5, "1", True, None, [1], {"case": 1, "option": 1}, 10**300, "\ud800"]
)
def test_bad_places_are_refused_under_their_code(wrong):
    answer, code = rate_json(document(sheets=[{"member": "m1", "choices": {**TOP, "1.1": wrong}}]))
    assert code == 1
    assert [(row["sheet"], row["code"]) for row in answer["refused"]] == [("m1", "1.1")]
    json.dumps(answer, ensure_ascii=False).encode()


def test_same_name_in_two_spellings_of_unicode_is_the_same_member():
    sheets = [{"member": "Hòa", "choices": TOP}, {"member": "Ho\u0300a", "choices": TOP}]
    assert "hai phiếu" in reasons(document(sheets=sheets))[0]


def test_all_faults_of_the_frame_come_together():
    found = reasons(document(criteria_set="x#1", rules={"a": 1, "b": 2}, sheets=[], more=1))
    assert len(found) == 5


def test_a_byte_order_mark_is_read_and_other_encodings_are_not():
    assert rate_bytes("\ufeff".encode() + document().encode())[1] == 0
    answer, code = rate_bytes(document().encode("utf-16"))
    assert (code, answer["refused"][0]["reason"]) == (1, "Tệp phải là văn bản UTF-8.")


def test_a_stored_record_keeps_the_exact_mean_and_the_rules():
    rating = rate(SET, [Sheet("m1", TOP), Sheet("m2", LOW), Sheet("m3", LOW)])
    record = json.loads(json.dumps(rating_record(rating)))
    assert record["mean_exact"] == str(rating.mean)
    assert record["mean"] == rating.mean_shown
    assert record["rules"]["gate_option"] == "median_low"
    assert record["panel_options"] == LOW
    assert record["criteria_set"] == SET.id
