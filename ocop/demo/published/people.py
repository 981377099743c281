"""Courses, craft villages, trades and tourism points of the articles, as rows: as many as were printed, each invented."""

from datetime import date, datetime
from itertools import cycle
from typing import Any

from ocop.core.text import fold, sort_key
from ocop.demo.nation.writing import next_pk, settle_sequences, write
from ocop.demo.published import plan
from ocop.demo.published.places import Place, former_districts
from ocop.demo.published.rows import Rows
from ocop.places.models import Unit
from ocop.training.models import Course, Enrolment, Trainee
from ocop.villages.models import TourismPoint, Trade, TradePlace, Village

START = date(2018, 5, 7)  # the day of 490/QĐ-TTg; chosen for everything whose beginning no article tells
HELD = {"conference": (29, "Hội nghị"), "class": (31, "Lớp tập huấn"), "trip": (3, "Đoàn học tập")}
VILLAGES, VILLAGES_CAPITAL, TRADITIONAL = 5400, 1350, 2000
TRADES, TRADES_CAPITAL = 52, 47
TOURISM = 300
HOAI_DUC, HOAI_DUC_ON = "2025-D274", date(2022, 6, 15)
Row = dict[str, Any]


def write_people_and_places(rows: Rows) -> None:
    districts = former_districts()
    capital = districts.pop(plan.CAPITAL)
    others = [place for key in sorted(districts) for place in districts[key]]
    courses, last = _courses(rows.at)
    _write(Course, [*courses, last])
    _taught_managers(rows, last["id"])
    trades = _write(Trade, [_trade(number) for number in range(1, TRADES + 1)])
    _write(TradePlace, _trade_places(trades, others[0]))
    _write(Village, [*_villages(rows.at, capital, VILLAGES_CAPITAL, 1), *_villages(rows.at, others, VILLAGES - VILLAGES_CAPITAL, VILLAGES_CAPITAL + 1)])  # fmt: skip
    _write(TourismPoint, [_point(number, place) for number, place in zip(range(1, TOURISM + 1), cycle(others), strict=False)])  # fmt: skip


def _write(model: type, rows: list[Row]) -> list[Row]:
    first = next_pk(model)
    for number, row in enumerate(rows):
        row.setdefault("id", first + number)
    write(model, rows)
    settle_sequences(model)
    return rows


def _here(place: Place) -> Row:
    return {
        "unit_id": place.district_pk,
        "then_province": place.province,
        "then_district": place.district,
        "now_province": place.province_now,
    }


def _courses(at: datetime) -> tuple[list[Row], Row]:
    """Those of Hà Nội in 2019, spread over its months, and one of 2022 for the managers of Hoài Đức."""
    unit = Unit.objects.get(key=plan.CAPITAL)
    where = {"unit_id": unit.pk, "then_province": unit.key, "now_province": "01"}
    made: list[Row] = []
    for kind, (count, noun) in HELD.items():
        for number in range(1, count + 1):
            on = date(2019, 1 + number % 12, 10)
            made.append(
                _course(f"LH-KB{kind[:2].upper()}{number:03d}", kind, f"{noun} kịch bản {number:02d}", on, at)
            )
    made.append(_course("LH-KBHD001", "class", "Lớp quản lý kịch bản Hoài Đức", HOAI_DUC_ON, at))
    first = next_pk(Course)
    made = [{**row, **where, "id": first + number} for number, row in enumerate(made)]
    return made[:-1], made[-1]


def _course(code: str, kind: str, title: str, on: date, at: datetime) -> Row:
    return {
        "code": code,
        "kind": kind,
        "title": title,
        "starts_on": on,
        "ends_on": on,
        "document": plan.NOTE,
        "is_demo": True,
        "created_at": at,
        "state": "closed",
        "state_at": at,
        "search_key": fold(title),
    }


def _taught_managers(rows: Rows, course: int) -> None:
    """One manager of every producer of Hoài Đức, who completed the class of 2022."""
    place = next(place for place in former_districts()[plan.CAPITAL] if place.district == HOAI_DUC)
    ours = [
        row
        for row in rows.producers
        if row["unit_id"] == place.unit_pk and row["place_wording"] == place.wording
    ]
    people = [
        {
            "producer_id": row["id"],
            **_here(place),
            "unit_id": place.unit_pk,
            "name": f"Người quản lý kịch bản {number:03d}",
            "name_key": f"nguoi quan ly kich ban {number:03d}",
            "role": "leader",
            "is_demo": True,
        }
        for number, row in enumerate(ours, 1)
    ]
    _write(Trainee, people)
    _write(
        Enrolment, [_enrolment(number, row["id"], course, rows.at) for number, row in enumerate(people, 1)]
    )


def _enrolment(number: int, trainee: int, course: int, at: datetime) -> Row:
    return {
        "code": f"GD-KB{number:04d}",
        "token": f"KICHBAN{number:021d}",
        "course_id": course,
        "trainee_id": trainee,
        "role": "leader",
        "standing": "going",
        "enrolled_at": at,
        "completed_on": HOAI_DUC_ON,
    }


def _trade(number: int) -> Row:
    name = f"Nghề kịch bản {number:02d}"
    return {
        "code": f"NG-KB{number:03d}",
        "name": name,
        "name_key": fold(name),
        "traditional": True,
        "source": plan.NOTE,
    }


def _trade_places(trades: list[Row], elsewhere: Place) -> list[Row]:
    """47 of the 52 in Hà Nội; the others in one other province, chosen."""
    units = {unit.key: unit.pk for unit in Unit.objects.filter(key__in=(plan.CAPITAL, elsewhere.province))}
    found = []
    for number, trade in enumerate(trades):
        here = number < TRADES_CAPITAL
        then, now = (plan.CAPITAL, "01") if here else (elsewhere.province, elsewhere.province_now)
        found.append(
            {
                "trade_id": trade["id"],
                "unit_id": units[then],
                "since_on": START,
                "then_province": then,
                "now_province": now,
            }
        )
    return found


def _villages(at: datetime, places: list[Place], count: int, first: int) -> list[Row]:
    """The first 2,000 are traditional villages; the rest are villages with a trade."""
    return [
        _village(at, number, place)
        for number, place in zip(range(first, first + count), cycle(places), strict=False)
    ]


def _village(at: datetime, number: int, place: Place) -> Row:
    name = f"Làng kịch bản {number:04d}"
    return {
        **_here(place),
        "code": f"LN-KB{number:06d}",
        "kind": "traditional" if number <= TRADITIONAL else "has_trade",
        "name": name,
        "place_wording": place.wording,
        "since_on": START,
        "source": plan.NOTE,
        "is_demo": True,
        "created_at": at,
        "state_at": at,
        "search_key": fold(name),
        "sort_key": sort_key(name),
    }


def _point(number: int, place: Place) -> Row:
    name = f"Điểm du lịch kịch bản {number:03d}"
    return {
        **_here(place),
        "code": f"DL-KB{number:06d}",
        "name": name,
        "opened_on": START,
        "source": plan.NOTE,
        "is_demo": True,
        "sort_key": sort_key(name),
    }
