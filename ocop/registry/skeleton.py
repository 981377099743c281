"""A page as fixed pieces with holes: the template is rendered once for each shape, then only the holes are filled.

The template stays the one place where the page is written; what a reader gets is what rendering it would give.
"""

import re
from collections.abc import Mapping
from hashlib import blake2b

from django.template.loader import get_template
from django.utils.html import escape

OPEN, CLOSE = "\x02", "\x03"
HOLE = re.compile(f"{OPEN}(\\w+){CLOSE}")


class Skeleton:
    """The pieces of one template in one shape."""

    __slots__ = ("fingerprint", "names", "pieces")

    def __init__(self, text: str) -> None:
        parts = HOLE.split(text)
        self.pieces, self.names = parts[::2], parts[1::2]
        self.fingerprint = blake2b(text.encode(), digest_size=6).hexdigest()

    def fill(self, values: Mapping[str, str]) -> bytes:
        out = [self.pieces[0]]
        for name, piece in zip(self.names, self.pieces[1:], strict=True):
            out.append(escape(values[name]))
            out.append(piece)
        return "".join(out).encode()


def skeleton(template: str, holes: tuple[str, ...], shape: Mapping[str, object]) -> Skeleton:
    """Render the template with marks in the place of the values to come, in the language that is active now."""
    marks = {name: f"{OPEN}{name}{CLOSE}" for name in holes}
    return Skeleton(get_template(template).render({**shape, **marks}))
