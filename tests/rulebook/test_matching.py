"""Matching: hard requirements are never broken, every stated reason is true, the order is stable and the columns agree."""

import re

from hypothesis import given
from hypothesis import strategies as st

from ocop.rulebook.matching import (
    PAPERS,
    REGIONS,
    UNITS,
    WEIGHTS,
    Demand,
    Item,
    Part,
    judge,
    reason,
    tally_words,
)
from ocop.rulebook.matching.columns import Catalogue

WORDS = ("mat", "ong", "che", "sen", "gao")
ITEMS = st.builds(
    Item,
    key=st.integers(1, 10_000),
    sector=st.sampled_from(["", "I", "II"]),
    words=st.frozensets(st.sampled_from(WORDS)),
    stars=st.integers(0, 5),
    province=st.sampled_from(["", "01", "19"]),
    capacity=st.none() | st.integers(1, 5000),
    unit=st.sampled_from([*UNITS]),
    papers=st.frozensets(st.sampled_from([*PAPERS])),
    gtin=st.booleans(),
    price=st.none() | st.integers(1, 500),
    regions=st.frozensets(st.sampled_from([*REGIONS])),
    lead_days=st.none() | st.integers(1, 60),
)
DEMANDS = st.builds(
    Demand,
    sector=st.sampled_from(["", "I", "III"]),
    words=st.frozensets(st.sampled_from([*WORDS, "la"]), max_size=3),
    stars=st.sampled_from([0, 3, 4, 5]),
    province=st.sampled_from(["", "01", "34"]),
    volume=st.sampled_from([0, 1, 700, 4000]),
    unit=st.sampled_from(["kg", "hop"]),
    papers=st.frozensets(st.sampled_from([*PAPERS]), max_size=3),
    gtin=st.booleans(),
    price=st.sampled_from([0, 100, 400]),
    region=st.sampled_from(["", *REGIONS]),
    lead_days=st.sampled_from([0, 7, 30]),
    hard=st.frozensets(st.sampled_from(list(Part))),
)
GOODS = st.lists(ITEMS, unique_by=lambda item: item.key, max_size=12)


def meets(part: Part, item: Item, demand: Demand) -> bool:
    """Said anew, without the code that is tried."""
    same_unit = item.unit == demand.unit
    return {
        Part.SECTOR: item.sector == demand.sector,
        Part.WORDS: demand.words <= item.words,
        Part.STARS: item.stars >= demand.stars,
        Part.PROVINCE: item.province == demand.province,
        Part.VOLUME: item.capacity is not None and same_unit and item.capacity >= demand.volume,
        Part.PAPERS: demand.papers <= item.papers,
        Part.GTIN: item.gtin,
        Part.PRICE: item.price is not None and same_unit and item.price <= demand.price,
        Part.REGION: demand.region in item.regions,
        Part.LEAD: item.lead_days is not None and item.lead_days <= demand.lead_days,
    }[part]


@given(GOODS, DEMANDS)
def test_hard_requirements_are_never_broken(items: list[Item], demand: Demand) -> None:
    ranking = Catalogue(items).rank(demand, 100)
    by_key = {item.key: item for item in items}
    fitting = {
        key for key, item in by_key.items() if all(meets(part, item, demand) for part in demand.required)
    }
    assert set(ranking.keys) == fitting and ranking.fitting == len(fitting)


@given(GOODS, DEMANDS)
def test_columns_and_the_plain_rule_agree_and_the_order_is_stable(items: list[Item], demand: Demand) -> None:
    ranking = Catalogue(items).rank(demand, 100)
    plain = {item.key: judge(item, demand) for item in items}
    assert list(ranking.points) == [plain[key].points for key in ranking.keys]
    assert list(ranking.keys) == sorted(ranking.keys, key=lambda key: (-plain[key].points, key))
    assert Catalogue(items[::-1]).rank(demand, 100) == ranking
    assert Catalogue(items).rank(demand, 2).keys == ranking.keys[:2]


@given(ITEMS, DEMANDS)
def test_every_stated_reason_is_true(item: Item, demand: Demand) -> None:
    said = judge(item, demand)
    for part in demand.asked:
        true = meets(part, item, demand)
        assert (part in said.met) is true and (part in {*said.broken, *said.missing}) is not true
        words = reason(part, item, demand)
        assert words.startswith(("thiếu", "chưa", "khác", "ở tỉnh khác")) <= (not true)
        if part is Part.VOLUME and (number := re.match(r"sản lượng (\d+) %", words)):
            share = int(number[1])
            assert share * demand.volume <= 100 * (item.capacity or 0) < (share + 1) * demand.volume
        if part is Part.PAPERS and not true:
            named = {key for key, name in PAPERS.items() if name in words.removeprefix("thiếu ").split(", ")}
            assert named == demand.papers - item.papers
        if part is Part.PRICE and (number := re.match(r"giá cao hơn ([\d.]+) đồng", words)):
            assert int(number[1].replace(".", "")) == (item.price or 0) - demand.price


@given(GOODS, DEMANDS)
def test_the_tally_says_how_many_each_requirement_keeps_out(items: list[Item], demand: Demand) -> None:
    ranking = Catalogue(items).rank(demand, 5)
    for part in demand.required:
        broken = [item for item in items if not meets(part, item, demand)]
        alone = [
            item
            for item in broken
            if all(meets(other, item, demand) for other in demand.required if other is not part)
        ]
        assert (ranking.excluded[part], ranking.alone[part]) == (len(broken), len(alone))


def test_points_are_exact_and_weights_known() -> None:
    demand = Demand(volume=1000, unit="kg", gtin=True)
    said = judge(Item(1, capacity=600, unit="kg"), demand)
    assert (said.points, said.most, said.percent) == (60 * WEIGHTS[Part.VOLUME], 4000, 45)
    assert [reason(part, Item(1, capacity=600, unit="kg"), demand) for part in said.missing] == [
        "sản lượng 60 % (600 trên 1.000 kg/tháng)",
        "thiếu mã vạch",
    ]


def test_a_need_that_nothing_meets_says_which_requirement_excludes_how_many() -> None:
    items = [Item(1, stars=3, gtin=True), Item(2, stars=4), Item(3, stars=3)]
    ranking = Catalogue(items).rank(Demand(stars=5, gtin=True, hard=frozenset({Part.STARS, Part.GTIN})), 10)
    assert ranking.keys == ()
    assert tally_words(ranking.excluded, ranking.alone, ranking.considered) == [
        "Yêu cầu về hạng sao loại 3 trên 3 sản phẩm; bỏ riêng yêu cầu này thì thêm 1 sản phẩm.",
        "Yêu cầu về mã vạch loại 2 trên 3 sản phẩm.",
    ]
