"""The reasons in words. Each is true of this product and this need, also when read alone."""

from collections.abc import Callable, Mapping

from ocop.rulebook.matching.judging import FULL, share
from ocop.rulebook.matching.model import PAPERS, REGIONS, UNITS, Demand, Item, Part

NAMES = {
    Part.SECTOR: "ngành hàng",
    Part.WORDS: "từ khóa",
    Part.STARS: "hạng sao",
    Part.PROVINCE: "nơi sản xuất",
    Part.VOLUME: "sản lượng",
    Part.PAPERS: "giấy tờ",
    Part.GTIN: "mã vạch",
    Part.PRICE: "giá",
    Part.REGION: "nơi giao hàng",
    Part.LEAD: "thời gian giao",
}


def number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def reason(part: Part, item: Item, demand: Demand) -> str:
    """“sản lượng 60 %”, “thiếu mã vạch”: what this product gives of that part."""
    return _WORDS[part](item, demand, share(part, item, demand))


def _volume(item: Item, demand: Demand, got: int) -> str:
    if item.capacity is None:
        return "chưa khai sản lượng"
    if item.unit != demand.unit:
        return f"sản lượng tính theo {_unit(item.unit)}, cần theo {_unit(demand.unit)}"
    if got == FULL:
        return "đủ sản lượng"
    return (
        f"sản lượng {got} % ({number(item.capacity)} trên {number(demand.volume)} {_unit(demand.unit)}/tháng)"
    )


def _papers(item: Item, demand: Demand, got: int) -> str:
    if got == FULL:
        return "đủ giấy tờ"
    return f"thiếu {', '.join(PAPERS[one] for one in PAPERS if one in demand.papers - item.papers)}"


def _price(item: Item, demand: Demand, got: int) -> str:
    if item.price is None:
        return "chưa khai giá"
    if item.unit != demand.unit:
        return f"giá tính theo {_unit(item.unit)}, cần theo {_unit(demand.unit)}"
    if got == FULL:
        return "giá trong mức cần"
    return f"giá cao hơn {number(item.price - demand.price)} đồng/{_unit(demand.unit)}"


def _lead(item: Item, demand: Demand, got: int) -> str:
    if item.lead_days is None:
        return "chưa khai thời gian giao"
    return f"giao trong {item.lead_days} ngày" + (
        "" if got == FULL else f", cần trong {demand.lead_days} ngày"
    )


def _words(item: Item, demand: Demand, got: int) -> str:
    if got == FULL:
        return "tên có đủ từ khóa"
    return f"tên có {len(demand.words & item.words)} trên {len(demand.words)} từ khóa"


def _stars(item: Item, demand: Demand, got: int) -> str:
    return f"{item.stars} sao" + ("" if got == FULL else f", cần từ {demand.stars} sao")


def _unit(key: str) -> str:
    return UNITS.get(key, "đơn vị khác")


_WORDS: Mapping[Part, Callable[[Item, Demand, int], str]] = {
    Part.SECTOR: lambda item, demand, got: "đúng ngành hàng" if got else "khác ngành hàng",
    Part.WORDS: _words,
    Part.STARS: _stars,
    Part.PROVINCE: lambda item, demand, got: "đúng tỉnh cần" if got else "ở tỉnh khác",
    Part.VOLUME: _volume,
    Part.PAPERS: _papers,
    Part.GTIN: lambda item, demand, got: "có mã vạch" if got else "thiếu mã vạch",
    Part.PRICE: _price,
    Part.REGION: lambda item, demand, got: (
        f"{'giao' if got else 'chưa giao'} hàng ở {REGIONS.get(demand.region, demand.region)}"
    ),
    Part.LEAD: _lead,
}


def tally_words(excluded: Mapping[Part, int], alone: Mapping[Part, int], considered: int) -> list[str]:
    """Which requirement excludes how many, the hardest first: for a need that nothing can meet."""
    told = []
    for part in sorted(excluded, key=lambda one: (-excluded[one], list(Part).index(one))):
        if excluded[part]:
            words = (
                f"Yêu cầu về {NAMES[part]} loại {number(excluded[part])} trên {number(considered)} sản phẩm"
            )
            more = f"; bỏ riêng yêu cầu này thì thêm {number(alone[part])} sản phẩm" if alone[part] else ""
            told.append(f"{words}{more}.")
    return told
