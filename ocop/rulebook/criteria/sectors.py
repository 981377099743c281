"""The classification: 6 ngành, 17 nhóm, 26 sets, and how a producer finds the right set.

The names are official; keywords and hints are ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ocop.rulebook.criteria.files import CURRENT, decision_folder, read_yaml
from ocop.rulebook.criteria.folding import fold


@dataclass(frozen=True, kw_only=True)
class SetEntry:
    """One set in the classification: what to show while choosing, without its criteria."""

    id: str
    number: int
    name: str
    ministries: tuple[str, ...]
    hints: tuple[str, ...]
    keywords: tuple[str, ...]
    folded: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SectorGroup:
    """Nhóm sản phẩm."""

    name: str
    sets: tuple[SetEntry, ...]


@dataclass(frozen=True, kw_only=True)
class Sector:
    """Ngành sản phẩm, I to VI."""

    code: str
    name: str
    groups: tuple[SectorGroup, ...]


@dataclass(frozen=True, kw_only=True)
class Found:
    """A set that fits a producer's words, best first, with the words that made it fit."""

    entry: SetEntry
    sector: Sector
    group: SectorGroup
    score: int
    matched: tuple[str, ...]


@cache
def sectors(decision: str = CURRENT) -> tuple[Sector, ...]:
    """All six sectors with their groups and sets."""
    rows = read_yaml(decision_folder(decision) / "sectors.yaml")
    return tuple(
        Sector(
            code=row["code"],
            name=row["name"],
            groups=tuple(
                SectorGroup(
                    name=group["name"],
                    sets=tuple(_entry(decision, entry) for entry in group["sets"]),
                )
                for group in row["groups"]
            ),
        )
        for row in rows
    )


def _entry(decision: str, row: Mapping[str, Any]) -> SetEntry:
    keywords = tuple(row.get("keywords", ()))
    return SetEntry(
        id=f"{decision}#{row['number']}",
        number=int(row["number"]),
        name=row["name"],
        ministries=tuple(row["ministries"]),
        hints=tuple(row.get("hints", ())),
        keywords=keywords,
        folded=tuple(fold(word) for word in keywords),
    )
