"""Whatever is handed in: an answer or refusals with sentences, never a crash."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.rulebook.rate_json import rate_bytes, rate_json
from tests.rulebook.test_rate_json import SET, TOP, document

PLAIN = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["1.1", "member", "choices"])
)
ANY_JSON = st.recursive(
    PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12
)


def is_sound(answer: dict, code: int) -> bool:
    """The answer can be written as one JSON document in UTF-8; refusals have sentences."""
    json.dumps(answer, ensure_ascii=False, allow_nan=False).encode()
    if code == 0:
        return "stars" in answer
    return (
        code == 1
        and bool(answer["refused"])
        and all(row["reason"].endswith(".") for row in answer["refused"])
    )


@given(st.binary(max_size=300))
def test_any_bytes(raw):
    assert is_sound(*rate_bytes(raw))


@given(ANY_JSON)
@settings(deadline=None)
def test_any_json(value):
    assert is_sound(*rate_json(json.dumps(value)))


@given(ANY_JSON, ANY_JSON, ANY_JSON)
@settings(deadline=None)
def test_any_values_under_the_right_keys(name, rules, sheets):
    assert is_sound(*rate_json(json.dumps({"criteria_set": name, "rules": rules, "sheets": sheets})))


@given(ANY_JSON, st.dictionaries(st.sampled_from([*TOP, "x"]), ANY_JSON), st.data())
@settings(deadline=None)
def test_any_choices_and_members(member, choices, data):
    key = data.draw(st.sampled_from(["member", "mem"]))
    sheets = [{key: member, "choices": {**TOP, **choices}}, {"member": "m2", "choices": TOP}]
    assert is_sound(*rate_json(document(criteria_set=SET.id, sheets=sheets)))


@given(st.integers(0, 3000), st.text(max_size=3))
@settings(deadline=None)
def test_a_document_with_a_piece_overwritten(at, piece):
    text = document()
    at %= len(text)
    assert is_sound(*rate_json(text[:at] + piece + text[at + len(piece) :]))
