"""Villages, marks, points and chains, made by the actions that offices trigger."""

from datetime import date
from decimal import Decimal
from typing import Any

from ocop.core.acting import Acting
from ocop.core.permissions import Role
from ocop.producers.models import Producer
from ocop.villages.actions import around, chains, villages
from ocop.villages.models import Chain, ChainMember, Mark, TourismPoint, Village
from tests.factories.accounts import AT, act
from tests.factories.places import make_units


def keeper(unit: str = "01") -> Acting:
    role = {"VN": Role.CENTRAL_OFFICE, "01": Role.PROVINCE_OFFICE}.get(unit, Role.COMMUNE_OFFICER)
    return act(role, make_units()[unit])


def make_village(by: Acting, *, recognised: bool = False, **changes: Any) -> Village:
    data = {
        "kind": "village",
        "name": "Làng thử",
        "trade": "Dệt lụa",
        "unit": make_units()["09556"],
        **changes,
    }
    village = villages.add_village(data=data, by=by, at=AT)
    if recognised:
        day = date(2020, 5, 6)
        village = villages.recognise(village=village, decision="QĐ 1", recognised_on=day, by=by, at=AT)
    return village


def make_mark(by: Acting, unit: str = "01", **changes: Any) -> Mark:
    data = {"kind": "collective", "name": "Lụa thử", "number": "NH-1", **changes}
    return around.add_mark(data=data, territory=[make_units()[unit]], by=by, at=AT)


def make_point(by: Acting, village: Village | None = None, **changes: Any) -> TourismPoint:
    data = {
        "name": "Xưởng thử",
        "unit": make_units()["09556"],
        "village": village,
        "opened_on": date(2024, 1, 1),
    }
    return around.keep_point(data={**data, **changes}, by=by, at=AT)


def make_chain(lead: Producer, by: Acting, **changes: Any) -> Chain:
    data = {"name": "Chuỗi thử", "goods": "Lụa", "started_on": date(2024, 1, 1), **changes}
    return chains.start_chain(lead=lead, data=data, by=by, at=AT)


def make_contract(chain: Chain, by: Acting, **changes: Any) -> ChainMember:
    data = {
        "producer": None,
        "name": "Trang trại dâu",
        "part": "grower",
        "contract": "01/HĐ",
        "from_on": date(2024, 1, 15),
        "until_on": None,
        "share": Decimal(40),
        **changes,
    }
    return chains.add_member(chain=chain, data=data, by=by, at=AT)
