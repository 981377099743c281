"""Search key of a Vietnamese word: no marks, no đ, lower case, single spaces."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[^a-z0-9%<>≥≤]+")


def fold(text: str) -> str:
    """`fold("Nước mắm Phú Quốc") == "nuoc mam phu quoc"`."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", plain).strip()
