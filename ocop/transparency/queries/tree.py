"""The tree over stored hashes: any root or proof reads at most a few tiles of 256 hashes, however long the log is."""

from ocop.transparency import merkle
from ocop.transparency.enums import TILE
from ocop.transparency.models import LogEntry, LogHead, TileHash


def log_size() -> int:
    return LogHead.objects.filter(pk=1).values_list("size", flat=True).first() or 0


def tile_hashes(level: int, index: int, width: int = TILE, using: str = "default") -> list[bytes]:
    """The first `width` hashes of one tile: of leaves at level 0, of full tiles above."""
    first, last = index * TILE, index * TILE + width
    if level == 0:
        found = LogEntry.objects.using(using).filter(index__gte=first, index__lt=last).order_by("index")
        return [bytes.fromhex(value) for value in found.values_list("leaf_hash", flat=True)]
    rows = (
        TileHash.objects.using(using).filter(level=level, index__gte=first, index__lt=last).order_by("index")
    )
    return [bytes.fromhex(value) for value in rows.values_list("hash", flat=True)]


class Tree:
    """Hashes of full subtrees, read tile by tile and kept for the time of one question."""

    def __init__(self, using: str = "default") -> None:
        self._using = using
        self._tiles: dict[tuple[int, int], list[bytes]] = {}

    def node(self, level: int, index: int) -> bytes:
        above, inside = divmod(level, 8)
        count = 1 << inside
        tile, start = divmod(index * count, TILE)
        return merkle.fold(self._tile(above, tile)[start : start + count])

    def _tile(self, level: int, index: int) -> list[bytes]:
        key = (level, index)
        if key not in self._tiles:
            self._tiles[key] = tile_hashes(level, index, using=self._using)
        return self._tiles[key]

    def root(self, size: int) -> bytes:
        return merkle.root(self.node, size)

    def inclusion(self, index: int, size: int) -> list[bytes]:
        return merkle.inclusion_proof(self.node, index, size)

    def consistency(self, old: int, new: int) -> list[bytes]:
        return merkle.consistency_proof(self.node, old, new)
