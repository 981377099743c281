"""Indicators of villages, trades, tourism and chains as of a day."""

from datetime import date, timedelta

import pytest

from ocop.targets.models import ProducerFact
from ocop.targets.queries.computing import figures, scope_of
from ocop.villages.actions import chains, villages
from tests.factories.accounts import AT, DAY
from tests.factories.places import make_units
from tests.factories.producers import make_producer
from tests.factories.villages import keeper, make_chain, make_contract, make_point, make_village

pytestmark = pytest.mark.django_db
KEYS = (
    "craft_villages",
    "traditional_craft_villages",
    "recognised_craft_villages",
    "villages_with_producer",
    "traditional_trades",
    "community_tourism_sites",
)


def values(on: date, keys: tuple = KEYS, unit: str = "01") -> list:
    return [one.value for one in figures(scope_of(make_units()[unit], on), keys)]


def test_each_record_counts_from_its_day_to_its_day():
    by = keeper()
    since = date(2020, 5, 6)
    village = make_village(by, kind="traditional", recognised=True)
    make_village(by, name="Làng hai", kind="has_trade")
    make_village(by, name="Nghề cốm", kind="trade", trade="Cốm")
    make_point(by, opened_on=date(2024, 1, 1), closed_on=DAY)
    link = villages.link_producer(village=village, producer=make_producer(), from_on=since, by=by, at=AT)
    assert values(since - timedelta(days=1)) == [0, 0, 0, 0, 0, 0]
    assert values(since)[:4] == [1, 1, 1, 1]
    assert values(DAY - timedelta(days=1))[5] == 1
    assert values(DAY) == [2, 1, 1, 1, 2, 0]

    villages.unlink_producer(link=link, by=by, at=AT)
    villages.withdraw_title(village=village, reason="QĐ", on=DAY, by=by, at=AT)
    assert values(DAY) == [1, 0, 0, 0, 2, 0]
    assert values(DAY - timedelta(days=1))[:4] == [1, 1, 1, 1]


def test_the_share_of_producers_in_a_chain():
    lead, member, alone = make_producer(), make_producer(), make_producer()
    for one in (lead, member, alone):
        ProducerFact.objects.create(producer=one, joined_on=DAY, now_province="01", now_unit="09556")
    by = keeper("09556")
    chain = make_chain(lead, by)
    make_contract(chain, by, producer=member, name="")
    keys = ("producers", "producers_in_chain")
    assert values(DAY, keys, "09556") == [3, 2]
    (share,) = figures(scope_of(make_units()["09556"], DAY), ("value_chain_share",))
    assert share.text == "66.7"
    chains.end_chain(chain=chain, on=DAY - timedelta(days=1), by=by, at=AT)
    assert values(DAY, keys, "09556") == [3, 0]
