"""Product pages say at which points the product stands."""

from ocop.core.places_of_sale import register
from ocop.market.queries.shelves import where_sold


def install() -> None:
    register(where_sold)
