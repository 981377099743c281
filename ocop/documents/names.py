"""Names of uploaded files: kept as people wrote them, made safe for every system."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from .inspect.faults import Fault
from .inspect.sniff import SUFFIX_OF, SUFFIXES

LONGEST_BYTES = 255
HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]")
FORBIDDEN_ON_WINDOWS = re.compile(r'[<>:"|?*]')
RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)


def clean_name(raw: str) -> str:
    """The name without its path, in NFC, at most 255 bytes; hidden characters are refused, not repaired.

    A right-to-left mark makes `fdp.exe` look like `exe.pdf`: whoever sends that must rename the file.
    """
    name = unicodedata.normalize("NFC", raw.replace("\\", "/").rsplit("/", 1)[-1])
    if HIDDEN.search(name):
        raise Fault("hidden_characters")
    name = FORBIDDEN_ON_WINDOWS.sub("-", INVISIBLE.sub("", name)).strip(" .")
    if not name:
        raise Fault("no_name")
    if RESERVED.match(name):
        name = f"_{name}"
    return _shortened(name)


def suffix_of(name: str) -> str:
    return PurePosixPath(name).suffix.lower().lstrip(".")


def named_for(name: str, media_type: str) -> str:
    """The name with the suffix of what the file really is."""
    fits = SUFFIXES.get(suffix_of(name)) == media_type
    return name if fits else with_suffix(name, SUFFIX_OF[media_type])


def with_suffix(name: str, suffix: str) -> str:
    return _shortened(f"{PurePosixPath(name).stem}.{suffix}")


def _shortened(name: str) -> str:
    """Cut the stem, never the suffix and never through a letter."""
    if len(name.encode()) <= LONGEST_BYTES:
        return name
    suffix = PurePosixPath(name).suffix
    if len(suffix.encode()) > 20:
        suffix = ""
    stem = name[: len(name) - len(suffix)]
    room = LONGEST_BYTES - len(suffix.encode())
    return stem.encode()[:room].decode("utf-8", "ignore").rstrip() + suffix
