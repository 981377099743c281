"""Whom to visit: risk that can be recounted, a share by lot that is always kept, the same draw from the same seed."""

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ocop.rulebook.oversight import FILE, BrokenOversight, read_oversight
from ocop.rulebook.sampling import Candidate, CannotDraw, How, by_lot, draw, points_of

DATA = read_oversight()
WEIGHTS, LEAST = DATA.weights, DATA.least_random
signs = st.dictionaries(st.sampled_from(sorted(WEIGHTS)), st.integers(0, 9))
crowds = st.lists(signs, min_size=1, max_size=40).map(
    lambda rows: [Candidate(f"SP-{n}", one) for n, one in enumerate(rows)]
)


def drawn(crowd, size, percent=LEAST, seed="2026"):
    return draw(crowd, size=size, percent=percent, least_percent=LEAST, seed=seed, weights=WEIGHTS)


@given(
    crowds, st.integers(1, 50), st.integers(LEAST, 100), st.text(min_size=1).filter(str.strip), st.randoms()
)
def test_the_share_by_lot_is_kept_nobody_twice_and_the_draw_repeats(crowd, size, percent, seed, random):
    picks = drawn(crowd, size, percent, seed)
    reached = min(size, len(crowd))
    assert len(picks) == len({one.key for one in picks}) == reached
    assert sum(one.how == How.LOT for one in picks) >= by_lot(reached, percent) >= reached * percent / 100
    random.shuffle(crowd)
    assert drawn(crowd, size, percent, seed) == picks


@given(crowds, st.integers(1, 50))
def test_nobody_outside_has_more_points_than_one_picked_by_risk(crowd, size):
    picks = drawn(crowd, size)
    points = {one.key: sum(p for _, _, p in points_of(one, WEIGHTS)) for one in crowd}
    inside = [one.points for one in picks if one.how == How.RISK]
    left = set(points) - {one.key for one in picks}
    assert all(points[key] <= min(inside, default=10**9) for key in left) or not inside
    assert all(one.points == points[one.key] == sum(p for _, _, p in one.why) for one in picks)


def test_points_are_counted_up_to_their_most_and_explained():
    one = Candidate("a", {"reports": 9, "expiring": 1, "findings": 0, "unknown": 4})
    assert points_of(one, WEIGHTS) == (
        ("tin báo vi phạm trong 24 tháng", 9, 12),
        ("giấy chứng nhận sắp hết hạn", 1, 1),
    )


def test_another_seed_draws_others():
    crowd = [Candidate(str(n)) for n in range(200)]
    assert {p.key for p in drawn(crowd, 20, seed="a")} != {p.key for p in drawn(crowd, 20, seed="b")}
    assert [by_lot(n, 20) for n in (1, 5, 6, 10, 11)] == [1, 1, 2, 2, 3]


@pytest.mark.parametrize(
    ("crowd", "size", "percent", "seed", "words"),
    [
        ([Candidate("a")], 1, LEAST - 1, "x", "Phần bốc thăm phải từ 20%"),
        ([Candidate("a")], 0, LEAST, "x", "từ 1 trở lên"),
        ([Candidate("a")], 1, LEAST, " ", "số mồi"),
        ([], 1, LEAST, "x", "Không có sản phẩm"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_a_sentence(crowd, size, percent, seed, words):
    with pytest.raises(CannotDraw, match=words):
        drawn(crowd, size, percent, seed)


def test_every_criteria_set_has_a_checklist_and_the_mark_has_its_own():
    for number in (*range(1, 27), None):
        codes = [one.code for one in DATA.checklist(number)]
        assert {"nhan-1", "sao-1", "day-1"} <= set(codes) and len(codes) >= 5
    assert "attp-1" in {i.code for i in DATA.checklist(9)} and "attp-1" not in {
        i.code for i in DATA.checklist(26)
    }
    assert {i.topic for i in DATA.checklist(9, mark_only=True)} == {"label", "mark", "range"}
    assert DATA.due("grave", date(2026, 11, 2)) == date(2026, 11, 7)


@pytest.mark.parametrize("change", [{"schema": "x"}, {"least_random": 0}, {"topics": {}}])
def test_a_broken_file_is_refused(tmp_path, change):
    file = tmp_path / "oversight.yaml"
    file.write_text(yaml.safe_dump({**yaml.safe_load(FILE.read_text(encoding="utf-8")), **change}))
    with pytest.raises(BrokenOversight):
        read_oversight(file)
