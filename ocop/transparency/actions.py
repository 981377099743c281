"""Appending to the public log, in the transaction of the publication itself."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from ocop.transparency import merkle
from ocop.transparency.enums import TILE
from ocop.transparency.facts import Leaf
from ocop.transparency.models import LogEntry, LogHead, TileHash
from ocop.transparency.queries.tree import tile_hashes

LONGEST = 65_535  # a leaf's length stands in two bytes of an entry bundle


def append(leaves: Sequence[Leaf]) -> list[LogEntry]:
    """Number the leaves and hash them into the tree. What is in the log already is left out (by kind and record)."""
    if not connection.in_atomic_block:
        raise RuntimeError("A log entry belongs into the transaction of its publication.")
    head = locked_head()
    entries: list[LogEntry] = []
    for leaf in _new(leaves):
        body = leaf.body()
        if len(body.encode()) > LONGEST:
            raise ValueError(f"Leaf of {leaf.kind} {leaf.about} is too long.")
        entries.append(
            LogEntry(
                index=head.size + len(entries),
                kind=leaf.kind,
                at=leaf.at,
                about=leaf.about,
                certificate_id=leaf.certificate_id,
                body=body,
                leaf_hash=merkle.leaf_hash(body.encode()).hex(),
                salt=leaf.salt,
            )
        )
    LogEntry.objects.bulk_create(entries, batch_size=500)
    _close_tiles(head.size, head.size + len(entries))
    LogHead.objects.filter(pk=1).update(size=head.size + len(entries))
    return entries


def _new(leaves: Sequence[Leaf]) -> list[Leaf]:
    known: set[tuple[str, int | None]] = set()
    for kind in {leaf.kind for leaf in leaves}:
        wanted = [leaf.about for leaf in leaves if leaf.kind == kind and leaf.about is not None]
        for start in range(0, len(wanted), 500):
            found = LogEntry.objects.filter(kind=kind, about__in=wanted[start : start + 500])
            known |= {(str(kind), about) for about in found.values_list("about", flat=True)}
    return [leaf for leaf in leaves if (str(leaf.kind), leaf.about) not in known]


def locked_head() -> LogHead:
    """The one row of the log's end, held until the transaction ends."""
    locked = LogHead.objects.select_for_update().filter(pk=1)
    head = locked.first()
    if head is None:
        origin = f"{urlsplit(settings.OCOP_PUBLIC_URL).netloc}/nhat-ky"
        LogHead.objects.bulk_create([LogHead(pk=1, origin=origin)], ignore_conflicts=True)
        head = locked.get()
    return head


def _close_tiles(old: int, new: int) -> None:
    """Keep the root of every tile that became full, and of the tiles above it."""
    level = 1
    while new // TILE > old // TILE:
        old, new = old // TILE, new // TILE
        TileHash.objects.bulk_create(
            TileHash(level=level, index=index, hash=merkle.fold(tile_hashes(level - 1, index)).hex())
            for index in range(old, new)
        )
        level += 1
