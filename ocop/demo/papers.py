"""Papers for the demo vaults: one page each, plainly marked, drawn without any real form."""

import io
from functools import cache

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

FONTS = settings.BASE_DIR / "ocop" / "documents" / "fonts"
FONT_PLAIN, FONT_BOLD = str(FONTS / "Tinos_400Regular.ttf"), str(FONTS / "Tinos_700Bold.ttf")
SIZE = (744, 1052)  # A4 at 90 dpi
INK = "#2b2622"


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(name, size)


@cache
def _marked_page() -> Image.Image:
    page, mark = Image.new("L", SIZE, "white"), Image.new("L", SIZE, 0)
    ImageDraw.Draw(mark).text((372, 526), "BẢN DEMO", font=_font(FONT_BOLD, 120), fill=40, anchor="mm")
    page.paste(INK, mask=mark.rotate(35))
    return page


def demo_paper(*, title: str, holder: str, lines: tuple[str, ...] = ()) -> bytes:
    """A one-page PDF that nobody can take for a real paper."""
    page = _marked_page().copy()
    draw = ImageDraw.Draw(page)
    draw.text((372, 110), "BẢN DEMO – KHÔNG CÓ GIÁ TRỊ", font=_font(FONT_BOLD, 24), fill=INK, anchor="mm")
    for number, text in enumerate(_wrapped(title.upper(), _font(FONT_BOLD, 27), 620)):
        draw.text((372, 190 + 36 * number), text, font=_font(FONT_BOLD, 27), fill=INK, anchor="mm")
    for number, text in enumerate((f"Cấp cho: {holder}", *lines)):
        draw.text((80, 330 + 42 * number), text, font=_font(FONT_PLAIN, 21), fill=INK)
    out = io.BytesIO()
    page.save(out, "PDF", resolution=90, quality=60)
    return out.getvalue()


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
