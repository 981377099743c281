"""Writing the archive: identity, tables, files, keys, manifest, signature – in this order, as a stream."""

import hashlib
import io
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from ocop.audit.chain import canonical
from ocop.backup import sealed_keys, state, tables
from ocop.backup.container import Writer
from ocop.backup.snapshot import snapshot
from ocop.core.errors import RuleBroken
from ocop.documents.models import StoredFile
from ocop.documents.storage import is_intact, open_object
from ocop.transparency import notes
from ocop.transparency.actions import locked_head
from ocop.transparency.queries.tree import Tree

IDENTITY, MANIFEST, NOTE, KEYS = "ocop-backup.json", "manifest.json", "manifest.note", "keys.sealed"


def make_backup(path: Path, *, at: datetime, passphrase: str = "") -> dict[str, Any]:
    """Write the archive beside its place and move it there when whole; returns the manifest."""
    if passphrase:
        sealed_keys.check_passphrase(passphrase)
    with transaction.atomic():
        origin = locked_head().origin
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("xb") as file:
            manifest = _write(Writer(file), origin, at, passphrase)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o600)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def _write(archive: Writer, origin: str, at: datetime, passphrase: str) -> dict[str, Any]:
    folder, signer = (
        Path(settings.OCOP_DATA),
        notes.signer(origin),
    )  # a first key is made before keys are copied
    with snapshot(folder) as using:
        _add(archive, IDENTITY, canonical(state.identity(at)).encode())
        counts = {model._meta.label: _table(archive, model, using) for model in tables.backed_up()}
        files = _files(archive, using)
        ends = state.roots(using)
        ends["log"]["root"] = Tree(using).root(ends["log"]["size"]).hex() if ends["log"]["size"] else ""
    for key in sealed_keys.public_keys(folder / "keys"):
        _add(archive, f"keys/{key.name}", key.read_bytes())
    if passphrase:
        _add(archive, KEYS, sealed_keys.seal(folder / "keys", passphrase).getvalue())
    manifest = {
        "v": state.SCHEMA,
        "made_at": at.isoformat(),
        "counts": counts,
        "files": files,
        "vkey": signer.vkey,
        **ends,
        "members": list(archive.members),
    }
    content = canonical(manifest).encode()
    _add(archive, MANIFEST, content)
    _add(archive, NOTE, signer.sign(f"{state.SCHEMA}\n{hashlib.sha256(content).hexdigest()}\n").encode())
    archive.end()
    return manifest


def _add(archive: Writer, name: str, content: bytes) -> None:
    archive.add(name, io.BytesIO(content), len(content))


def _table(archive: Writer, model: tables.Model, using: str) -> int:
    rows, total, part = tables.lines(model, using), 0, 0
    while True:
        with tempfile.TemporaryFile(dir=settings.OCOP_DATA) as file:
            count = tables.write_part(rows, file)
            if count or part == 0:
                size = file.tell()
                file.seek(0)
                archive.add(f"tables/{model._meta.label}.{part:05d}.jsonl.gz", file, size)
        total, part = total + count, part + 1
        if count < tables.PART:
            return total


def _files(archive: Writer, using: str) -> int:
    count = 0
    for sha256, size in _objects(using):
        if not is_intact(sha256):
            raise RuleBroken(
                f"Tệp {sha256[:16]}… bị mất hoặc hỏng trong kho, nên chưa sao lưu được. Hãy chạy “ocop check I30”.",
                code="backup.file",
            )
        with open_object(sha256) as file:
            archive.add(f"files/{sha256}", file, size)
        count += 1
    return count


def _objects(using: str) -> Iterator[tuple[str, int]]:
    rows = StoredFile.objects.using(using).order_by("sha256").values_list("sha256", "size").distinct()
    yield from rows.iterator(chunk_size=1000)
