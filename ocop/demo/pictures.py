"""Small product pictures, drawn in the colours of the interface; every one says that it is a demo."""

import io
from collections.abc import Callable
from random import Random

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from ocop.demo.papers import FONT_BOLD, FONT_PLAIN

SIZE = (1200, 900)
PAPER, LEAF, TURMERIC, LACQUER, INDIGO, INK = "#f7f1e3", "#4f7a3a", "#d99a2b", "#8c2f27", "#2f4a7a", "#2b2622"
GROUNDS = (("#f3e7cf", "#e3c99b"), ("#e8efe0", "#c3d4b0"), ("#efe3dc", "#d9b8a6"), ("#e4e9f0", "#b7c5da"))
BODIES = (LEAF, LACQUER, INDIGO, TURMERIC)
Shape = Callable[[ImageDraw.ImageDraw, str], None]


def product_picture(*, name: str, shape: str, seed: str) -> bytes:
    """A JPEG of one piece of goods on a table, with its name on the label."""
    rng = Random(seed)
    top, bottom = GROUNDS[rng.randrange(len(GROUNDS))]
    image = _ground(top, bottom)
    draw = ImageDraw.Draw(image)
    _shadow(image, _darker(bottom, 0.8))
    body = BODIES[rng.randrange(len(BODIES))]
    SHAPES[shape](draw, body)
    _label(draw, name, plain=shape in {"flower", "house", "cloth"})
    draw.text(
        (600, 850),
        "BẢN DEMO – sản phẩm không có thật",
        font=ImageFont.truetype(FONT_PLAIN, 30),
        fill=INK,
        anchor="mm",
    )
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82)
    return out.getvalue()


def _ground(top: str, bottom: str) -> Image.Image:
    """From one colour to the other, with a table edge."""
    mask = Image.linear_gradient("L").resize(SIZE)
    image = Image.composite(Image.new("RGB", SIZE, bottom), Image.new("RGB", SIZE, top), mask)
    ImageDraw.Draw(image).rectangle((0, 640, *SIZE), fill=_darker(bottom, 0.92))
    return image


def _shadow(image: Image.Image, colour: str) -> None:
    area = (300, 670, 900, 810)
    part = image.crop(area)
    ImageDraw.Draw(part).ellipse((30, 20, 570, 120), fill=colour)
    image.paste(part.filter(ImageFilter.GaussianBlur(6)), area)


def _darker(colour: str, share: float) -> str:
    red, green, blue = (int(int(colour[at : at + 2], 16) * share) for at in (1, 3, 5))
    return f"#{red:02x}{green:02x}{blue:02x}"


def _label(draw: ImageDraw.ImageDraw, name: str, *, plain: bool) -> None:
    top = 120 if plain else 470
    draw.rounded_rectangle((410, top, 790, top + 130), 14, fill=PAPER, outline=LACQUER, width=4)
    font = ImageFont.truetype(FONT_BOLD, 36)
    for number, line in enumerate(_lines(name, font)[:2]):
        draw.text((600, top + 45 + 44 * number), line, font=font, fill=LACQUER, anchor="mm")


def _lines(text: str, font: ImageFont.FreeTypeFont, width: int = 350) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _jar(draw: ImageDraw.ImageDraw, body: str) -> None:
    draw.rounded_rectangle((400, 300, 800, 740), 70, fill=body)
    draw.rounded_rectangle(
        (440, 330, 480, 700), 20, fill=_darker(body, 1.18) if body != TURMERIC else "#eab65a"
    )
    draw.rounded_rectangle((430, 220, 770, 310), 18, fill=_darker(body, 0.65))


def _tin(draw: ImageDraw.ImageDraw, body: str) -> None:
    draw.rectangle((400, 260, 800, 720), fill=body)
    draw.ellipse((400, 670, 800, 770), fill=body)
    draw.ellipse((400, 210, 800, 310), fill=_darker(body, 0.7))
    draw.rectangle((400, 330, 800, 352), fill=TURMERIC if body != TURMERIC else LACQUER)


