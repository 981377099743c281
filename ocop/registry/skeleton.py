"""A page as fixed pieces with holes: the template is rendered once for each shape, then only the holes are filled.

The template stays the one place where the page is written; what a reader gets is what rendering it would give.
"""

import re
from collections.abc import Mapping
from html import escape

from django.template.loader import get_template

OPEN, CLOSE = "\x02", "\x03"
HOLE = re.compile(f"{OPEN}(\\w+){CLOSE}")


class Skeleton:
    """The pieces of one template in one shape."""

    __slots__ = ("names", "pieces")

    def __init__(self, text: str) -> None:
        parts = HOLE.split(text)
        self.pieces, self.names = parts[::2], parts[1::2]

    def fill(self, values: Mapping[str, str]) -> bytes:
        """The page with values that are written by people: escaped here."""
        return self.join({name: escape(value) for name, value in values.items()}).encode()

    def join(self, values: Mapping[str, str]) -> str:
        """The same for values that are finished HTML."""
        out = [self.pieces[0]]
        for name, piece in zip(self.names, self.pieces[1:], strict=True):
            out += (values[name], piece)
        return "".join(out)


def skeleton(template: str, holes: tuple[str, ...], shape: Mapping[str, object]) -> Skeleton:
    """Render the template with marks in the place of the values to come, in the language that is active now."""
    marks = {name: f"{OPEN}{name}{CLOSE}" for name in holes}
    return Skeleton(get_template(template).render({**shape, **marks}))
