"""Which products meet a buyer's need, and why. Pure arithmetic on whole numbers; the law is silent on all of it.

`judging` looks at one product and one need and gives the reasons; `columns` does the same for every product at once.
Both must agree: tests hold them against each other. `columns` is not imported here: it loads numpy, which only the pages
that rank should pay for.
"""

from ocop.rulebook.matching.judging import Judgement, judge, share
from ocop.rulebook.matching.model import PAPERS, REGIONS, UNITS, WEIGHTS, Demand, Item, Part
from ocop.rulebook.matching.wording import reason, tally_words

__all__ = [
    "PAPERS",
    "REGIONS",
    "UNITS",
    "WEIGHTS",
    "Demand",
    "Item",
    "Judgement",
    "Part",
    "judge",
    "reason",
    "share",
    "tally_words",
]
