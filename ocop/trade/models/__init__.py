"""Models of trade, one module per aggregate."""

from ocop.trade.models.buyers import Buyer, BuyerPaper, BuyerSeat
from ocop.trade.models.channels import Listing, ListingReport
from ocop.trade.models.conferences import Conference, Guest, Meeting, Wish
from ocop.trade.models.deals import Deal, DealProduct, LapseNotice
from ocop.trade.models.needs import Need
from ocop.trade.models.offers import Board, Offer

__all__ = [
    "Board",
    "Buyer",
    "BuyerPaper",
    "BuyerSeat",
    "Conference",
    "Deal",
    "DealProduct",
    "Guest",
    "LapseNotice",
    "Listing",
    "ListingReport",
    "Meeting",
    "Need",
    "Offer",
    "Wish",
]
