"""Names that a buyer would take for one another: a key that is equal for them, so that an index finds them."""

import re

from ocop.core.text import words

# Praise and filler that tells no product from another.
FILLER = frozenset(
    [
        "san",
        "pham",
        "dac",
        "san",
        "ocop",
        "cao",
        "cap",
        "truyen",
        "thong",
        "thuong",
        "hang",
        "dac",
        "biet",
        "nguyen",
        "chat",
        "sach",
        "ngon",
        "loai",
        "chinh",
        "hieu",
        "que",
        "nha",
    ]
)
# Spellings that sound or look alike in one region or another; letters that belong together stand first.
SOUNDS = {
    **dict.fromkeys(("ngh", "ng"), "ng"),
    **dict.fromkeys(("ch", "tr"), "ch"),
    **{kept: kept for kept in ("nh", "th", "kh", "ph", "qu")},
    **dict.fromkeys(("gi", "d", "r", "v"), "d"),
    **dict.fromkeys(("gh", "g"), "g"),
    **dict.fromkeys(("s", "x"), "s"),
    **dict.fromkeys(("l", "n"), "n"),
    **dict.fromkeys(("i", "y"), "i"),
    **dict.fromkeys(("c", "k"), "k"),
}
_SPELT = re.compile("|".join(SOUNDS))
LONGEST = 160


def alike_key(name: str) -> str:
    """Marks, order of words, filler and easily confused spellings do not matter: “Trà sen” = “Chà xen” = “Sen trà”."""
    told = [word for word in words(name) if word not in FILLER] or words(name)
    return " ".join(sorted({_sound(word) for word in told}))[:LONGEST]


def _sound(word: str) -> str:
    return _SPELT.sub(lambda found: SOUNDS[found[0]], word)
