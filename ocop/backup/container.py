"""The archive: a plain tar file (`tar tf` reads it) in its one canonical form, written and read as a stream.

Each header can be computed from name and size alone, so every byte of the file is checked: a changed, missing or added
one is found at its place. Memory stays constant whatever the size.
"""

import hashlib
import tarfile
from collections.abc import Iterator
from typing import IO

from ocop.core.errors import RuleBroken

BLOCK = 512
CHUNK = 1024 * 1024
END = bytes(2 * BLOCK)


class BadArchive(RuleBroken):
    """The file is not a whole, unchanged backup."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, code="backup.bad_archive")


def header(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info.tobuf(tarfile.USTAR_FORMAT, "utf-8", "strict")


class Writer:
    """Adds members and remembers their names, sizes and hashes."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.members: list[list[object]] = []

    def add(self, name: str, content: IO[bytes], size: int) -> str:
        """Exactly `size` bytes from the file; returns their SHA-256."""
        self._file.write(header(name, size))
        digest, left = hashlib.sha256(), size
        while left:
            piece = content.read(min(CHUNK, left))
            if not piece:
                raise OSError(f"{name} is shorter than it was")
            digest.update(piece)
            self._file.write(piece)
            left -= len(piece)
        self._file.write(bytes(-size % BLOCK))
        self.members.append([name, size, digest.hexdigest()])
        return digest.hexdigest()

    def end(self) -> None:
        self._file.write(END)


class Member:
    """One member while it is being read; `pieces()` must be used up before the next one."""

    def __init__(self, name: str, size: int, file: IO[bytes]) -> None:
        self.name, self.size, self._file = name, size, file
        self._digest = hashlib.sha256()

    def pieces(self) -> Iterator[bytes]:
        left = self.size
        while left:
            piece = self._file.read(min(CHUNK, left))
            if not piece:
                raise _cut(self._file)
            self._digest.update(piece)
            left -= len(piece)
            yield piece
        padding = self._file.read(-self.size % BLOCK)
        if len(padding) != -self.size % BLOCK:
            raise _cut(self._file)
        if padding.strip(b"\0"):
            raise BadArchive(f"Bản sao lưu bị sửa: sau phần {self.name} có dữ liệu lạ.")

    def whole(self, most: int = 64 * CHUNK) -> bytes:
        """The content of a small member."""
        if self.size > most:
            raise BadArchive(f"Bản sao lưu bị sửa: phần {self.name} quá lớn.")
        return b"".join(self.pieces())

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


def read(file: IO[bytes]) -> Iterator[Member]:
    """Every member in order; BadArchive at the first byte that does not belong."""
    while True:
        at = file.tell()
        block = file.read(BLOCK)
        if len(block) < BLOCK:
            raise _cut(file)
        if not block.strip(b"\0"):
            break
        yield Member(*_read_header(block, at), file)
    if file.read(BLOCK + 1) != bytes(BLOCK):
        raise BadArchive("Bản sao lưu bị sửa hoặc bị cắt ở cuối tệp.")


def _read_header(block: bytes, at: int) -> tuple[str, int]:
    try:
        info = tarfile.TarInfo.frombuf(block, "utf-8", "strict")
        if header(info.name, info.size) == block:
            return info.name, info.size
    except (tarfile.TarError, ValueError, OverflowError):
        pass
    if at == 0:
        raise BadArchive("Tệp này không phải bản sao lưu OCOP.")
    raise BadArchive(f"Bản sao lưu bị sửa ở byte {at}.")


def _cut(file: IO[bytes]) -> BadArchive:
    return BadArchive(f"Bản sao lưu bị cắt: tệp hết ở byte {file.tell()}. Hãy lấy lại bản đầy đủ.")
