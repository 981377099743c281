"""Places of sale with their shelves and monthly figures; trade events with their stalls and results."""

from ocop.market.models.events import EventCost, TradeEvent
from ocop.market.models.points import Point, PointOperator, PointPause, PointPhoto
from ocop.market.models.reports import MonthlyReport
from ocop.market.models.shelves import ShelfLine
from ocop.market.models.stalls import Stall, StallGood, StallResult, StallStaff

__all__ = [
    "EventCost",
    "MonthlyReport",
    "Point",
    "PointOperator",
    "PointPause",
    "PointPhoto",
    "ShelfLine",
    "Stall",
    "StallGood",
    "StallResult",
    "StallStaff",
    "TradeEvent",
]
