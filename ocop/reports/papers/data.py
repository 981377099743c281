"""A report as JSON, and the fingerprint of what it says."""

import hashlib
import json
from typing import Any


def to_json(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def fingerprint(content: dict[str, Any]) -> str:
    """The same for the same content, in whatever order a database hands back its keys."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
