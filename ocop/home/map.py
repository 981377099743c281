"""The map of the 34 provinces: outlines with their numbers, and the two archipelagos as labelled insets.

Outlines: `provinces.json`, drawn by scripts/province_map.py. The shade is one of five classes of numbers; the list beside the
map says the numbers, so that nobody depends on colour or on seeing.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ocop.places.models import Unit

# Archipelago → key of the province that it belongs to, and where its inset stands in the drawing.
ISLES = (("Hoàng Sa", "48", 365), ("Trường Sa", "56", 690))


@dataclass(frozen=True)
class Province:
    key: str
    name: str
    full_name: str
    count: int
    shade: int  # 0 none … 4 most
    path: str
    spot: tuple[int, int] | None  # where its number stands in the drawing; none on small provinces
    url: str


@dataclass(frozen=True)
class Inset:
    """An archipelago far out at sea, drawn as points in a frame."""

    name: str
    province: Province
    top: int


@dataclass(frozen=True)
class ProvinceMap:
    width: int
    height: int
    provinces: list[Province]  # in Vietnamese order
    insets: list[Inset]
    key: list[tuple[int, int, int]]  # shade, from, to


@cache
def _drawing() -> dict[str, Any]:
    return json.loads(Path(__file__).with_name("provinces.json").read_text(encoding="utf-8"))


def names() -> dict[str, tuple[str, str]]:
    """Key → (name, full name) of the provinces of today, in Vietnamese order.  # queries: 1"""
    found = Unit.objects.provinces().current().order_by("sort_key").values_list("key", "name", "full_name")
    return {key: (name, full) for key, name, full in found}


def bounds(most: int) -> list[int]:
    """The lowest number of shades 1 to 4: each about three times the one before."""
    return sorted({1, max(1, round(most / 27)), max(1, round(most / 9)), max(1, round(most / 3))})


def draw(counts: Mapping[str, int], known: Mapping[str, tuple[str, str]]) -> ProvinceMap:
    drawing = _drawing()
    lows = bounds(max(counts.values(), default=0))
    provinces = [
        Province(
            key,
            name,
            full,
            counts.get(key, 0),
            sum(counts.get(key, 0) >= low for low in lows),
            drawing["shapes"].get(key, ""),
            tuple(drawing["spots"][key]) if key in drawing["spots"] else None,
            f"/san-pham/?tinh={key}",
        )
        for key, (name, full) in known.items()
    ]
    by_key = {one.key: one for one in provinces}
    insets = [Inset(name, by_key[key], top) for name, key, top in ISLES if key in by_key]
    ends = [*(low - 1 for low in lows[1:]), 0]
    key = [
        (0, 0, 0),
        *((shade, low, end) for shade, (low, end) in enumerate(zip(lows, ends, strict=True), 1)),
    ]
    return ProvinceMap(drawing["width"], drawing["height"], provinces, insets, key)
