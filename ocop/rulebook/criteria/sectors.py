"""The classification of products: 6 ngành, 17 nhóm, 26 sets.

Names and ministries are official; keywords and hints are ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ocop.rulebook.criteria.files import CURRENT, decision_folder, read_yaml


@dataclass(frozen=True, kw_only=True)
class SetEntry:
    """One set in the classification: what to show while choosing, without its criteria."""

    id: str
    number: int
    name: str
    ministries: tuple[str, ...]
    hints: tuple[str, ...]
    keywords: tuple[str, ...]


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
    return SetEntry(
        id=f"{decision}#{row['number']}",
        number=int(row["number"]),
        name=row["name"],
        ministries=tuple(row["ministries"]),
        hints=tuple(row.get("hints", ())),
        keywords=tuple(row.get("keywords", ())),
    )
