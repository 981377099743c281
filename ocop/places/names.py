"""Reading place names as people write them: kind prefixes, both tone placements, abbreviations."""

import re
import unicodedata

from ocop.core.text import clean_line, fold

# What may stand before a name, folded, and the kinds it can mean. Longest first.
PREFIXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("thanh pho", ("thành phố",)),
    ("thi tran", ("thị trấn",)),
    ("thi xa", ("thị xã",)),
    ("dac khu", ("đặc khu",)),
    ("phuong", ("phường",)),
    ("huyen", ("huyện",)),
    ("quan", ("quận",)),
    ("tinh", ("tỉnh",)),
    ("xa", ("xã",)),
    ("tp", ("thành phố",)),
    ("tt", ("thị trấn",)),
    ("tx", ("thị xã",)),
    ("dk", ("đặc khu",)),
    ("p", ("phường",)),
    ("h", ("huyện",)),
    ("q", ("quận",)),
    ("t", ("tỉnh",)),
    ("x", ("xã",)),
)
SHORT = {"tp", "tt", "tx", "dk", "p", "h", "q", "t", "x"}  # these need a dot, a blank or a digit behind them
_NUMBER = re.compile(r"^0*(\d+)$")


def name_key(name: str) -> str:
    """Folded, punctuation as blanks, numbers without leading zeros: `Bà Rịa - Vũng Tàu` → `ba ria vung tau`."""
    words = re.sub(r"[^0-9a-z]+", " ", fold(name)).split()
    return " ".join(_NUMBER.sub(r"\1", word) for word in words)


def split_kind(text: str) -> tuple[tuple[str, ...], str]:
    """(`kinds`, name key) of one part of an address: `TP. Hội An` → (("thành phố",), "hoi an")."""
    folded = fold(clean_line(text)).strip(" .,;")
    for prefix, kinds in PREFIXES:
        if not folded.startswith(prefix):
            continue
        rest = folded[len(prefix) :]
        if prefix in SHORT:
            fits = re.match(r"(\.\s*|\s+)\S|\d", rest)
        else:
            fits = re.match(r"[\s.]+\S", rest)
        if fits and name_key(rest):
            return kinds, name_key(rest)
    return (), name_key(text)


def parts(text: str) -> list[str]:
    """The parts of an address from the smallest to the largest, cut at commas."""
    return [part for part in (clean_line(piece) for piece in re.split(r"[,;]", text)) if part]


def marks(text: str) -> str:
    """Letters with their shapes and the tone per syllable, wherever the tone mark sits: hòa = hoà ≠ hóa."""
    out = []
    for word in clean_line(text).casefold().split():
        letters = unicodedata.normalize("NFD", word)
        tones = "".join(c for c in letters if c in "\u0300\u0301\u0303\u0309\u0323")
        out.append("".join(c for c in letters if c not in tones) + tones)
    return " ".join(out)
