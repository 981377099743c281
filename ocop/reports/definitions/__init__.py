"""The official reports, by what they are for: see the modules."""

from ocop.reports.definitions.lists import LISTS
from ocop.reports.definitions.reviews import REVIEWS
from ocop.reports.outlines import register


def install() -> None:
    register(*REVIEWS, *LISTS)
