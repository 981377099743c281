"""Vietnamese text: normal form, search key and alphabetical order.

One `fold` serves every index and every question, on both database engines, because neither engine folds
`đ`, two marks on one letter, and both tone placements (hòa/hoà) by itself.
"""

import re
import unicodedata
from functools import lru_cache

_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_BLANKS = re.compile(r"\s+")
_D = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ɖ": "d", "Ɖ": "d"})

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_ORDER = {letter: index for index, letter in enumerate(ALPHABET)}
# ngang, huyền, hỏi, ngã, sắc, nặng
_TONES = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SHAPES = {"\u0306", "\u0302", "\u031b"}


def nfc(value: str) -> str:
    """The stored form of any text: Unicode NFC."""
    return unicodedata.normalize("NFC", value)


def clean(value: str) -> str:
    """NFC without control, zero-width and direction characters; line breaks stay."""
    return _CONTROL.sub("", nfc(value.replace("\r\n", "\n"))).strip()


def clean_line(value: str) -> str:
    """As `clean`, on one line with single blanks."""
    return _BLANKS.sub(" ", clean(value)).strip()


def fold(value: str) -> str:
    """Search key: lower case, no marks, đ→d, blanks squeezed. `Đặc sản Hoà` → `dac san hoa`."""
    quick = value.translate(_QUICK)
    return " ".join(quick.split()) if quick.isascii() else _folded(value)


def _folded(value: str) -> str:
    decomposed = unicodedata.normalize("NFKD", clean(value).translate(_D))
    lower = unicodedata.normalize(
        "NFKD", decomposed.casefold()
    )  # some letters have a lower form only after NFKD
    bare = "".join(c for c in lower if not unicodedata.combining(c)).translate(_D)
    return _BLANKS.sub(" ", _CONTROL.sub("", bare)).strip()


# What each letter of our texts folds to, so that most texts need one pass. Anything else goes the long way.
_QUICK = {
    code: _folded(f"x{chr(code)}x")[1:-1]
    for low, high in ((0x00, 0x250), (0x300, 0x370), (0x1E00, 0x1F00))
    for code in range(low, high)
}


def words(value: str) -> list[str]:
    """The folded words of a question, punctuation dropped."""
    return [word for word in re.split(r"[^0-9a-z]+", fold(value)) if word]


def slug(value: str) -> str:
    return "-".join(words(value))


@lru_cache(maxsize=4096)
def _letter_key(char: str) -> tuple[int, int]:
    decomposed = unicodedata.normalize("NFD", char)
    base = decomposed[0] + "".join(m for m in decomposed[1:] if m in _SHAPES)
    tone = next((_TONES[m] for m in decomposed[1:] if m in _TONES), 0)
    return _ORDER.get(unicodedata.normalize("NFC", base), -1), tone


def sort_key(value: str) -> str:
    """Digits whose plain order is the Vietnamese alphabetical order of the text.

    Two digits a character (blank 01, digits 02–11, letters 12–44), 00 as the end, then one digit a tone: the letters of
    the whole text decide first, then the tones. Only digits occur, so every collation of every engine agrees.
    """
    letters, tones = [], []
    for char in nfc(clean(value)).lower():
        place, tone = _letter_key(char)
        if place >= 0:
            letters.append(f"{place + 12}")
            tones.append(str(tone))
        elif char.isdecimal() and char.isascii():
            letters.append(f"{int(char) + 2:02}")
        elif letters and letters[-1] != "01":
            letters.append("01")
    while letters and letters[-1] == "01":
        letters.pop()
    return ("".join(letters) + "00" + "".join(tones))[:400]


def given_name_key(full_name: str) -> str:
    """Order of people: by given name (the last word), then the whole name."""
    parts = clean_line(full_name).split(" ")
    return sort_key(" ".join([parts[-1], *parts[:-1]])) if parts else ""
