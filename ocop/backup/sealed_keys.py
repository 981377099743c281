"""Private keys in an archive: only when asked for, and only under a passphrase (scrypt, AES-256-GCM)."""

import io
import json
import os
from base64 import b64decode, b64encode
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from ocop.core.errors import RuleBroken

LEAST = 12
SALT, NONCE = 16, 12
PURPOSE = b"ocop-backup-keys/1"


def check_passphrase(words: str) -> None:
    if len(words) < LEAST:
        raise RuleBroken(
            f"Câu mật khẩu phải có ít nhất {LEAST} ký tự; ai có bản sao lưu và câu này thì ký thay được cơ quan.",
            code="backup.passphrase",
        )


def public_keys(folder: Path) -> list[Path]:
    return sorted([*folder.glob("*.pub"), *folder.glob("*.vkey")])


def private_files(folder: Path) -> list[Path]:
    public = set(public_keys(folder))
    return (
        [path for path in sorted(folder.iterdir()) if path.is_file() and path not in public]
        if folder.is_dir()
        else []
    )


def seal(folder: Path, words: str) -> io.BytesIO:
    check_passphrase(words)
    content = json.dumps({path.name: b64encode(path.read_bytes()).decode() for path in private_files(folder)})
    salt, nonce = os.urandom(SALT), os.urandom(NONCE)
    return io.BytesIO(salt + nonce + AESGCM(_key(words, salt)).encrypt(nonce, content.encode(), PURPOSE))


def unseal(content: bytes, words: str) -> dict[str, bytes]:
    salt, nonce, sealed = content[:SALT], content[SALT : SALT + NONCE], content[SALT + NONCE :]
    try:
        opened = AESGCM(_key(words, salt)).decrypt(nonce, sealed, PURPOSE)
    except InvalidTag:
        raise RuleBroken("Câu mật khẩu của khóa không đúng.", code="backup.passphrase") from None
    return {name: b64decode(value) for name, value in json.loads(opened).items()}


def _key(words: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(words.encode())
