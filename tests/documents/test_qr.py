"""QR codes for pages, labels and certificates."""

import io
import subprocess
from pathlib import Path

import pytest
import segno
from PIL import Image

from ocop.documents.qr import qr_drawing, qr_png, qr_svg

URL = "HTTPS://OCOP.VIDU.VN/V/ABCDEFGH23456789"


def test_svg_has_a_name_for_those_who_do_not_see_it():
    svg = qr_svg(URL, label='Mã của "Mật ong" <1>')

    assert svg.startswith('<svg role="img" aria-label="Mã của &quot;Mật ong&quot; &lt;1&gt;"')
    assert svg.endswith("</svg>")
    assert "style=" not in svg


def test_png_holds_the_code_with_its_quiet_zone():
    picture = Image.open(io.BytesIO(qr_png(URL, scale=4))).convert("L")
    squares = segno.make_qr(URL, error="m", boost_error=False).symbol_size(scale=4, border=4)

    assert picture.size == squares
    assert picture.getpixel((0, 0)) == 255
    assert picture.getpixel((4 * 4 + 1, 4 * 4 + 1)) == 0


def test_upper_case_address_needs_fewer_squares_than_lower_case():
    assert segno.make_qr(URL, error="m", boost_error=False).version < 4
    assert len(qr_drawing(URL)) < 3000


@pytest.mark.parametrize("letters", ["A", "A7", "OCOP234567"])
@pytest.mark.parametrize("length", [16, 250, 620])
def test_readers_read_even_what_repeats_itself(letters: str, length: int, tmp_path: Path):
    """One mask serves every text, also those that other masks would break up better."""
    text = "HTTPS://OCOP.VIDU.VN/K/" + (letters * length)[:length]
    picture = tmp_path / "ma.png"
    picture.write_bytes(qr_png(text, scale=4))

    read = subprocess.run(["zbarimg", "-q", "--raw", str(picture)], check=True, capture_output=True)

    assert read.stdout.decode().strip() == text
