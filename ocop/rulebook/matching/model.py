"""What a product offers, what a buyer asks, and how much each wish weighs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Part(StrEnum):
    """One thing a buyer may ask. The order is the order of the reasons."""

    SECTOR = "sector"
    WORDS = "words"
    STARS = "stars"
    PROVINCE = "province"
    VOLUME = "volume"
    PAPERS = "papers"
    GTIN = "gtin"
    PRICE = "price"
    REGION = "region"
    LEAD = "lead"


# Setting of this system since 22/11/2026: points of each preference. What the sector is and whether the name fits weigh
# most, then what supermarkets say they fail on first: volume and papers.
WEIGHTS: Mapping[Part, int] = {
    Part.SECTOR: 30,
    Part.WORDS: 30,
    Part.STARS: 10,
    Part.PROVINCE: 5,
    Part.VOLUME: 30,
    Part.PAPERS: 20,
    Part.GTIN: 10,
    Part.PRICE: 15,
    Part.REGION: 10,
    Part.LEAD: 10,
}
UNITS = {
    "kg": "kg",
    "lit": "lít",
    "chai": "chai",
    "hop": "hộp",
    "goi": "gói",
    "cai": "chiếc",
    "luot": "lượt khách",
}
REGIONS = {"bac": "miền Bắc", "trung": "miền Trung và Tây Nguyên", "nam": "miền Nam"}
PAPERS = {
    "vsattp": "giấy chứng nhận đủ điều kiện an toàn thực phẩm",
    "cong-bo": "bản tự công bố hoặc đăng ký bản công bố sản phẩm",
    "kiem-nghiem": "phiếu kiểm nghiệm",
    "vietgap": "VietGAP",
    "globalgap": "GlobalG.A.P.",
    "huu-co": "chứng nhận hữu cơ",
    "haccp": "HACCP",
    "iso-22000": "ISO 22000",
    "halal": "Halal",
    "truy-xuat": "tem truy xuất nguồn gốc",
    "hoa-don": "xuất được hóa đơn điện tử",
}


class Item(NamedTuple):
    """A product as it can be delivered. `None` and empty mean: the producer has not said."""

    key: int
    sector: str = ""
    words: frozenset[str] = frozenset()
    stars: int = 0
    province: str = ""
    capacity: int | None = None  # a month, in `unit`
    unit: str = ""
    papers: frozenset[str] = frozenset()
    gtin: bool = False
    price: int | None = None  # đồng for one `unit`
    regions: frozenset[str] = frozenset()
    lead_days: int | None = None


@dataclass(frozen=True)
class Demand:
    """What a buyer asks; empty means not asked. `hard` are the parts without which it will not do."""

    sector: str = ""
    words: frozenset[str] = frozenset()
    stars: int = 0
    province: str = ""
    volume: int = 0  # a month, in `unit`
    unit: str = ""
    papers: frozenset[str] = frozenset()
    gtin: bool = False
    price: int = 0  # đồng for one `unit`, at most
    region: str = ""
    lead_days: int = 0  # at most
    hard: frozenset[Part] = field(default_factory=frozenset)

    @property
    def asked(self) -> tuple[Part, ...]:
        given = {
            Part.SECTOR: self.sector,
            Part.WORDS: self.words,
            Part.STARS: self.stars,
            Part.PROVINCE: self.province,
            Part.VOLUME: self.volume,
            Part.PAPERS: self.papers,
            Part.GTIN: self.gtin,
            Part.PRICE: self.price,
            Part.REGION: self.region,
            Part.LEAD: self.lead_days,
        }
        return tuple(part for part in Part if given[part])

    @property
    def required(self) -> tuple[Part, ...]:
        return tuple(part for part in self.asked if part in self.hard)

    @property
    def preferred(self) -> tuple[Part, ...]:
        return tuple(part for part in self.asked if part not in self.hard)

    @property
    def most_points(self) -> int:
        """The points of a product that has everything preferred: each part counts up to 100 hundredths of its weight."""
        return 100 * sum(WEIGHTS[part] for part in self.preferred)
