"""Hashes of the Merkle tree as RFC 6962 and RFC 9162 write them. Pure arithmetic; knows no database.

`node(level, index)` is the caller's way to the hash of a full subtree: 2**level leaves from leaf index * 2**level on.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence

Node = Callable[[int, int], bytes]
EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def fold(hashes: Sequence[bytes]) -> bytes:
    """The root over a full subtree's hashes; their number is a power of two."""
    row = list(hashes)
    while len(row) > 1:
        row = [node_hash(row[at], row[at + 1]) for at in range(0, len(row), 2)]
    return row[0]


def root(node: Node, size: int) -> bytes:
    return span(node, 0, size) if size else EMPTY


def span(node: Node, start: int, end: int) -> bytes:
    """The hash over leaves start … end-1."""
    size = end - start
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return node(level, start >> level)
    middle = start + _split(size)
    return node_hash(span(node, start, middle), span(node, middle, end))


def inclusion_proof(node: Node, index: int, size: int) -> list[bytes]:
    """The hashes that lead from one leaf to the root of the tree of that size."""
    return _path(node, index, 0, size)


def _path(node: Node, index: int, start: int, end: int) -> list[bytes]:
    if end - start == 1:
        return []
    middle = start + _split(end - start)
    if index < middle:
        return [*_path(node, index, start, middle), span(node, middle, end)]
    return [*_path(node, index, middle, end), span(node, start, middle)]


def consistency_proof(node: Node, old: int, new: int) -> list[bytes]:
    """The hashes that show the tree of size `old` to be the beginning of the tree of size `new`."""
    return _subproof(node, old, 0, new, True) if 0 < old < new else []


def _subproof(node: Node, old: int, start: int, end: int, whole: bool) -> list[bytes]:
    if old == end:
        return [] if whole else [span(node, start, end)]
    middle = start + _split(end - start)
    if old <= middle:
        return [*_subproof(node, old, start, middle, whole), span(node, middle, end)]
    return [*_subproof(node, old, middle, end, False), span(node, start, middle)]


def _split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << ((size - 1).bit_length() - 1)


class Growing:
    """The tree while leaves come one by one; keeps one hash per level."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[tuple[int, bytes]] = []  # (level, hash), highest first

    def add(self, leaf: bytes) -> None:
        level, made = 0, leaf
        while self._peaks and self._peaks[-1][0] == level:
            made, level = node_hash(self._peaks.pop()[1], made), level + 1
        self._peaks.append((level, made))
        self.size += 1

    def extend(self, leaves: Iterable[bytes]) -> "Growing":
        for leaf in leaves:
            self.add(leaf)
        return self

    def root(self) -> bytes:
        made = b""
        for _, peak in reversed(self._peaks):
            made = node_hash(peak, made) if made else peak
        return made or EMPTY
