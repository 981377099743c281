"""Marks of one product: small numbers that are equal as often as the texts share pieces.

`name_marks` and `story_marks` are minimum hashes: each of the lanes is equal in two texts with the probability that is the
share of their common pieces (Jaccard). 16 bits a lane, so that 20,000 products fit into 4 MiB. `picture_mark` is the 256-bit
difference hash of a picture: which of two neighbouring grey fields is clearly brighter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME_LANES, STORY_LANES = 32, 64
PIECE = 3
FIELDS = 16  # rows and columns of a picture's fingerprint
BITS = FIELDS * FIELDS
MARGIN = 2  # grey levels; an even background must not look like a pattern
LEAST = BITS // 10  # a picture with fewer set bits is too plain to be told from another
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
        "thien",
        "nhien",
        "sach",
        "ngon",
    ]
)


def core_name(folded: str) -> str:
    """The words of a folded name that tell it from another; all of them when there is nothing else."""
    words = folded.split()
    return " ".join(word for word in words if word not in FILLER) or " ".join(words)


def letters(core: str) -> frozenset[str]:
    """Three-letter pieces, with the edges of words."""
    padded = f"  {core} "
    return frozenset(padded[place : place + PIECE] for place in range(len(padded) - PIECE + 1))


def common_percent(one: str, other: str) -> int:
    """Common pieces of two core names in percent of all their pieces, rounded down."""
    first, second = letters(one), letters(other)
    return 100 * len(first & second) // len(first | second)


def name_marks(core: str) -> bytes:
    return _marks(letters(core), NAME_LANES)


def story_marks(folded: str, *, least: int) -> bytes:
    """Empty when the story has fewer words than `least`."""
    words = folded.split()
    if len(words) < max(least, PIECE):
        return b""
    return _marks({" ".join(words[at : at + PIECE]) for at in range(len(words) - PIECE + 1)}, STORY_LANES)


def picture_mark(greys: Sequence[int]) -> bytes:
    """From 16 rows of 17 grey values (0 to 255); empty when the picture is too plain to tell anything."""
    if len(greys) != FIELDS * (FIELDS + 1):
        raise ValueError("16 rows of 17 grey values")
    bits = 0
    for row in range(FIELDS):
        for column in range(FIELDS):
            place = row * (FIELDS + 1) + column
            bits = bits << 1 | (greys[place] + MARGIN < greys[place + 1])
    return bits.to_bytes(BITS // 8, "big") if bits.bit_count() >= LEAST else b""


def _marks(pieces: Iterable[str], lanes: int) -> bytes:
    import numpy as np  # 25 MiB that only whoever compares pays for

    hashes = np.array([_hash(piece) for piece in pieces], dtype=np.uint64)
    factors, offsets = _turns(lanes)
    turned = hashes[None, :] * factors[:, None] + offsets[:, None]  # modulo 2**64 on purpose
    least = (turned >> np.uint64(32)).min(axis=1)
    mixed: bytes = (least * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(48)).astype(">u2").tobytes()
    return mixed


def _hash(piece: str) -> int:
    return int.from_bytes(blake2b(piece.encode(), digest_size=8).digest(), "big")


@cache
def _turns(lanes: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Odd factors and offsets, the same in every installation."""
    import numpy as np

    given = [
        _hash(f"ocop-similarity-{lane}-{part}") for part in ("factor", "offset") for lane in range(lanes)
    ]
    numbers = np.array(given, dtype=np.uint64)
    return numbers[:lanes] | np.uint64(1), numbers[lanes:]
