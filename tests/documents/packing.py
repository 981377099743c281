"""Zip files and Office packages with chosen faults."""

import io
import zipfile
from collections.abc import Mapping


def zipped(parts: Mapping[str, bytes], *, stored: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def changed(content: bytes, **replaced: tuple[str, bytes, bytes]) -> bytes:
    """A package with one part edited: `edit=(part, old, new)`."""
    parts = unpacked(content)
    for part, old, new in replaced.values():
        assert old in parts[part], (part, old)
        parts[part] = parts[part].replace(old, new, 1)
    return zipped(parts)


def with_parts(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    return zipped({**unpacked(content), **parts})


def with_twin(content: bytes, name: str) -> bytes:
    """The same name twice: readers disagree on which one counts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for part, data in unpacked(content).items():
            package.writestr(part, data)
        info = zipfile.ZipInfo("x" * len(name))
        package.writestr(info, b"second")
    return out.getvalue().replace(b"x" * len(name), name.encode())


def marked_encrypted(content: bytes) -> bytes:
    """Sets the "encrypted" flag of every entry, in both places."""
    made = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = made.find(signature)
        while start >= 0:
            made[start + offset] |= 1
            start = made.find(signature, start + 4)
    return bytes(made)
