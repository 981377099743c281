"""Who may look after an event and a stall, and what registrations, numbers and results must satisfy."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from ocop.audit.moves import check_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.market.models import Stall, TradeEvent
from ocop.market.policies.points import check_is_in_scope
from ocop.market.queries.stalls import numbers_taken
from ocop.market.queries.standing import standings
from ocop.places.models import Unit
from ocop.products.links import link_complaint
from ocop.products.models import Product
from ocop.rulebook.market import clean_number

MOST_STAFF = 10


def check_can_create(unit: Unit, *, by: Acting) -> None:
    check_is_in_scope(unit, by=by, what="Sự kiện này")
    if unit.valid_to is not None:
        raise RuleBroken(
            f"{unit.full_name} không còn từ {unit.valid_to:%d/%m/%Y}; hãy chọn đơn vị hiện nay.",
            code="event.unit",
            field="unit",
        )


def check_can_manage(event: TradeEvent, *, by: Acting) -> None:
    check_is_in_scope(event.unit, by=by, what="Sự kiện này")


def check_can_edit(event: TradeEvent, *, by: Acting) -> None:
    check_can_manage(event, by=by)
    if event.state in ("closed", "cancelled"):
        raise RuleBroken(f"Sự kiện {event.state_label.lower()} nên không sửa được nữa.", code="event.closed")


def check_data(data: dict[str, Any]) -> None:
    """Days in their order, a link that may be shown, a place or an address on the net."""
    if data["ends_on"] < data["starts_on"]:
        raise RuleBroken("Ngày kết thúc ở trước ngày bắt đầu.", code="event.days", field="ends_on")
    first, last = data.get("call_from"), data.get("call_until")
    if (first is None) != (last is None):
        raise RuleBroken(
            "Thời gian nhận đăng ký cần cả ngày đầu và ngày cuối.", code="event.call", field="call_until"
        )
    if first and last and not first <= last <= data["starts_on"]:
        raise RuleBroken(
            "Nhận đăng ký phải kết thúc sau ngày mở nhận và trước khi khai mạc.",
            code="event.call",
            field="call_until",
        )
    if data.get("link") and (complaint := link_complaint(data["link"])):
        raise RuleBroken(complaint, code="event.link", field="link")


def check_can_move(event: TradeEvent, name: str, *, by: Acting, at: datetime) -> None:
    check_can_manage(event, by=by)
    check_move(event, name, by=by)
    on = local_date(at)
    if name == "call" and (event.call_until is None or event.call_until < on):
        raise RuleBroken(
            "Hãy ghi thời gian nhận đăng ký (ngày cuối chưa qua) trước khi mời gian hàng.",
            code="event.call.days",
        )
    if name == "settle":
        _check_settled(event)
    if name == "start" and on < event.starts_on:
        raise RuleBroken(f"Sự kiện khai mạc ngày {event.starts_on:%d/%m/%Y}.", code="event.start.day")
    if name == "finish" and on < event.ends_on:
        raise RuleBroken(f"Sự kiện diễn ra đến hết {event.ends_on:%d/%m/%Y}.", code="event.finish.day")
    if name == "record" and event.ends_on >= on:
        raise RuleBroken(
            "Chỉ ghi nhận thẳng sự kiện đã qua; sự kiện sắp tới thì công bố hoặc mời gian hàng.",
            code="event.record.day",
        )


def _check_settled(event: TradeEvent) -> None:
    """Everybody has an answer, and everybody chosen has a number."""
    undecided = event.stalls.filter(state="registered").select_related("producer")
    if names := [stall.producer.name for stall in undecided[:5]]:
        raise RuleBroken(
            "Còn chủ thể chưa có câu trả lời: " + "; ".join(names) + ".", code="event.settle.undecided"
        )
    nowhere = event.stalls.filter(state="selected", number="").select_related("producer")
    if names := [stall.producer.name for stall in nowhere[:5]]:
        raise RuleBroken(
            "Còn gian được chọn chưa có số: " + "; ".join(names) + ".", code="event.settle.number"
        )


def check_can_register(event: TradeEvent, *, by: Acting, at: datetime) -> None:
    """A producer, while the call is open."""
    check_permission(by, Permission.MARKET_REPORT)
    if by.party_id is None:
        raise PermissionRefused("Chỉ chủ thể đăng ký gian hàng được.", code="stall.producer")
    on = local_date(at)
    if event.state != "calling" or event.call_from is None or event.call_until is None:
        raise RuleBroken("Sự kiện này hiện không nhận đăng ký gian hàng.", code="stall.call")
    if not event.call_from <= on <= event.call_until:
        raise RuleBroken(
            f"Nhận đăng ký từ {event.call_from:%d/%m/%Y} đến hết {event.call_until:%d/%m/%Y}.",
            code="stall.window",
        )


def check_products(
    event: TradeEvent, products: Iterable[Product], *, party: int | None, at: datetime
) -> None:
    """The producer's own, in force on the event's day, with enough stars; each that is not is named."""
    wanted = list(products)
    if not wanted:
        raise RuleBroken("Hãy chọn ít nhất một sản phẩm mang tới.", code="stall.products", field="products")
    day = event.day_asked(local_date(at))
    found = standings([one.pk for one in wanted], day)
    wrong = []
    for one in wanted:
        state = found[one.pk]
        if one.producer_id != party:
            wrong.append(f"{one.name}: của chủ thể khác")
        elif not state.ok:
            wrong.append(f"{one.name}: {state.words}")
        elif (state.stars or 0) < event.least_stars:
            wrong.append(f"{one.name}: {state.stars} sao, sự kiện nhận từ {event.least_stars} sao")
    if wrong:
        raise RuleBroken(
            f"Không mang tới được, tính ngày {day:%d/%m/%Y}: {'; '.join(wrong)}.",
            code="stall.products",
            field="products",
        )


def check_can_decide(stall: Stall, name: str, *, by: Acting) -> None:
    """The office chooses while registrations are open or being settled."""
    check_can_manage(stall.event, by=by)
    if stall.event.state not in ("calling", "ready"):
        raise RuleBroken(
            f"Sự kiện đang ở “{stall.event.state_label}” nên không chọn gian nữa.", code="stall.event"
        )
    check_move(stall, name, by=by)


def check_place(stall: Stall, *, number: str, at: datetime) -> str:
    """There is a stall left; the number is a number and nobody has it. Answers with the number as printed."""
    event = stall.event
    if stall.state != "selected" and event.stalls_planned is not None:
        chosen = event.stalls.filter(state="selected").count()
        if chosen >= event.stalls_planned:
            raise RuleBroken(
                f"Đã chọn đủ {event.stalls_planned} gian; hãy đưa vào danh sách chờ hoặc tăng số gian.",
                code="stall.full",
            )
    bare = clean_number(number)
    if number.strip() and not bare:
        raise RuleBroken(
            "Số gian gồm tối đa hai chữ cái và ba chữ số, ví dụ A12 hoặc 7.",
            code="stall.number",
            field="number",
        )
    if bare and bare != stall.number and bare in numbers_taken(event):
        holder = event.stalls.get(number=bare).producer.name
        raise RuleBroken(f"Gian {bare} đã giao cho {holder}.", code="stall.number.taken", field="number")
    return bare


def check_is_mine_or_managed(stall: Stall, *, by: Acting) -> None:
    if by.may(Permission.MARKET_MANAGE):
        check_can_manage(stall.event, by=by)
    elif by.party_id is None or by.party_id != stall.producer_id:
        raise PermissionRefused(
            "Chỉ chủ thể của gian hàng và cơ quan tổ chức làm được việc này.", code="stall.producer"
        )


def check_can_change(stall: Stall, *, by: Acting) -> None:
    """Goods and staff, until the event is over."""
    check_is_mine_or_managed(stall, by=by)
    if stall.state in ("refused", "withdrawn"):
        raise RuleBroken(f"Đăng ký này {stall.state_label.lower()}.", code="stall.state")
    if stall.event.state not in ("calling", "ready", "running"):
        raise RuleBroken(f"Sự kiện {stall.event.state_label.lower()}.", code="stall.event")


def check_can_withdraw(stall: Stall, *, by: Acting) -> None:
    check_move(stall, "withdraw", by=by)
    if by.party_id != stall.producer_id:
        raise PermissionRefused("Chỉ chủ thể đã đăng ký mới rút được.", code="stall.producer")
    if stall.event.state not in ("calling", "ready"):
        raise RuleBroken("Sự kiện đã bắt đầu nên không rút được nữa.", code="stall.event")


def check_can_tell(stall: Stall, *, by: Acting, at: datetime) -> None:
    """A chosen stall tells what it brought, from the first day of the event until the event is closed."""
    check_is_mine_or_managed(stall, by=by)
    if stall.state != "selected":
        raise RuleBroken("Chỉ gian được chọn mới báo kết quả.", code="stall.result.state")
    if local_date(at) < stall.event.starts_on:
        raise RuleBroken(
            f"Sự kiện khai mạc ngày {stall.event.starts_on:%d/%m/%Y}; báo kết quả từ ngày đó.",
            code="stall.result.day",
        )
    if stall.event.state in ("closed", "cancelled"):
        raise RuleBroken("Sự kiện đã tổng kết nên số liệu không đổi nữa.", code="stall.result.closed")
