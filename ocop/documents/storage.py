"""Bytes stored under their own SHA-256: written whole or not at all, and read only when they still match."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages

CHUNK = 1024 * 1024
FOLDER = "objects"


class StoredBytesChanged(Exception):
    """What lies in the storage is not what was accepted: tampering or a broken disk."""


def storage() -> Storage:
    """Where objects live: the storage named by DOCUMENTS_STORAGE (local disk, S3 …)."""
    return storages[getattr(settings, "DOCUMENTS_STORAGE", "default")]


def object_name(sha256: str) -> str:
    return f"{FOLDER}/{sha256[:2]}/{sha256[2:4]}/{sha256}"


def hash_file(file: IO[bytes]) -> str:
    file.seek(0)
    digest = _digest(file)
    file.seek(0)
    return digest


@contextlib.contextmanager
def temporary_file() -> Iterator[IO[bytes]]:
    """A file beside the objects (same disk, so that renaming is atomic); gone afterwards unless kept."""
    folder = local_root()
    if folder:
        folder = folder / "incoming"
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix="up-", delete=False) as file:
        try:
            yield file
        finally:
            with contextlib.suppress(FileNotFoundError):
                Path(file.name).unlink()


def keep(file: IO[bytes], sha256: str) -> None:
    """Put the finished file to its place. After this returns the bytes survive a power cut."""
    place = storage()
    name = object_name(sha256)
    root = local_root(place)
    if place.exists(name) and _hash_of(place, name) == sha256:
        if root:  # the sweeper leaves young files alone: this one is young again
            os.utime(root / name)
        return
    if root:
        _move_into(root / name, file)
    else:
        _save_remotely(place, name, file, sha256)


def keep_bytes(content: bytes) -> str:
    """Store bytes that the system made; returns their hash."""
    with temporary_file() as file:
        file.write(content)
        sha256 = hash_file(file)
        keep(file, sha256)
    return sha256


def open_object(sha256: str) -> IO[bytes]:
    return storage().open(object_name(sha256), "rb")


def read_verified(sha256: str) -> bytes:
    with open_object(sha256) as file:
        content = file.read()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise StoredBytesChanged(sha256)
    return content


def is_intact(sha256: str) -> bool:
    """Whether the object is there and still has its hash (integrity check I30)."""
    place = storage()
    name = object_name(sha256)
    return place.exists(name) and _hash_of(place, name) == sha256


def _hash_of(place: Storage, name: str) -> str:
    with place.open(name, "rb") as file:
        return _digest(file)


def _digest(file: IO[bytes]) -> str:
    """By `read` alone: files of object stores offer no more."""
    made = hashlib.sha256()
    while piece := file.read(CHUNK):
        made.update(piece)
    return made.hexdigest()


def local_root(place: Storage | None = None) -> Path | None:
    """The folder of the storage, or None when it is not a local disk."""
    place = place or storage()
    return Path(place.path("")) if isinstance(place, FileSystemStorage) else None


def _move_into(target: Path, file: IO[bytes]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    file.flush()
    os.fsync(file.fileno())
    Path(file.name).replace(target)
    target.chmod(0o440)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; systems without folder handles (Windows) skip it."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _save_remotely(place: Storage, name: str, file: IO[bytes], sha256: str) -> None:
    """Object stores: put, then read back; a second name means that another process was first."""
    if place.exists(name):
        place.delete(name)
    file.seek(0)
    saved = place.save(name, File(file))
    if saved != name:
        place.delete(saved)
    if _hash_of(place, name) != sha256:
        raise StoredBytesChanged(sha256)
