"""How alike two products are: names, stories, pictures. It shows pairs to people and decides nothing.

Source: no decision sets a measure; the limits are dated settings in `reference/similarity/settings.yaml`. The method is the
field's usual one: shares of common three-letter and three-word pieces, estimated by minimum hashes (Broder 1997), and
difference hashes of pictures.
"""

from ocop.rulebook.similarity.comparing import Found, Prints, pairs_among, pairs_of
from ocop.rulebook.similarity.marks import core_name, name_marks, picture_mark, story_marks
from ocop.rulebook.similarity.settings import Limits, limits_on

__all__ = [
    "Found",
    "Limits",
    "Prints",
    "core_name",
    "limits_on",
    "name_marks",
    "pairs_among",
    "pairs_of",
    "picture_mark",
    "story_marks",
]
