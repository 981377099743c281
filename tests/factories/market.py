"""Points and events, made by the actions that offices and producers trigger."""

from datetime import date, datetime
from itertools import count

from ocop.core.acting import Acting
from ocop.core.permissions import Role
from ocop.market.actions import events, points, shelves
from ocop.market.models import Point, TradeEvent
from ocop.products.models import Product
from tests.factories.accounts import AT, act
from tests.factories.places import make_units
from tests.factories.producers import acting_for, make_producer
from tests.factories.register import in_register

OPENED = date(2026, 3, 10)
_number = count(1)


def office(key: str = "09556") -> Acting:
    """The office of that commune, province or the nation."""
    unit = make_units()[key]
    roles = {"commune": Role.COMMUNE_OFFICER, "province": Role.PROVINCE_OFFICE, "nation": Role.CENTRAL_OFFICE}
    return act(roles[unit.level], unit)


def point_data(**changes: object) -> dict[str, object]:
    return {
        "kind": "point",
        "name": f"Điểm bán Thử {next(_number)}",
        "unit": make_units()["09556"],
        "address": "Số 1 phố Thử",
        "operator_name": "Cửa hàng Thử",
        **changes,
    }


def make_point(
    by: Acting | None = None, at: datetime = AT, opened: date | None = OPENED, **changes: object
) -> Point:
    """Open since `opened`; planned without."""
    by = by or office()
    point = points.create_point(data=point_data(**changes), by=by, at=at)
    if opened:
        point = points.move_point(point=point, name="open", on=opened, by=by, at=at)
    return point


def make_run_point(**changes: object) -> tuple[Point, Acting]:
    """A point run by a producer, and somebody of that producer."""
    producer = make_producer()
    point = make_point(producer=producer, **changes)
    return point, acting_for(producer)


def make_recognised(name: str = "Mật ong", **cells: str) -> Product:
    """A product in force until 2028, unless the cells say otherwise."""
    return in_register(name, **cells)[0].product


def expired_at_new_year(name: str = "Chè") -> Product:
    """In force on the day of the tests, until 31/12/2026."""
    return make_recognised(name, decision_date="2023-12-31", year="2023")


def on_shelf(
    point: Point, product: Product, by: Acting | None = None, at: datetime = AT, **changes: object
) -> None:
    shelves.put_on_shelf(point=point, product=product, by=by or office(), at=at, **changes)  # type: ignore[arg-type]


def event_data(**changes: object) -> dict[str, object]:
    return {
        "kind": "fair",
        "name": f"Hội chợ Thử {next(_number)}",
        "unit": make_units()["01"],
        "address": "Quảng trường Thử",
        "organiser": "Sở Thử",
        "starts_on": date(2026, 12, 10),
        "ends_on": date(2026, 12, 13),
        "call_from": date(2026, 11, 1),
        "call_until": date(2026, 11, 20),
        "least_stars": 3,
        "stalls_planned": 2,
        **changes,
    }


def make_event(
    by: Acting | None = None, at: datetime = AT, calling: bool = True, **changes: object
) -> TradeEvent:
    by = by or office("01")
    event = events.create_event(data=event_data(**changes), by=by, at=at)
    return events.move_event(event=event, name="call", by=by, at=at) if calling else event
