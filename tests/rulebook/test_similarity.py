"""Marks are equal as often as texts share pieces; one against all finds what all against all finds."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.rulebook.similarity import (
    Print,
    core_name,
    limits_on,
    name_marks,
    picture_mark,
    story_marks,
)
from ocop.rulebook.similarity.comparing import Prints, pairs_among, pairs_of
from ocop.rulebook.similarity.marks import common_percent
from ocop.rulebook.similarity.settings import BrokenLimits, read_limits

LIMITS = limits_on(date(2026, 11, 22))
STORY = " ".join(f"tu{n}" for n in range(80))
words = st.lists(st.sampled_from([f"chu{n}" for n in range(30)]), min_size=1, max_size=4).map(" ".join)


def make_print(
    key: int, name: str, *, producer: int | None = None, story: str = "", pictures=(), group=None
) -> Print:
    core = core_name(name)
    marks = story_marks(story, least=LIMITS.story_words)
    return Print(key, producer or key, core, name_marks(core), marks, tuple(pictures), group)


def all_pairs(rows):
    return [one for _, found in pairs_among(Prints(rows, LIMITS)) for one in found]


def test_filler_tells_no_product_from_another():
    assert core_name("tra sen dac biet thuong hang") == "tra sen"
    assert core_name("dac san") == "dac san"


def test_same_story_of_two_producers_is_found_and_own_range_is_not():
    rows = [
        make_print(1, "tra sen tay ho", story=STORY),
        make_print(2, "com lang vong", story=STORY),
        make_print(3, "mut sen", story=STORY, producer=1),
    ]
    assert [(one.first, one.second, one.story) for one in all_pairs(rows)] == [(1, 2, 100), (2, 3, 100)]


def test_short_story_is_not_compared():
    short = " ".join(STORY.split()[: LIMITS.story_words - 1])
    assert all_pairs([make_print(1, "a b c", story=short), make_print(2, "x y z", story=short)]) == []


def test_name_is_found_across_producers_and_not_across_groups():
    one = make_print(1, "nuoc mam co ba phu quoc", group=4)
    assert [pair.name for pair in all_pairs([one, make_print(2, "nuoc mam co ba phu quoc", group=4)])] == [
        100
    ]
    assert [pair.name for pair in all_pairs([one, make_print(2, "nuoc mam co ba phu quoc")])] == [100]
    assert all_pairs([one, make_print(2, "nuoc mam co ba phu quoc", group=5)]) == []


def test_common_name_tells_nothing():
    rows = [make_print(key, "mat ong rung") for key in range(1, LIMITS.common_name + 1)]
    assert len(all_pairs(rows)) == len(rows) * (len(rows) - 1) // 2
    assert all_pairs([*rows, make_print(99, "mat ong rung")]) == []


def test_picture_that_was_slightly_changed_is_found():
    greys = [(37 * place) % 251 for place in range(272)]
    mark = picture_mark(greys)
    near = (int.from_bytes(mark, "big") ^ 0b1011).to_bytes(32, "big")
    far = (int.from_bytes(mark, "big") ^ 0xFFFFFFFF).to_bytes(32, "big")
    rows = [make_print(1, "a b", pictures=[mark]), make_print(2, "c d", pictures=[far, near])]
    assert [(one.photo, one.name, one.story) for one in all_pairs(rows)] == [(98, None, None)]
    with pytest.raises(ValueError, match="16 rows"):
        picture_mark([0] * 271)
    assert picture_mark([200] * 272) == b""


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(words, st.booleans()), min_size=2, max_size=150))
def test_one_against_all_finds_what_all_against_all_finds(products):
    rows = [
        make_print(key, name, producer=key // 2 + 1, story=STORY if told else "")
        for key, (name, told) in enumerate(products, 1)
    ]
    everything = all_pairs(rows)
    prints = Prints(rows, LIMITS)
    for place, row in enumerate(rows):
        assert pairs_of(prints, place) == [
            one for one in everything if row.product in (one.first, one.second)
        ]


@settings(max_examples=60, deadline=None)
@given(words, words)
def test_a_stated_share_of_names_is_the_true_one(one, other):
    pairs = all_pairs([make_print(1, one), make_print(2, other)])
    true = common_percent(core_name(one), core_name(other))
    assert [pair.name for pair in pairs if pair.name is not None] in ([], [true])
    assert all(pair.name is None or pair.name >= LIMITS.name_percent for pair in pairs)


def test_lanes_estimate_the_share_of_common_pieces():
    half = " ".join([*STORY.split()[:60], *(f"khac{n}" for n in range(20))])
    first, second = (np.frombuffer(story_marks(text, least=40), dtype=">u2") for text in (STORY, half))
    assert 0.4 < (first == second).mean() < 0.85  # truly 58 of 98


def test_limits_that_make_no_sense_are_refused(tmp_path):
    file = tmp_path / "settings.yaml"
    file.write_text("schema: other/1\nsettings: []\n", encoding="utf-8")
    with pytest.raises(BrokenLimits):
        read_limits(file)


def test_picture_that_many_share_tells_nothing():
    mark = picture_mark([(37 * place) % 251 for place in range(272)])
    rows = [
        make_print(key, f"ten{key} rieng{key}", pictures=[mark]) for key in range(1, LIMITS.common_photo + 2)
    ]
    assert len(all_pairs(rows)) == len(rows) * (len(rows) - 1) // 2
    rows.append(make_print(99, "them mot", pictures=[mark]))
    assert all_pairs(rows) == [] and pairs_of(Prints(rows, LIMITS), 3) == []
