"""The log as static files (C2SP tlog-tiles): what a full or partial tile holds, and where it lies."""

from collections.abc import Iterator
from dataclasses import dataclass

from ocop.transparency.enums import TILE
from ocop.transparency.models import LogEntry
from ocop.transparency.queries.tree import tile_hashes

ENTRIES = "entries"


@dataclass(frozen=True)
class Tile:
    """`level` is a number, or "entries" for the leaves themselves; `width` below 256 makes it a partial tile."""

    level: int | str
    index: int
    width: int = TILE

    @property
    def path(self) -> str:
        part = "" if self.width == TILE else f".p/{self.width}"
        return f"tile/{self.level}/{grouped(self.index)}{part}"

    def content(self) -> bytes:
        if self.level == ENTRIES:
            return entry_bundle(self.index, self.width)
        return b"".join(tile_hashes(int(self.level), self.index, self.width))


def grouped(index: int) -> str:
    """1234067 → x001/x234/067."""
    digits = str(index)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    return "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])


def ungrouped(path: str) -> int | None:
    """The number again; None for a path that is not written exactly so."""
    digits = path.replace("x", "").replace("/", "")
    found = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else None
    return found if found is not None and grouped(found) == path else None


def entry_bundle(index: int, width: int) -> bytes:
    found = LogEntry.objects.filter(index__gte=index * TILE, index__lt=index * TILE + width)
    bodies = [body.encode() for body in found.order_by("index").values_list("body", flat=True)]
    return b"".join(len(body).to_bytes(2, "big") + body for body in bodies)


def tiles(size: int, since: int = 0) -> Iterator[Tile]:
    """Every tile of a tree of `size` that differs from those of a tree of `since`."""
    level, old, new = 0, since, size
    while new:
        for kind in (0, ENTRIES) if level == 0 else (level,):
            for index in range(old // TILE, new // TILE):
                yield Tile(kind, index)
            if new % TILE:
                yield Tile(kind, new // TILE, new % TILE)
        level, old, new = level + 1, old // TILE, new // TILE
