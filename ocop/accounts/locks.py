"""Whose wrong passwords are counted together: one person from one address, never a whole office behind one address."""

from typing import Any

from django.http import HttpRequest


def locked_name(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """allauth hands over `email`, which axes does not look for by itself; without a name it would lock everybody."""
    given = (credentials or {}).get("email") or (request.POST.get("login", "") if request else "")
    return str(given).strip().lower()
