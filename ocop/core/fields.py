"""Model fields and querysets used everywhere."""

import secrets
from typing import Any

from django.db import models

from ocop.core.text import clean

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def public_code(prefix: str, length: int = 8) -> str:
    """A short public id that tells no order and no number of records: `HS-7K3M9QXA`."""
    return f"{prefix}-{_letters(length)}"


def secret_token() -> str:
    """≥ 128 bits in upper-case base32 letters, fit for the compact mode of QR codes."""
    return _letters(28)


def _letters(count: int) -> str:
    """Five bits of chance each: the alphabet has 32 letters, so that none is likelier."""
    return "".join(_ALPHABET[byte & 31] for byte in secrets.token_bytes(count))


class CleanCharField(models.CharField):
    """Text stored as NFC without control characters (NUL is a 500 on PostgreSQL otherwise)."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return clean(value) if isinstance(value, str) else value


class CleanTextField(models.TextField):
    """As CleanCharField, for long texts."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return clean(value) if isinstance(value, str) else value


class LockingQuerySet(models.QuerySet):
    """`locked(pk)`: the row, held until the transaction ends (a no-op lock on SQLite, where writers queue)."""

    def locked(self, pk: Any) -> Any:
        return self.select_for_update(of=("self",)).get(pk=pk)