def _bag(draw: ImageDraw.ImageDraw, body: str) -> None:
    draw.polygon([(420, 240), (780, 240), (830, 740), (370, 740)], fill=body)
    draw.polygon([(420, 240), (780, 240), (770, 300), (430, 300)], fill=_darker(body, 0.7))
    draw.line((600, 620, 600, 720), fill=PAPER, width=6)
    draw.ellipse((560, 630, 640, 690), outline=PAPER, width=6)


def _bottle(draw: ImageDraw.ImageDraw, body: str) -> None:
    draw.rectangle((550, 130, 650, 320), fill=body)
    draw.rectangle((540, 100, 660, 160), fill=_darker(body, 0.6))
    draw.rounded_rectangle((430, 290, 770, 750), 80, fill=body)


def _box(draw: ImageDraw.ImageDraw, body: str) -> None:
    draw.rectangle((340, 380, 860, 740), fill=body)
    draw.polygon([(340, 380), (860, 380), (800, 300), (400, 300)], fill=_darker(body, 0.75))
    draw.rectangle((580, 300, 620, 740), fill=_darker(body, 0.85))


def _bowl(draw: ImageDraw.ImageDraw, body: str) -> None:
    draw.pieslice((330, 60, 870, 760), 0, 180, fill=body)
    draw.ellipse((330, 360, 870, 460), fill=_darker(body, 0.8))
    draw.rectangle((500, 735, 700, 775), fill=_darker(body, 0.8))


def _basket(draw: ImageDraw.ImageDraw, body: str) -> None:
    draw.arc((400, 150, 800, 640), 180, 360, fill="#7a5a2b", width=26)
    draw.polygon([(360, 400), (840, 400), (780, 740), (420, 740)], fill="#b98a45")
    for row in range(440, 740, 30):
        draw.line((368 + row // 9, row, 832 - row // 9, row), fill="#a07434", width=8)
    draw.rectangle((350, 390, 850, 430), fill=_darker(body, 0.9))


def _cloth(draw: ImageDraw.ImageDraw, body: str) -> None:
    for fold in range(6):
        tone = body if fold % 2 else _darker(body, 0.82)
        draw.polygon(
            [(330 + 90 * fold, 290), (420 + 90 * fold, 290), (440 + 90 * fold, 760), (320 + 90 * fold, 740)],
            fill=tone,
        )
    draw.rectangle((300, 270, 900, 300), fill="#7a5a2b")


def _flower(draw: ImageDraw.ImageDraw, body: str) -> None:
    draw.polygon([(460, 580), (740, 580), (700, 760), (500, 760)], fill="#a4563a")
    draw.line((600, 580, 600, 360), fill=LEAF, width=14)
    draw.ellipse((470, 470, 600, 540), fill=LEAF)
    draw.ellipse((600, 430, 730, 500), fill=LEAF)
    for left, upper in ((520, 280), (600, 280), (490, 340), (630, 340), (560, 390)):
        draw.ellipse((left - 20, upper, left + 80, upper + 90), fill=body if body != LEAF else LACQUER)
    draw.ellipse((565, 330, 635, 400), fill=TURMERIC)


def _house(draw: ImageDraw.ImageDraw, body: str) -> None:
    draw.polygon([(280, 480), (600, 270), (920, 480)], fill="#7a5a2b")
    draw.rectangle((350, 480, 850, 660), fill="#c79a5b")
    for left in (370, 520, 670, 810):
        draw.rectangle((left, 660, left + 22, 770), fill="#7a5a2b")
    draw.rectangle((560, 530, 650, 660), fill=_darker(body, 0.7))


SHAPES: dict[str, Shape] = {
    "jar": _jar,
    "tin": _tin,
    "bag": _bag,
    "bottle": _bottle,
    "box": _box,
    "bowl": _bowl,
    "basket": _basket,
    "cloth": _cloth,
    "flower": _flower,
    "house": _house,
}
