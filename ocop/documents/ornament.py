"""Draws the ground of the certificate: `python -m ocop.documents.ornament > …/certificate-ground.svg`.

After the bands of Đông Sơn bronze drums: circles with a dot joined by tangents, between rows of saw teeth, and
the sun with fourteen rays in the corners and, pale, behind the text. All of it is our own drawing.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator

WIDTH, HEIGHT = 297.0, 210.0
EDGE, BAND = 7.0, 11.0
TEETH_PER_REPEAT = 5
SMALLEST_REPEAT = 9.0
CORNER = BAND + 4.0

CRIMSON, GOLD, GOLD_LIGHT, GOLD_DARK = "#8e1b1b", "#c79a3b", "#ecc96b", "#94691c"
IVORY, PALE = "#fffaf0", "#f9f0d9"

Point = tuple[float, float]


def ground() -> str:
    """The whole page as one SVG."""
    body = "\n".join(_page())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:g}mm" height="{HEIGHT:g}mm" '
        f'viewBox="0 0 {WIDTH:g} {HEIGHT:g}">\n{body}\n</svg>\n'
    )


def _page() -> Iterator[str]:
    wide, high = WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE
    yield f'<path fill="{IVORY}" d="M0 0h{WIDTH:g}v{HEIGHT:g}h-{WIDTH:g}z"/>'
    yield from _sun(WIDTH / 2, HEIGHT / 2, 66, PALE, IVORY)
    yield (
        f'<path fill="{CRIMSON}" fill-rule="evenodd" d="M{EDGE:g} {EDGE:g}h{wide:g}v{high:g}h-{wide:g}z'
        f"M{EDGE + BAND:g} {EDGE + BAND:g}h{wide - 2 * BAND:g}v{high - 2 * BAND:g}h-{wide - 2 * BAND:g}z"
        '"/>'
    )
    yield from _band(wide, f"translate({EDGE:g} {EDGE:g})")
    yield from _band(wide, f"translate({WIDTH - EDGE:g} {HEIGHT - EDGE:g}) rotate(180)")
    yield from _band(high, f"translate({WIDTH - EDGE:g} {EDGE:g}) rotate(90)")
    yield from _band(high, f"translate({EDGE:g} {HEIGHT - EDGE:g}) rotate(-90)")
    for inset, width, colour in ((EDGE, 0.45, GOLD_DARK), (EDGE + BAND, 0.45, GOLD_DARK), (20.0, 0.2, GOLD)):
        yield _frame(inset, width, colour)
    for x in (EDGE + BAND / 2, WIDTH - EDGE - BAND / 2):
        for y in (EDGE + BAND / 2, HEIGHT - EDGE - BAND / 2):
            yield from _corner(x, y)


def _frame(inset: float, width: float, colour: str) -> str:
    return (
        f'<path fill="none" stroke="{colour}" stroke-width="{width:g}" d="M{inset:g} {inset:g}'
        f'H{WIDTH - inset:g}V{HEIGHT - inset:g}H{inset:g}z"/>'
    )


def _band(length: float, transform: str) -> Iterator[str]:
    """One side of the frame; the repeats fill the room between the corners exactly."""
    start = BAND / 2 + CORNER / 2
    room = length - 2 * start
    count = int(room // SMALLEST_REPEAT)
    step = room / count
    middle = BAND / 2
    yield f'<g transform="{transform}">'
    yield f'<path fill="{GOLD}" d="{_teeth(start, step / TEETH_PER_REPEAT, count * TEETH_PER_REPEAT)}"/>'
    lines = f"M{start:g} 2.3h{room:.2f}M{start:g} {BAND - 2.3:g}h{room:.2f}"
    yield f'<path fill="none" stroke="{GOLD}" stroke-width=".14" d="{lines}"/>'
    centres = [start + step * (index + 0.5) for index in range(count)]
    tangents = "".join(
        f"M{here + 0.9:.2f} {middle + 1.9:g}L{there - 0.9:.2f} {middle - 1.9:g}"
        for here, there in zip(centres, centres[1:], strict=False)
    )
    circles = "".join(_circle(x, middle, 2.1) + _circle(x, middle, 1.25) for x in centres)
    yield f'<path fill="none" stroke="{GOLD_LIGHT}" stroke-width=".2" d="{tangents}{circles}"/>'
    dots = "".join(f"M{x:.2f} {middle:g}h.01" for x in centres)
    yield f'<path stroke="{GOLD_LIGHT}" stroke-width="1.1" stroke-linecap="round" d="{dots}"/></g>'


def _teeth(start: float, tooth: float, count: int) -> str:
    outer = "".join(f"M{start + tooth * i:.2f} 0h{tooth:.2f}l-{tooth / 2:.2f} 1.5z" for i in range(count))
    inner = "".join(
        f"M{start + tooth * i:.2f} {BAND:g}h{tooth:.2f}l-{tooth / 2:.2f} -1.5z" for i in range(count)
    )
    return outer + inner


def _circle(x: float, y: float, radius: float) -> str:
    arc = f"a{radius:.3g} {radius:.3g} 0 1 0 "
    return f"M{x - radius:.2f} {y:.2f}{arc}{2 * radius:.3g} 0{arc}-{2 * radius:.3g} 0z"


def _corner(x: float, y: float) -> Iterator[str]:
    half = CORNER / 2
    yield (
        f'<path fill="{CRIMSON}" stroke="{GOLD}" stroke-width=".35" '
        f'd="M{x - half:g} {y - half:g}h{CORNER:g}v{CORNER:g}h-{CORNER:g}z"/>'
    )
    yield from _sun(x, y, half - 0.9, GOLD_LIGHT, CRIMSON)


def _sun(x: float, y: float, radius: float, paint: str, ground_paint: str) -> Iterator[str]:
    """Fourteen rays within rings, a circle of dots between the two outer ones."""
    rings = "".join(_circle(x, y, radius * share) for share in (1.0, 0.86, 0.78))
    yield f'<path fill="none" stroke="{paint}" stroke-width="{radius / 90:.2f}" d="{rings}"/>'
    dots = "".join(_circle(*_at(x, y, radius * 0.93, 15 * i), radius * 0.022) for i in range(24))
    rays = [_at(x, y, radius * (0.74 if i % 2 == 0 else 0.32), 180 / 14 * i - 90) for i in range(28)]
    path = "M" + "L".join(f"{px:.2f} {py:.2f}" for px, py in rays) + "z"
    yield f'<path fill="{paint}" d="{dots}{path}"/>'
    yield f'<path fill="{ground_paint}" d="{_circle(x, y, radius * 0.24)}"/>'
    yield f'<path fill="{paint}" d="{_circle(x, y, radius * 0.12)}"/>'


def _at(x: float, y: float, radius: float, degrees: float) -> Point:
    angle = math.radians(degrees)
    return x + radius * math.cos(angle), y + radius * math.sin(angle)


if __name__ == "__main__":
    sys.stdout.write(ground())
