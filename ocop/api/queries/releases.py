"""The releases of open data, as they lie in their folder, and the licence in force on a day."""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

NAME = re.compile(r"20\d{6}T\d{6}Z")
FILE = re.compile(r"[a-z0-9.-]{1,60}")
PACKAGE = "datapackage.json"


@dataclass(frozen=True)
class Licence:
    key: str
    name: str
    url: str
    first_day: date
    note_vi: str
    note_en: str


@dataclass(frozen=True)
class Release:
    """A folder that is whole: it got its name only after the last file was written."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def at(self) -> datetime:
        return datetime.strptime(self.name + "+0000", "%Y%m%dT%H%M%SZ%z")

    @property
    def package(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / PACKAGE).read_text(encoding="utf-8"))
        return found

    def file(self, name: str) -> Path | None:
        path = self.folder / name
        return path if FILE.fullmatch(name) and path.is_file() else None


def root() -> Path:
    return Path(settings.OCOP_OPEN_DATA)


def releases() -> list[Release]:
    """Newest first."""
    if not root().is_dir():
        return []
    names = sorted((path.name for path in root().iterdir() if NAME.fullmatch(path.name)), reverse=True)
    return [Release(root() / name) for name in names]


def newest() -> Release | None:
    return next(iter(releases()), None)


def release_of(name: str) -> Release | None:
    folder = root() / name
    return Release(folder) if NAME.fullmatch(name) and (folder / PACKAGE).is_file() else None


def licence_on(day: date) -> Licence:
    return max((one for one in _licences() if one.first_day <= day), key=lambda one: one.first_day)


@cache
def _licences() -> tuple[Licence, ...]:
    path = settings.BASE_DIR / "reference" / "open_data" / "licences.yaml"
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))["licences"]
    return tuple(
        Licence(row["key"], row["name"], row["url"], row["from"], row["note_vi"], row["note_en"])
        for row in rows
    )
