"""How wide a line will be in print: Tinos has the widths of Times New Roman."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ..glyphs import FONTS

if TYPE_CHECKING:
    from PIL import ImageFont

MM_PER_POINT = 25.4 / 72
SCALE = 64


@cache
def _face(bold: bool) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    name = "Tinos_700Bold.ttf" if bold else "Tinos_400Regular.ttf"
    return ImageFont.truetype(FONTS / name, SCALE, layout_engine=ImageFont.Layout.BASIC)


def width_mm(text: str, size: float, *, bold: bool = False) -> float:
    return _face(bold).getlength(text) / SCALE * size * MM_PER_POINT
