"""The installation's Ed25519 key for checkpoints: a file beside the data, never in the database."""

import base64
import hashlib
import os
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from ocop.audit.chain import stamp
from ocop.audit.models import Checkpoint

TEXT = "ocop-checkpoint/1"


def _folder() -> Path:
    folder = Path(settings.OCOP_DATA) / "keys"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def private_key() -> Ed25519PrivateKey:
    """The key, made on first use. Its public part is kept in `checkpoint-<id>.pub` for ever, also after a change."""
    path = _folder() / "checkpoint.key"
    if not path.exists():
        key = Ed25519PrivateKey.generate()
        raw = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(raw)
        except FileExistsError:
            pass  # another process made it first
    key = serialization.load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("checkpoint.key is not an Ed25519 key")
    public = _folder() / f"checkpoint-{key_id(key.public_key())}.pub"
    if not public.exists():
        public.write_bytes(_raw(key.public_key()))
    return key


def _raw(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def key_id(key: Ed25519PublicKey) -> str:
    return hashlib.sha256(_raw(key)).hexdigest()[:16]


def statement(seq: int, chain_hash: str, at: datetime) -> bytes:
    """The signed text: four lines that a person can read and any program can check."""
    return f"{TEXT}\n{seq}\n{chain_hash}\n{stamp(at)}\n".encode()


def sign(seq: int, chain_hash: str, at: datetime) -> tuple[str, str]:
    """(key id, signature in base64)."""
    key = private_key()
    return key_id(key.public_key()), base64.b64encode(key.sign(statement(seq, chain_hash, at))).decode()


def verify(checkpoint: Checkpoint) -> bool:
    path = _folder() / f"checkpoint-{checkpoint.key_id}.pub"
    if not path.exists():
        return False
    try:
        public = Ed25519PublicKey.from_public_bytes(path.read_bytes())
        text = statement(checkpoint.seq, checkpoint.hash, checkpoint.at)
        public.verify(base64.b64decode(checkpoint.signature), text)
    except (InvalidSignature, ValueError):
        return False
    return key_id(public) == checkpoint.key_id
