"""Trade events: those that were published, as facts with their source, and invented ones in every state."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.permissions import Role
from ocop.demo.builders.points import able, placed, rows
from ocop.demo.cast import HANOI
from ocop.demo.world import World
from ocop.market.actions import events, stalls
from ocop.market.models import Stall, TradeEvent
from ocop.products.models import Product

SINCE = 100  # working days ago
# name, kind, days from today to the first day, days it lasts, the moves it made
INVENTED: tuple[tuple[str, str, int, int, tuple[str, ...]], ...] = (
    ("Hội chợ OCOP Mẫu cuối năm", "fair", 40, 4, ("call",)),
    ("Phiên livestream Mẫu tháng tới", "livestream", 21, 1, ("announce",)),
    ("Tuần văn hóa ẩm thực Mẫu", "culture", -1, 6, ("call", "settle", "start")),
    ("Hội nghị kết nối Mẫu mùa thu", "connection", -12, 2, ("call", "settle", "start", "finish")),
    ("Hội chợ Mẫu làng nghề", "fair", -45, 3, ("call", "settle", "start", "finish", "close")),
    ("Lễ hội trà Mẫu", "festival", 30, 2, ()),
    ("Ngày bán hàng Mẫu trên sàn", "platform", 15, 1, ("call", "cancel")),
)
CALLED, SETTLED = 30, 20  # days before the first day


def add_fairs(world: World) -> None:
    _published(world)
    for row in INVENTED:
        _invented(world, *row)


def _published(world: World) -> None:
    at = world.days.at(SINCE, 9)
    by = world.by("tw", at)
    for row in rows("events.csv"):
        days = {name: date.fromisoformat(row[name]) for name in ("starts_on", "ends_on")}
        event = events.create_event(data={**placed(row), **days, "size": row["size"]}, by=by, at=at)
        events.move_event(event=event, name="record", by=by, at=at)


def _invented(world: World, name: str, kind: str, begins: int, lasts: int, moves: tuple[str, ...]) -> None:
    first = world.days.today + timedelta(days=begins)
    opened = min(first - timedelta(days=CALLED), world.days.today - timedelta(days=3))
    at = _moment(world, opened)
    by = world.by("tinh", at, role=Role.PROVINCE_OFFICE)
    event = events.create_event(data=_data(world, name, kind, first, lasts, opened), by=by, at=at, demo=True)
    for move in moves:
        when = _when(world, event, move, opened)
        if move == "settle":
            _choose(event, by, when)
        reason = "Không đủ chủ thể (giả định)." if move == "cancel" else ""
        if move == "close":
            _results(world, event, by, when)
        event = events.move_event(event=event, name=move, reason=reason, by=by, at=when)
        if move == "call":
            _register(world, event, _moment(world, opened + timedelta(days=1)))
        if move in ("start", "finish"):
            _results(world, event, by, when)
    if moves == ("call",):
        _answer_some(world, event, by, world.days.at(1, 11))


def _data(world: World, name: str, kind: str, first: date, lasts: int, opened: date) -> dict[str, Any]:
    online = kind in ("livestream", "platform")
    return {
        "kind": kind,
        "name": name,
        "unit": world.unit(HANOI),
        "address": "" if online else "Quảng trường Mẫu",
        "link": "https://phien-hang.example/mau" if online else "",
        "organiser": "Cơ quan Mẫu (giả định)",
        "summary": "Sự kiện giả định để xem hệ thống làm việc ra sao.",
        "programme": "Sáng: khai mạc.\nChiều: giới thiệu sản phẩm, kết nối giao thương.",
        "starts_on": first,
        "ends_on": first + timedelta(days=lasts - 1),
        "call_from": opened,
        "call_until": max(opened, first - timedelta(days=SETTLED)),
        "stalls_planned": 3,
        "conditions": "Sản phẩm còn hiệu lực tới ngày khai mạc; có người đứng gian suốt sự kiện.",
    }


def _moment(world: World, day: date, hour: int = 9) -> datetime:
    return world.days.at(0, hour) - timedelta(days=(world.days.today - day).days)


def _when(world: World, event: TradeEvent, move: str, opened: date) -> datetime:
    days = {"settle": event.starts_on - timedelta(days=SETTLED - 1), "start": event.starts_on}
    days |= {"finish": event.ends_on, "close": event.ends_on + timedelta(days=5)}
    return _moment(world, min(days.get(move, opened), world.days.today), 15)


def _register(world: World, event: TradeEvent, at: datetime) -> None:
    """Four producers, each with what may come on the day."""
    by_maker: dict[str, list[Product]] = {}
    keys = {one.pk: key for key, one in world.producers.items()}
    day = event.day_asked(local_date(at))
    for product in able(world, day):
        by_maker.setdefault(keys[product.producer_id], []).append(product)
    for key in list(by_maker)[:4]:
        if world.producers[key].memberships.exists():
            stalls.register_stall(event=event, products=by_maker[key][:3], by=world.owner(key, at), at=at)


def _choose(event: TradeEvent, by: Acting, at: datetime) -> None:
    """The first three get a stall, the others wait."""
    for place, stall in enumerate(Stall.objects.filter(event=event).order_by("pk"), 1):
        if place <= 3:
            stalls.decide_stall(stall=stall, name="select", number=f"A{place}", by=by, at=at)
        else:
            stalls.decide_stall(stall=stall, name="wait", reason="Đã đủ gian; chờ người rút.", by=by, at=at)


def _answer_some(world: World, event: TradeEvent, by: Acting, at: datetime) -> None:
    """While the call is open one is chosen, one refused, one takes its registration back, and the last waits for its answer."""
    first, *others = Stall.objects.filter(event=event).order_by("pk")
    stalls.decide_stall(stall=first, name="select", number="A1", by=by, at=at)
    reason = "Năm trước bỏ gian giữa chừng (giả định)."
    stalls.decide_stall(stall=others[0], name="refuse", reason=reason, by=by, at=at)
    key = next(key for key, one in world.producers.items() if one.pk == others[1].producer_id)
    stalls.withdraw_stall(stall=others[1], reason="Không kịp hàng.", by=world.owner(key, at), at=at)


def _results(world: World, event: TradeEvent, by: Acting, at: datetime) -> None:
    if at < _moment(world, event.ends_on):
        return
    chosen = Stall.objects.filter(event=event, state="selected").order_by("pk")
    for place, stall in enumerate(chosen, 1):
        sold = Decimal(18_000_000 + 7_000_000 * place)
        said = {"visitors": 240 + 60 * place, "sales": sold, "contracts": place % 2, "memoranda": place}
        stalls.tell_result(stall=stall, data=said, by=by, at=at)
    money = {
        "state": (Decimal(60_000_000), Decimal(52_000_000)),
        "sponsors": (Decimal(20_000_000), Decimal(20_000_000)),
    }
    events.set_costs(event=event, rows=money, by=by, at=at)
