"""`ocop check`: the log tells exactly what was published, its root can be computed again, its files are its own."""

import json
from collections.abc import Iterator
from itertools import islice

from ocop.audit.models import Event
from ocop.core.checks_registry import Finding, register
from ocop.transparency import merkle, notes
from ocop.transparency.catching_up import MAKE, missing, published
from ocop.transparency.enums import TILE, Kind
from ocop.transparency.models import LogEntry, LogHead, SignedCheckpoint, TileHash
from ocop.transparency.publishing import folder
from ocop.transparency.tiles import tiles

SHOWN = 20


def tells_what_was_published() -> Finding:
    """I23: one entry for each published decision, certificate, stop and revocation, saying what the record says."""
    found = Finding()
    for kind in MAKE:
        for record in islice(missing(kind), SHOWN):
            found.problems.append(f"Nhật ký công khai thiếu {kind.label.lower()}: {record}.")
        _compare(kind, found)
    return found


def _compare(kind: Kind, found: Finding) -> None:
    entries = LogEntry.objects.filter(kind=kind).order_by("about")
    records = published(kind).order_by("pk").iterator(chunk_size=500)
    known = next(records, None)
    for entry in entries.iterator(chunk_size=500):
        found.rows += 1
        while known is not None and known.pk < (entry.about or 0):
            known = next(records, None)
        if known is None or known.pk != entry.about:
            found.problems.append(f"Mục #{entry.index} nói về một bản ghi không có trong sổ.")
        elif _differs(kind, entry, known):
            found.problems.append(f"Mục #{entry.index} khác với bản ghi trong sổ: {known}.")


def _differs(kind: Kind, entry: LogEntry, record: object) -> bool:
    said = json.loads(entry.body)
    leaf = MAKE[kind](record, salt=entry.salt) if kind == Kind.CERTIFICATE else MAKE[kind](record)  # type: ignore[operator]
    expected = json.loads(leaf.body())
    # A salt may have been erased, a signed text may have come later than the entry.
    unknown = [
        name
        for name in ("evidence", "credential")
        if not (entry.salt if name == "evidence" else said.get(name))
    ]
    for free in ("trail", *unknown):
        said.pop(free, None), expected.pop(free, None)
    return bool(said != expected)


def trails_hold() -> Finding:
    """I28: each audit event that an entry names is still there with the hash that was published."""
    found = Finding()
    rows = LogEntry.objects.order_by("index").values_list("index", "body").iterator(chunk_size=500)
    while portion := list(islice(rows, 500)):
        named = [(index, trail) for index, body in portion if (trail := json.loads(body).get("trail"))]
        hashes = dict(
            Event.objects.filter(seq__in=[trail["seq"] for _, trail in named]).values_list("seq", "hash")
        )
        found.rows += len(portion)
        for index, trail in named:
            if hashes.get(trail["seq"]) != trail["hash"]:
                found.problems.append(
                    f"Mục #{index} đã công bố mã băm khác của mục nhật ký nội bộ #{trail['seq']}."
                )
    return found


def is_whole() -> Finding:
    """I28: no entry altered or missing; every checkpoint ever signed is the root of that many first entries."""
    found, grown = Finding(), merkle.Growing()
    marks = {mark.size: mark for mark in SignedCheckpoint.objects.all()}
    for index, body, kept in _entries():
        if index != grown.size:
            found.problems.append(f"Mục #{grown.size} của nhật ký công khai bị mất.")
            return found
        if merkle.leaf_hash(body.encode()).hex() != kept:
            found.problems.append(f"Mục #{index} của nhật ký công khai bị sửa.")
        grown.add(bytes.fromhex(kept))
        found.rows += 1
        if (mark := marks.pop(grown.size, None)) and mark.root != grown.root().hex():
            found.problems.append(f"Gốc của {mark.size} mục đầu khác mốc đã ký.")
    found.problems += [f"Mốc {size} dài hơn nhật ký: đã bị cắt." for size in sorted(marks)]
    size = LogHead.objects.filter(pk=1).values_list("size", flat=True).first() or 0
    if size != grown.size:
        found.problems.append(f"Nhật ký đã có {size} mục nhưng còn {grown.size}.")
    return found


def _entries() -> Iterator[tuple[int, str, str]]:
    rows = LogEntry.objects.order_by("index").values_list("index", "body", "leaf_hash")
    yield from rows.iterator(chunk_size=1000)


def checkpoints_signed() -> Finding:
    found, keys = Finding(), notes.known_keys()
    for mark in SignedCheckpoint.objects.order_by("size"):
        found.rows += 1
        try:
            lines = notes.open_note(mark.text, keys).splitlines()
        except notes.BrokenNote as broken:
            found.problems.append(f"Mốc {mark.size}: {broken}")
            continue
        if lines[1] != str(mark.size):
            found.problems.append(f"Mốc {mark.size} ký cho {lines[1]} mục.")
    return found


def files_are_the_log() -> Finding:
    """I28: kept tile roots and static files equal what the entries give."""
    found, mark = Finding(), SignedCheckpoint.objects.first()
    for tile in tiles(mark.size) if mark else ():
        found.rows += 1
        path, content = folder() / tile.path, tile.content()
        if not path.exists():
            found.problems.append(f"Thiếu tệp {tile.path}.")
        elif path.read_bytes() != content:
            found.problems.append(f"Tệp {tile.path} khác với nhật ký.")
        if tile.width == TILE and isinstance(tile.level, int):
            _tile_root(tile.level + 1, tile.index, content, found)
    if mark and (folder() / "checkpoint").exists():
        if (folder() / "checkpoint").read_text(encoding="utf-8") != mark.text:
            found.problems.append("Tệp checkpoint khác với mốc đã ký sau cùng.")
    elif mark:
        found.problems.append("Thiếu tệp checkpoint.")
    return found


def _tile_root(level: int, index: int, content: bytes, found: Finding) -> None:
    made = merkle.fold([content[at : at + 32] for at in range(0, len(content), 32)]).hex()
    kept = TileHash.objects.filter(level=level, index=index).values_list("hash", flat=True).first()
    if made != kept:
        found.problems.append(f"Gốc của ô {level}/{index} không khớp.")


def install() -> None:
    register("I23", "Nhật ký công khai có đúng những gì đã công bố", tells_what_was_published)
    register("I28", "Nhật ký công khai liền mạch, khớp mọi mốc đã ký", is_whole)
    register("I28", "Mục công khai khớp nhật ký nội bộ", trails_hold)
    register("I28", "Mốc của nhật ký công khai có chữ ký đúng", checkpoints_signed)
    register("I28", "Tệp tĩnh trùng với nhật ký công khai", files_are_the_log)
