"""Signing where the log ends, and writing it out as static files that any web server or CDN can hand out."""

import os
import shutil
from base64 import b64encode
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from ocop.audit.chain import canonical
from ocop.documents.credentials import keyring
from ocop.documents.credentials.documents import jwks
from ocop.transparency import facts, notes
from ocop.transparency.actions import append, locked_head
from ocop.transparency.catching_up import catch_up, log_audit_head
from ocop.transparency.enums import TILE, Kind
from ocop.transparency.models import LogEntry, LogHead, SignedCheckpoint
from ocop.transparency.queries.tree import Tree
from ocop.transparency.tiles import Tile, tiles


class LogBroken(Exception):
    """The stored log no longer continues what was signed: nothing is signed until a person has looked."""


def folder() -> Path:
    return Path(settings.OCOP_DATA) / "public" / "log"


@transaction.atomic
def publish_log(*, at: datetime, whole: bool = False) -> SignedCheckpoint | None:
    """Sign the present end and write the new tiles; the same end is signed once. `whole` looks at every file.

    The head's row is held meanwhile, so that two processes never write an older checkpoint over a newer one.
    """
    head = locked_head()
    if not head.size:
        return None
    signer = notes.signer(head.origin)
    if not LogEntry.objects.filter(kind=Kind.KEY, body__contains=signer.vkey).exists():
        append([facts.key_leaf(head.origin, signer.vkey, at)])
    mark = _sign(signer, at)
    _write_keys()
    _write_files(mark, since=0 if whole else _written())
    return mark


def _sign(signer: notes.Signer, at: datetime) -> SignedCheckpoint:
    size, tree = LogHead.objects.get(pk=1).size, Tree()
    last = SignedCheckpoint.objects.first()
    if last and (last.size > size or tree.root(last.size).hex() != last.root):
        raise LogBroken(f"Nhật ký không còn nối tiếp mốc {last.size} đã ký.")
    if last and last.size == size:
        return last
    root = tree.root(size)
    text = signer.sign(f"{signer.name}\n{size}\n{b64encode(root).decode()}\n")
    return SignedCheckpoint.objects.create(size=size, root=root.hex(), at=at, text=text)


def _written() -> int:
    """How far the files go, by their own checkpoint."""
    try:
        size = int((folder() / "checkpoint").read_text(encoding="utf-8").splitlines()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return size if SignedCheckpoint.objects.filter(size=size).exists() else 0


def rewrite_files(*, anew: bool = False) -> None:
    """The files of what was signed last, from the rows alone; `anew` clears the folder first."""
    if anew:
        shutil.rmtree(folder(), ignore_errors=True)
    mark = SignedCheckpoint.objects.first()
    if mark:
        _write_keys()
        _write_files(mark, since=0)


def _write_keys() -> None:
    """`public/keys.json`: what `ocop verify` on this computer believes without a database."""
    _write("../keys.json", canonical(published_keys()).encode())


def published_keys() -> dict[str, Any]:
    """Public keys: those that ever signed the log, and those of certificates (JWKS)."""
    return {"log": notes.known_keys(), "issuer": jwks(keyring.published_keys())}


def _write_files(mark: SignedCheckpoint, since: int) -> None:
    for tile in tiles(mark.size, since):
        if not (folder() / tile.path).exists():
            _write(tile.path, tile.content())
        if tile.width == TILE:
            shutil.rmtree(folder() / f"{tile.path}.p", ignore_errors=True)
    _write("checkpoint", mark.text.encode())


def _write(path: str, content: bytes) -> None:
    """Whole or not at all: readers never see half a tile."""
    target = (folder() / path).resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists() and target.read_bytes() == content:
        return
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)


def published_tile(tile: Tile, size: int) -> bool:
    """Whether a tile belongs to the tree of that size (any partial width up to what is there)."""
    level = 0 if tile.level == "entries" else int(tile.level)
    return 0 < tile.width <= TILE and tile.index * TILE + tile.width <= size >> (8 * level)


def daily_run(*, at: datetime) -> str:
    """The nightly job: log what is missing, tie the audit chain to the log, sign, complete the files."""
    added = catch_up()
    log_audit_head(at=at)
    mark = publish_log(at=at, whole=True)
    return f"{added} mục bổ sung; mốc {mark.size if mark else 0}"
