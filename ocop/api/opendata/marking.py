"""Rows of PostgreSQL's COPY as the XML of a sheet, a block at a time: no cell is ever a Python object.

COPY's text form ends a cell with a tab and a row with a line feed, and writes those characters of a text with a
backslash: what stands bare is a border. `\\N` (nothing) is never a value here, so it marks the borders beside numbers.
"""

import re
from collections.abc import Callable, Sequence

from ocop.api.opendata.xlsx import EMPTY, NUMBER, ROW, TEXT

NOTHING = rb"\N"
# How many cells of nothing stand between two cells, by (is a number, is a number).
BETWEEN = {(False, False): 0, (False, True): 1, (True, False): 2, (True, True): 3}
_FORBIDDEN = bytes(set(range(0x20)) - set(b"\t\n"))
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_WRITTEN = {b"t": b"\t", b"n": b"\n", b"r": b"\r", b"\\": b"\\", b"b": b"", b"f": b"", b"v": b""}


def separated(cells: Sequence[str], numbers: Sequence[bool]) -> list[str]:
    """The expressions of one row, with the cells of nothing between them."""
    listed = [cells[0]]
    for place in range(1, len(cells)):
        listed += ["NULL"] * BETWEEN[numbers[place - 1], numbers[place]]
        listed.append(cells[place])
    return listed


def marker(numbers: Sequence[bool]) -> Callable[[Sequence[bytes]], bytes]:
    """A function from whole rows in COPY's text form to XML."""
    marks = [
        (b"\t" + (NOTHING + b"\t") * count, (_kind(before)[1] + _kind(after)[0]).encode())
        for (before, after), count in sorted(BETWEEN.items(), key=lambda item: -item[1])
    ]
    begin, end = (ROW[0] + _kind(numbers[0])[0]).encode(), (_kind(numbers[-1])[1] + ROW[1]).encode()
    empty = [("".join(kind).encode(), EMPTY.encode()) for kind in (TEXT, NUMBER)]

    def marked(rows: Sequence[bytes]) -> bytes:
        block = _escaped(b"".join(rows))
        for border, mark in marks:
            block = block.replace(border, mark)
        block = begin + block[:-1].replace(b"\n", end + begin) + end
        if b"\\" in block:
            block = re.sub(rb"\\(.)", lambda found: _WRITTEN[found[1]], block)
        for kind, nothing in empty:
            block = block.replace(kind, nothing)
        return block

    return marked


def _kind(number: bool) -> tuple[str, str]:
    return NUMBER if number else TEXT


def _escaped(block: bytes) -> bytes:
    """Without what XML cannot hold, with its three signs written out."""
    block = block.translate(None, _FORBIDDEN)
    for character in _NO_CHARACTERS:
        block = block.replace(character, b"")
    return block.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
