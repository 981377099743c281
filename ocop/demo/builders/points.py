"""Points of sale: those that were published, as facts with their source, and invented ones that show every state."""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.permissions import Role
from ocop.demo.cast import BAT_TRANG, HA_DONG
from ocop.demo.world import World
from ocop.market.actions import points, reports, shelves
from ocop.market.models import Point
from ocop.places.models import Unit
from ocop.products.models import Product
from ocop.recognition.queries.selling import sellable_on
from ocop.rulebook.market import first_of
from ocop.rulebook.validity import add_months

FILES = Path(__file__).resolve().parents[3] / "reference" / "market"
SINCE = 110  # working days ago: the first entries of the offices
# name, kind, commune, who runs it (producer or words), coordinates, months told, months of silence before today
INVENTED: tuple[tuple[str, str, str, str, tuple[str, str] | None, int, int], ...] = (
    ("Điểm bán OCOP Mẫu Hà Đông", "point", HA_DONG, "sen", ("20.97115", "105.77823"), 5, 1),
    ("Cửa hàng Mẫu Bến Xe", "point", HA_DONG, "Bà Lê Thị Quầy (giả định)", None, 1, 4),
    (
        "Trung tâm Mẫu thiết kế và bán hàng Bát Tràng",
        "centre",
        BAT_TRANG,
        "gom",
        ("20.97480", "105.91210"),
        4,
        1,
    ),
    ("Khu trưng bày Mẫu Hà Đông", "showroom", HA_DONG, "Ban quản lý Mẫu (giả định)", None, 0, 0),
    ("Điểm bán Mẫu Chợ Cũ", "point", HA_DONG, "com", None, 3, 3),
    ("Điểm bán Mẫu Bến Đò", "point", BAT_TRANG, "bep", None, 2, 1),
)


def add_points(world: World) -> None:
    at = world.days.at(SINCE, 9)
    _published(world, at)
    made = {row[0]: _invented(world, row, at) for row in INVENTED}
    _operator(world, made["Cửa hàng Mẫu Bến Xe"])
    _closed(world, made["Điểm bán Mẫu Chợ Cũ"])
    _resting(world, made["Điểm bán Mẫu Bến Đò"])
    _planned(world, at)
    _shelves(world, made)


def rows(name: str) -> list[dict[str, str]]:
    with (FILES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def placed(row: dict[str, str]) -> dict[str, Any]:
    """Texts and units of one line of the files."""
    keys = [row["unit"], row["former"]] if row["former"] else [row["unit"]]
    units = {unit.key: unit for unit in Unit.objects.select_related("parent").filter(key__in=keys)}
    texts = {name: row[name] for name in ("kind", "name", "address", "source", "note")}
    return {**texts, "unit": units[row["unit"]], "former": units.get(row["former"])}


def _published(world: World, at: datetime) -> None:
    """Opened on the day that the source tells; else known to work on a day."""
    by = world.by("tw", at)
    for row in rows("points.csv"):
        point = points.create_point(data=placed(row), by=by, at=at)
        told = row["opened_on"] or row["known_on"]
        day = date.fromisoformat(told) if told else local_date(at)
        points.move_point(point=point, name="open", on=day, known=not row["opened_on"], by=by, at=at)


def _invented(world: World, row: tuple[Any, ...], at: datetime) -> Point:
    name, kind, key, runs, spot, told, silent = row
    by = world.officer(world.unit(key), at)
    data: dict[str, Any] = {
        "kind": kind,
        "name": name,
        "unit": world.unit(key),
        "address": "Số 1 phố Mẫu",
        "hours": "8:00–20:00, cả tuần",
        "producer": world.producers.get(runs),
        "operator_name": "" if runs in world.producers else runs,
    }
    if spot:
        data |= {"latitude": spot[0], "longitude": spot[1]}
    if told >= 4:  # supported until lately
        data |= {"support": 80_000_000, "support_until": local_date(at) + timedelta(days=60)}
    point = points.create_point(data=data, by=by, at=at, demo=True)
    opened = add_months(first_of(world.days.today), -(told + silent)) if told else local_date(at)
    point = points.move_point(point=point, name="open", on=min(opened, local_date(at)), by=by, at=at)
    for back in range(told):
        _month(world, point, add_months(first_of(world.days.today), -(silent + back)), by, back)
    return point


def _month(world: World, point: Point, month: date, by: Acting, back: int) -> None:
    said = {"visits": 310 - 20 * back, "sales": 46_000_000 - 3_000_000 * back, "products": 420 - 25 * back}
    reports.report_month(point=point, month=month, data=said, by=by, at=world.days.at(2, 10))


def _operator(world: World, point: Point) -> None:
    """A shop keeper with an account of her own, who forgot to report."""
    at = world.days.at(60, 9)
    person = world.people["quay"]
    points.name_operator(
        point=point,
        email=person.email,
        full_name=person.full_name,
        by=world.by("tinh", at, role=Role.PROVINCE_OFFICE),
        at=at,
    )
    world.forget_offices()


def _closed(world: World, point: Point) -> None:
    at = world.days.at(20, 9)
    points.move_point(
        point=point,
        name="close",
        on=local_date(at),
        reason="Hết hợp đồng thuê (giả định).",
        by=world.officer(point.unit, at),
        at=at,
    )


def _resting(world: World, point: Point) -> None:
    at = world.days.at(4, 9)
    by, reason = world.officer(point.unit, at), "Sửa mái, một tháng nữa mở lại (giả định)."
    points.move_point(point=point, name="suspend", on=local_date(at), reason=reason, by=by, at=at)


def _planned(world: World, at: datetime) -> None:
    unit = world.unit(HA_DONG)
    data = {
        "kind": "point",
        "name": "Điểm bán Mẫu Ga Tàu",
        "unit": unit,
        "operator_name": "Đang chọn (giả định)",
    }
    points.create_point(data=data, by=world.officer(unit, at), at=at, demo=True)


def able(world: World, day: date) -> list[Product]:
    """Invented products in force on that day, in a stable order."""
    mine = Product.objects.filter(pk__in=[one.pk for one in world.products.values()])
    return list(sellable_on(day, mine).select_related("producer").order_by("pk"))


def _shelves(world: World, made: dict[str, Point]) -> None:
    """What is in force now, and one good that was in force when it was put there and is not any more."""
    at = world.days.at(1, 10)
    goods = able(world, local_date(at))
    for place, name in enumerate(list(made)[:4]):
        point = made[name]
        for product in goods[place : place + 4]:
            shelves.put_on_shelf(point=point, product=product, by=world.officer(point.unit, at), at=at)
    _lapsed(world, made["Điểm bán OCOP Mẫu Hà Đông"], {one.pk for one in goods})


def _lapsed(world: World, point: Point, now_able: set[int]) -> None:
    for ago in (90, 75, 60, 45, 30, 20, 10, 5):
        at = world.days.at(ago, 10)
        gone = [one for one in able(world, local_date(at)) if one.pk not in now_able]
        if gone and point.active_from and point.active_from <= local_date(at):
            shelves.put_on_shelf(point=point, product=gone[0], by=world.officer(point.unit, at), at=at)
            return
