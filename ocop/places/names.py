"""Reading place names as people write them: kind prefixes, both tone placements, abbreviations."""

import re
import unicodedata

from ocop.core.text import clean_line, fold, nfc

# What may stand before a name and what it means. Longest first, because "thị xã" begins like a name could.
PREFIXES: tuple[tuple[str, str], ...] = (
    ("thành phố", "thành phố"),
    ("thị trấn", "thị trấn"),
    ("thị xã", "thị xã"),
    ("đặc khu", "đặc khu"),
    ("phường", "phường"),
    ("huyện", "huyện"),
    ("quận", "quận"),
    ("tỉnh", "tỉnh"),
    ("xã", "xã"),
    ("tp", "thành phố"),
    ("tt", "thị trấn"),
    ("tx", "thị xã"),
    ("đk", "đặc khu"),
    ("p", "phường"),
    ("h", "huyện"),
    ("q", "quận"),
    ("t", "tỉnh"),
    ("x", "xã"),
)
LONGEST_SHORT = 2  # prefixes up to this length need a dot, a blank or a digit behind them
_NUMBER = re.compile(r"^0*(\d+)$")


def name_key(name: str) -> str:
    """Folded, punctuation as blanks, numbers without leading zeros: `Bà Rịa - Vũng Tàu` → `ba ria vung tau`."""
    words = re.sub(r"[^0-9a-z]+", " ", fold(name)).split()
    return " ".join(_NUMBER.sub(r"\1", word) for word in words)


def readings(text: str) -> list[tuple[str, str]]:
    """What one part of an address can mean, likeliest first: (kind or "", name key).

    `TP. Hội An` → [("thành phố", "hoi an")]. Written without marks, `tinh bien` may be tỉnh Biên or Tịnh Biên: both
    are answered. With marks, `Tịnh Biên` is a name and nothing else.
    """
    line = nfc(clean_line(text)).strip(" .,;")
    kind, rest = _cut(line)
    whole = ("", name_key(line))
    if not kind:
        return [whole] if whole[1] else []
    typed = line[: len(line) - len(rest)]
    sure = fold(typed).strip(" .") != typed.casefold().strip(" .") or len(typed.strip(" .")) <= LONGEST_SHORT
    return [(kind, name_key(rest))] if sure else [(kind, name_key(rest)), whole]


def _cut(line: str) -> tuple[str, str]:
    bare = fold(line)
    for prefix, kind in PREFIXES:
        size = len(prefix)
        written = marks(line[:size]) == marks(prefix) or (
            line[:size].casefold() == fold(prefix) == bare[:size]
        )
        if not written:
            continue
        rest = line[size:]
        fits = re.match(r"(\.\s*|\s+)\S|\d", rest) if size <= LONGEST_SHORT else re.match(r"[\s.]+\S", rest)
        if fits and name_key(rest):
            return kind, rest
    return "", line


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
