"""Signed notes (C2SP signed-note, Ed25519): a text, an empty line, and who signed it.

The private key lies beside the data, never in the database; every public key that ever signed stays for good.
"""

import base64
import contextlib
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

ED25519 = b"\x01"
KEY_FILE = "log.key"


class BrokenNote(Exception):
    """The note is not whole, or nobody known signed it."""


@dataclass(frozen=True)
class Signer:
    """The present key under the log's name; `vkey` is its public form as verifiers write it."""

    name: str
    key: Ed25519PrivateKey

    @property
    def vkey(self) -> str:
        return verifier_key(self.name, _raw(self.key.public_key()))

    def sign(self, text: str) -> str:
        signature = key_hash(self.name, _raw(self.key.public_key())) + self.key.sign(text.encode())
        return f"{text}\n— {self.name} {base64.b64encode(signature).decode()}\n"


def _raw(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def key_hash(name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


def verifier_key(name: str, public: bytes) -> str:
    return f"{name}+{key_hash(name, public).hex()}+{base64.b64encode(ED25519 + public).decode()}"


def folder() -> Path:
    found = Path(settings.OCOP_DATA) / "keys"
    found.mkdir(parents=True, exist_ok=True, mode=0o700)
    return found


def signer(name: str) -> Signer:
    """The log's signer; its key is made on first use, its public part kept in `log-<id>.vkey` also after a change."""
    path = folder() / KEY_FILE
    if not path.exists():
        _make_key(path)
    key = serialization.load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("log.key is not an Ed25519 key")
    found = Signer(name, key)
    kept = folder() / f"log-{key_hash(name, _raw(key.public_key())).hex()}.vkey"
    if not kept.exists():
        kept.write_text(found.vkey + "\n", encoding="utf-8")
    return found


def _make_key(path: Path) -> None:
    raw = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(raw)
    with contextlib.suppress(FileExistsError):  # another process made it first
        os.link(draft, path)
    draft.unlink()


def known_keys() -> list[str]:
    """Every verifier key that ever signed here."""
    return [path.read_text(encoding="utf-8").strip() for path in sorted(folder().glob("log-*.vkey"))]


def open_note(note: str, vkeys: list[str]) -> str:
    """The text of a note that one of these keys signed."""
    text, blank, tail = note.rpartition("\n\n")
    if not blank or not tail.endswith("\n"):
        raise BrokenNote("Mốc không có phần chữ ký.")
    for line in tail.splitlines():
        mark, name, value = [*line.split(" "), "", "", ""][:3]
        for vkey in vkeys if mark == "—" else ():
            if _signed(text + "\n", name, value, vkey):
                return text + "\n"
    raise BrokenNote("Không có chữ ký đúng của khóa nào đã biết.")


def _signed(text: str, name: str, value: str, vkey: str) -> bool:
    known, _, rest = vkey.partition("+")
    identity, _, encoded = rest.partition("+")
    try:
        raw, public = base64.b64decode(value, validate=True), base64.b64decode(encoded, validate=True)[1:]
        if name != known or raw[:4].hex() != identity:
            return False
        Ed25519PublicKey.from_public_bytes(public).verify(raw[4:], text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True
