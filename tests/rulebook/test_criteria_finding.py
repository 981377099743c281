"""A producer finds the criteria set in plain words."""

import unicodedata

import pytest

from ocop.rulebook.criteria import find_sets
from ocop.rulebook.criteria.folding import fold


def numbers(words: str) -> list[int]:
    return [found.entry.number for found in find_sets(words)]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("mật ong", 4),
        ("mat ong rung", 4),
        ("mật ong ngâm nghệ", 8),
        ("nước mắm", 9),
        ("nuoc mam phu quoc", 9),
        ("homestay", 26),
        ("home", 26),
        ("du lịch cộng đồng", 26),
        ("chè shan tuyết", 11),
        ("trà hoa vàng", 12),
        ("rượu", 14),
        ("rượu vang", 15),
        ("gạo ST25", 3),
        ("bún khô", 6),
        ("bưởi da xanh", 1),
        ("thuỷ sản", 2),
        ("cá khô", 8),
        ("tỏi", 10),
        ("cà phê bột nguyên chất", 13),
        ("nước đóng bình", 16),
        ("tinh dầu tràm", 20),
        ("dầu gội bồ kết", 19),
        ("thực phẩm chức năng", 18),
        ("nón lá", 21),
        ("thổ cẩm", 22),
        ("hoa lan", 23),
        ("bonsai", 24),
        ("cá koi", 25),
        ("  MẬT   ONG ", 4),
    ],
)
def test_plain_words_find_the_set_first(words, number):
    assert numbers(words)[0] == number


def test_typed_marks_decide_between_words_that_look_alike():
    assert numbers("bơ")[0] == 1
    assert numbers("bò")[0] == 2
    assert set(numbers("bo")) >= {1, 2}


@pytest.mark.parametrize("words", ["", "   ", "(...)", "xyz", "đ" * 500, "\x00"])
def test_unknown_words_find_nothing(words):
    assert find_sets(words) == ()


def test_answer_says_why_it_fits():
    first = find_sets("mật ong rừng")[0]
    assert (first.sector.code, first.group.name) == ("I", "Thực phẩm thô, sơ chế")
    assert "mật ong rừng" in first.matched
    assert first.entry.id == "26/2026/QĐ-TTg#4"
    assert len(find_sets("mật", limit=1)) == 1


def test_pasted_text_is_read_from_its_beginning():
    assert numbers("nước mắm " + "xyz " * 100_000) == [9]
    assert numbers("xyz " * 40 + "nước mắm") == []


def test_fold_drops_marks_case_and_decomposed_letters():
    assert fold("Đường  PHÈN") == "duong phen"
    assert fold(unicodedata.normalize("NFD", "Đường phèn")) == "duong phen"
