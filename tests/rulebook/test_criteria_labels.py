"""Our labels: short, our own, and no threshold of the official sentence lost."""

import re
import unicodedata

import pytest

from ocop.rulebook.criteria import load_sets
from ocop.rulebook.criteria.files import CURRENT
from ocop.rulebook.wording import WordingKey, read_wording_pack
from tests.factories.criteria_pack import pack_folder

TRIVIAL = 25
LABELS = {
    WordingKey(one.id, criterion.code, case.number, option.place): option.label
    for one in load_sets()
    for criterion in one.criteria
    for case in criterion.cases
    for option in case.options
}


@pytest.fixture(scope="module")
def official():
    sentences = read_wording_pack(pack_folder())
    return {key: text for key, text in sentences.items() if key.set_id.startswith(f"{CURRENT}#")}


def bare(text: str) -> str:
    """Letters and digits only, so that neither marks nor punctuation hide a copy."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]", "", plain)


def numbers(text: str) -> set[str]:
    return {number.lstrip("0") for number in re.findall(r"\d+", text)}


def test_labels_are_normalised_and_without_loose_spaces():
    for key, label in LABELS.items():
        assert unicodedata.normalize("NFC", label) == label, key
        assert " ".join(label.split()) == label, key
        assert not label.endswith((".", ";", ",")), key


def test_labels_and_sentences_answer_each_other(official):
    assert set(LABELS) == set(official)


def test_no_label_is_a_copy_of_an_official_sentence(official):
    sentences = {bare(text) for text in official.values()}
    copies = {label for label in LABELS.values() if len(label) >= TRIVIAL and bare(label) in sentences}
    assert copies == set()


def test_every_number_of_a_sentence_stands_in_its_label(official):
    """The top option of "Sở hữu trí tuệ" refers to the option with 2 points instead of repeating it."""
    lost = {key for key in LABELS if not numbers(official[key]) <= numbers(LABELS[key])}
    added = {key for key in LABELS if not numbers(LABELS[key]) <= numbers(official[key])}
    assert {(key.set_id, key.criterion, key.place) for key in lost} == set()
    assert {LABELS[key][:14] for key in added} == {"Đủ mức 2 điểm,"}


def test_labels_are_much_shorter_than_the_sentences(official):
    ours, theirs = (sum(len(texts[key]) for key in LABELS) for texts in (LABELS, official))
    assert ours < 0.75 * theirs


def test_two_sentences_of_a_criterion_never_share_a_label(official):
    seen: dict[tuple[str, str, str], str] = {}
    for key, label in LABELS.items():
        sentence = seen.setdefault((key.set_id, key.criterion, label), official[key])
        assert bare(sentence) == bare(official[key]), key
