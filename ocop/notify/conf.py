"""Settings of this app, each with its default; listed in docs/notices.md."""

import json
from datetime import time
from pathlib import Path

from django.conf import settings

from ocop.notify.enums import Channel


def place(channel: str) -> str:
    """ "" = not in use, "file" = a folder, else the provider's address."""
    return str(getattr(settings, f"OCOP_{Channel(channel).name}", ""))


def folder(channel: str) -> Path:
    return Path(settings.OCOP_DATA) / channel


def token(channel: str) -> str:
    path = str(getattr(settings, f"OCOP_{Channel(channel).name}_TOKEN_FILE", ""))
    return Path(path).read_text(encoding="utf-8").strip() if path else ""


def templates(channel: str) -> dict[str, str]:
    """Message key → id of the template that the provider approved. A key without id is not sent on that channel."""
    path = str(getattr(settings, f"OCOP_{Channel(channel).name}_TEMPLATES", ""))
    return dict(json.loads(Path(path).read_text(encoding="utf-8"))) if path else {}


def template_of(channel: str, key: str) -> str | None:
    """None: this message may not go this way. A folder takes everything."""
    known = templates(channel)
    return known.get(key) if known or place(channel) != "file" else ""


def quiet_hours() -> tuple[time, time] | None:
    """From when to when nobody's telephone rings: `21:00-06:30`; "-" = always allowed."""
    text = str(getattr(settings, "OCOP_QUIET_HOURS", "21:00-06:30"))
    if not text or text == "-":
        return None
    first, last = text.split("-")
    return time.fromisoformat(first), time.fromisoformat(last)
