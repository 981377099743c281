"""Vietnamese text: one search key, one alphabetical order, nothing broken stored."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.core.text import clean, clean_line, fold, given_name_key, slug, sort_key, words


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đặc sản Hoà", "dac san hoa"),
        ("ĐẶC SẢN HÒA", "dac san hoa"),
        ("Ðông trùng hạ thảo", "dong trung ha thao"),  # U+00D0, an old keyboard's Đ
        ("Đông", "dong"),
        ("Nước mắm", "nuoc mam"),
        ("rượu  nếp\tcẩm", "ruou nep cam"),
        ("Ê-đê", "e-de"),
        ("a\u0301", "a"),
        ("Quảng\u200bNam", "quangnam"),
        ("\x00x", "x"),
        ("ﬁ", "fi"),
        ("", ""),
    ],
)
def test_fold(text, key):
    assert fold(text) == key


@given(st.text())
def test_fold_is_stable_and_form_does_not_matter(text):
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(
    st.text(
        alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ ĐÂƯ"
    )
)
def test_fold_leaves_ascii_for_every_vietnamese_text(text):
    assert fold(text).isascii()
    assert fold(text.upper()) == fold(text)


def test_clean_keeps_line_breaks_and_drops_what_breaks_databases():
    assert clean("  a\r\nb\x00\u202ec\ufeff ") == "a\nbc"
    assert clean_line(" a \n b ") == "a b"
    assert clean("x\ud800y") == "xy"
    assert unicodedata.is_normalized("NFC", clean("Ho\u0300a"))


def test_words_and_slug():
    assert words("Cà-phê, 'Đắk Lắk'!") == ["ca", "phe", "dak", "lak"]
    assert slug("Mật ong hoa rừng") == "mat-ong-hoa-rung"


# --- alphabetical order ---------------------------------------------------------------------------

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]  # ngang huyền hỏi ngã sắc nặng


def oracle(text: str) -> tuple[list[int], list[int]]:
    """The rule of the dictionary, written a second time: letters of the whole text first, then tones."""
    letters, tones = [], []
    for char in unicodedata.normalize("NFC", text.lower()):
        if char == " ":
            letters.append(-1)
            continue
        pieces = unicodedata.normalize("NFD", char)
        tone = [piece for piece in pieces if piece in TONES[1:]]
        base = unicodedata.normalize("NFC", "".join(piece for piece in pieces if piece not in TONES[1:]))
        letters.append(LETTERS.index(base))
        tones.append(TONES.index(tone[0]) if tone else 0)
    return letters, tones


syllables = st.lists(
    st.tuples(
        st.sampled_from(["", "b", "ch", "đ", "d", "nh", "tr"]),
        st.sampled_from("aăâeêioôơuưy"),
        st.sampled_from(TONES),
    ),
    min_size=1,
    max_size=4,
).map(lambda parts: unicodedata.normalize("NFC", " ".join(a + b + c for a, b, c in parts)))


@given(syllables, syllables)
def test_sort_key_orders_random_pairs_like_the_dictionary(one, other):
    assert (sort_key(one) < sort_key(other)) == (oracle(one) < oracle(other))
    assert (sort_key(one) == sort_key(other)) == (oracle(one) == oracle(other))


def test_sort_key_orders_known_words():
    wanted = [
        "An",
        "An Bình",
        "Ánh",
        "Ăn",
        "Ân",
        "Ba",
        "Bà",
        "Bả",
        "Bã",
        "Bá",
        "Bạ",
        "Da",
        "Đa",
        "Đà",
        "Ê",
        "Ô",
        "Ơ",
        "Ư",
        "Ý",
    ]

    backwards = wanted[::-1]
    assert sorted(backwards, key=sort_key) == wanted


def test_sort_key_orders_numbers_before_letters_and_ignores_case():
    assert sorted(["Phường Bến Thành", "Phường 2", "phường 1"], key=sort_key) == [
        "phường 1",
        "Phường 2",
        "Phường Bến Thành",
    ]
    assert sort_key("ĐỒNG NAI") == sort_key("đồng nai")


@given(st.text(max_size=300))
def test_sort_key_is_digits_only_so_that_both_engines_agree(text):
    assert sort_key(text).isdigit()
    assert len(sort_key(text)) <= 400


def test_people_stand_by_given_name():
    names = ["Trần Văn Đạt", "Lê Thị Ánh", "Nguyễn Văn Dũng", "Bùi Ân", "Phạm Thị Ánh", "An"]

    assert sorted(names, key=given_name_key) == [
        "An",
        "Lê Thị Ánh",
        "Phạm Thị Ánh",
        "Bùi Ân",
        "Nguyễn Văn Dũng",
        "Trần Văn Đạt",
    ]
    assert given_name_key("").isdigit()
