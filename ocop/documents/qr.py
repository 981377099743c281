"""QR codes: upper-case addresses fit the compact letters of the code, so the squares print larger."""

from __future__ import annotations

import io
from html import escape

import segno

CORRECTION = "m"
QUIET_ZONE = 4
MASK = 0


def _code(text: str) -> segno.QRCode:
    """Always with the same mask: trying all eight and scoring each takes five times as long as everything else.

    The mask stands in the code, so readers take any. The best one only breaks up large even areas, and there are none:
    what is signed looks like chance, and a short address fills the little room left with the standard's own pattern.
    """
    return segno.make_qr(text, error=CORRECTION, boost_error=False, mask=MASK)


def qr_svg(text: str, *, border: int = QUIET_ZONE, label: str = "") -> str:
    """The code as one SVG element for a page; `label` is read aloud and shown when pointing at it."""
    code = _code(text)
    out = io.BytesIO()
    code.save(
        out, kind="svg", border=border, xmldecl=False, svgns=True, omitsize=True, dark="#000", light="#fff"
    )
    svg = out.getvalue().decode().strip()
    name = escape(label or "Mã QR", quote=True)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{name}" ', 1)


def qr_png(text: str, *, scale: int = 8, border: int = QUIET_ZONE) -> bytes:
    """The code as PNG, each square `scale` points wide."""
    out = io.BytesIO()
    _code(text).save(out, kind="png", scale=scale, border=border)
    return out.getvalue()


def qr_drawing(text: str) -> str:
    """The bare squares without margin as a drawing of their own, for the typesetter."""
    out = io.BytesIO()
    _code(text).save(out, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None)
    return out.getvalue().decode()
