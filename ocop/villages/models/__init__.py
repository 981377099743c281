from ocop.villages.models.chains import Chain, ChainMember
from ocop.villages.models.marks import Mark, MarkUse
from ocop.villages.models.tourism import Route, Stop, TourismPoint
from ocop.villages.models.villages import Artisan, Trade, TradePlace, Village, VillageProducer

__all__ = [
    "Artisan",
    "Chain",
    "ChainMember",
    "Mark",
    "MarkUse",
    "Route",
    "Stop",
    "TourismPoint",
    "Trade",
    "TradePlace",
    "Village",
    "VillageProducer",
]
