"""Export markets and the papers their border asks for food: dated data with its source (reference/trade/markets.yaml)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).resolve().parents[2] / "reference" / "trade" / "markets.yaml"


@dataclass(frozen=True)
class ExportPaper:
    key: str
    name: str
    law: str
    since: str  # ISO day, empty when the source names none
    url: str


@dataclass(frozen=True)
class Market:
    code: str
    name: str
    papers: tuple[ExportPaper, ...]


@cache
def markets() -> dict[str, Market]:
    """Code → market, in the order of the file."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))["markets"]
    return {row["code"]: Market(row["code"], row["name"], tuple(map(_paper, row["papers"]))) for row in rows}


def _paper(row: dict[str, str]) -> ExportPaper:
    return ExportPaper(row["key"], row["name"], row["law"], row["from"], row["url"])


def missing(code: str, held: frozenset[str]) -> list[ExportPaper]:
    """Papers of the market that are not among those the producer says to have."""
    return [paper for paper in markets()[code].papers if paper.key not in held]
