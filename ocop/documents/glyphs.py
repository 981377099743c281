"""Which letters the document font can draw: a name with an emoji must not stop a decision from being printed.

PDF/A forbids letters without a shape, so the typesetter refuses them. Here they are dropped (signs, emoji) or
shown as a question mark (letters of other scripts), and `unprintable` lets a page warn beforehand.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "fonts"
PLAIN = {"★": "*", "☆": "*", "✓": "v", "✔": "v", "≈": "~", "→": "->", "⇒": "=>", "☎": "ĐT:", "\u2011": "-"}
UNKNOWN = "?"


@cache
def drawable() -> frozenset[int]:
    """Code points that all four faces have."""
    faces = [frozenset(_character_map(path.read_bytes())) for path in sorted(FONTS.glob("*.ttf"))]
    return frozenset.intersection(*faces)


def unprintable(text: str) -> str:
    """The letters of a text that documents cannot show, each once."""
    return "".join(dict.fromkeys(letter for letter in _composed(text) if not _is_shown(letter)))


def shown(value: Any) -> Any:
    """The same value with every text in it made of drawable letters; texts that are fine stay untouched."""
    if isinstance(value, str):
        return "".join(_replacement(letter) for letter in _composed(value))
    if isinstance(value, dict):
        return {key: shown(item) for key, item in value.items()}
    if isinstance(value, list):
        return [shown(item) for item in value]
    return value


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _is_shown(letter: str) -> bool:
    return ord(letter) in drawable() or letter in "\n\t" or unicodedata.category(letter) in ("Zs", "Cf")


def _replacement(letter: str) -> str:
    if ord(letter) in drawable() or letter == "\n":
        return letter
    if letter in PLAIN:
        return PLAIN[letter]
    category = unicodedata.category(letter)
    if category.startswith("Z") or letter == "\t":
        return " "
    return UNKNOWN if category.startswith(("L", "N")) else ""


def _character_map(font: bytes) -> Iterator[int]:
    """Code points of the font's character table (format 4, the only one these files have)."""
    start = _table(font, b"cmap")
    count = struct.unpack_from(">H", font, start + 2)[0]
    offsets = [struct.unpack_from(">HHI", font, start + 4 + 8 * index)[2] for index in range(count)]
    at = start + offsets[-1]
    kind, _, _, doubled = struct.unpack_from(">HHHH", font, at)
    if kind != 4:
        raise ValueError("the font has another character table than expected")
    segments = doubled // 2
    ends = struct.unpack_from(f">{segments}H", font, at + 14)
    starts = struct.unpack_from(f">{segments}H", font, at + 16 + doubled)
    for first, last in zip(starts, ends, strict=True):
        yield from range(first, min(last, 0xFFFD) + 1)


def _table(font: bytes, name: bytes) -> int:
    for index in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        if tag == name:
            return int(offset)
    raise ValueError(f"the font has no table {name!r}")
