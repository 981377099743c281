"""The chain's arithmetic: canonical form and hash of one event."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from ocop.audit.enums import DOMAIN

FIELDS = (
    "seq",
    "at",
    "verb",
    "about_type",
    "about_id",
    "about_label",
    "person_id",
    "role",
    "unit_key",
    "party_id",
    "data",
)


def canonical(value: Any) -> str:
    """JSON with sorted keys and no blanks: the same text for the same value on every engine."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def event_hash(previous: str, fields: dict[str, Any]) -> str:
    body = {name: (stamp(fields[name]) if name == "at" else fields[name]) for name in FIELDS}
    return hashlib.sha256(f"{DOMAIN}\n{previous}\n{canonical(body)}".encode()).hexdigest()
