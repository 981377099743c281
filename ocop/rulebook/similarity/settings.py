"""The dated limits of the radar."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).resolve().parents[3] / "reference" / "similarity" / "settings.yaml"
SCHEMA = "ocop-similarity/1"


class BrokenLimits(ValueError):
    """A file that does not say what its format asks for."""


@dataclass(frozen=True)
class Limits:
    """Percents of common pieces; bits of 256 that may differ; a name borne by more than `common_name` products says
    nothing, nor does a picture that looks like those of more than `common_photo` products; stories under `story_words` words are not compared."""

    since: date
    name_percent: int
    common_name: int
    story_percent: int
    story_words: int
    photo_bits: int
    common_photo: int


@cache
def read_limits(file: Path = FILE) -> tuple[Limits, ...]:
    """Oldest first."""
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    if data.get("schema") != SCHEMA or not data.get("settings"):
        raise BrokenLimits(f"{file.name}: schema {SCHEMA}, settings")
    found = [
        Limits(one["from"], **{key: one[key] for key in one if key != "from"}) for one in data["settings"]
    ]
    for one in found:
        if not (0 < one.name_percent <= 100 and 0 < one.story_percent <= 100 and 0 <= one.photo_bits <= 128):
            raise BrokenLimits(f"{file.name}: percents are 1 to 100, bits 0 to 128")
    return tuple(sorted(found, key=lambda one: one.since))


def limits_on(day: date) -> Limits:
    """The last ones that begin on or before the day; before the first ones, the first."""
    found = read_limits()
    return next((one for one in reversed(found) if one.since <= day), found[0])
