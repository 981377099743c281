#!/usr/bin/env python3
"""Draw `static/img/share.png`: what a shared link shows where a product has no photo. Ours, from circles and letters."""

import math
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parent.parent
SIZE = (1200, 630)
LACQUER, GOLD, PAPER = "#4d160e", "#c98a2b", "#fffaf0"


def main() -> None:
    picture = Image.new("RGB", SIZE, LACQUER)
    draw = ImageDraw.Draw(picture)
    middle = (930, 315)
    for radius in (270, 240, 180, 120):
        box = [middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius]
        draw.ellipse(box, outline=GOLD, width=4)
    star = [
        (middle[0] + r * math.sin(n * math.pi / 14), middle[1] - r * math.cos(n * math.pi / 14))
        for n in range(28)
        for r in [105 if n % 2 == 0 else 42]
    ]
    draw.polygon(star, fill=GOLD)
    bold = ROOT / "ocop/documents/fonts/Tinos_700Bold.ttf"
    draw.text((80, 190), "OCOP", font=ImageFont.truetype(bold, 150), fill=PAPER)
    draw.text((84, 375), "Mỗi xã một sản phẩm", font=ImageFont.truetype(bold, 52), fill="#ffd372")
    picture.quantize(32).save(ROOT / "static/img/share.png", optimize=True)


if __name__ == "__main__":
    main()
