"""How alike two products are: names, stories, pictures. It shows pairs to people and decides nothing.

Source: no decision sets a measure; the limits are dated settings in `reference/similarity/settings.yaml`. The method is the
field's usual one: shares of common three-letter and three-word pieces, estimated by minimum hashes (Broder 1997), and
difference hashes of pictures. `comparing` stands apart: it brings numpy with it, so it is imported where it is used.
"""

from ocop.rulebook.similarity.marks import core_name, name_marks, picture_mark, story_marks
from ocop.rulebook.similarity.model import Found, Print
from ocop.rulebook.similarity.settings import Limits, limits_on

__all__ = [
    "Found",
    "Limits",
    "Print",
    "core_name",
    "limits_on",
    "name_marks",
    "picture_mark",
    "story_marks",
]
