"""Producers register for an event; the office chooses, numbers, lists; lapsed goods leave; results are told."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from ocop import notify
from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting, system
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.market.actions.shelves import OFFICES
from ocop.market.models import Stall, StallGood, StallResult, StallStaff, TradeEvent
from ocop.market.policies import events as policies
from ocop.market.queries.stalls import stall_of, untold
from ocop.market.queries.standing import standing
from ocop.notify import Office
from ocop.products.models import Product

RESULT = ("visitors", "sales", "contracts", "memoranda")


@transaction.atomic
def register_stall(
    *, event: TradeEvent, products: Iterable[Product], wish: str = "", by: Acting, at: datetime
) -> Stall:
    """Registering twice is one registration: the second only brings its goods and wish up to date."""
    event = TradeEvent.objects.locked(event.pk)
    wanted = list(products)
    policies.check_can_register(event, by=by, at=at)
    policies.check_products(event, wanted, party=by.party_id, at=at)
    stall = stall_of(event, by.party_id)
    if stall is not None and stall.state == "refused":
        raise RuleBroken(f"Đăng ký đã có câu trả lời: {stall.reason}", code="stall.refused")
    if stall is None:
        stall = _new_stall(event, wish=wish, by=by, at=at)
    elif stall.wish != wish:
        stall.wish = wish
        stall.save(update_fields=["wish"])
    set_goods(stall, wanted, by=by, at=at)
    return stall


def _new_stall(event: TradeEvent, *, wish: str, by: Acting, at: datetime) -> Stall:
    try:
        with transaction.atomic():
            stall = Stall.objects.create(
                event=event, producer_id=by.party_id, wish=wish, registered_at=at, state_at=at
            )
    except IntegrityError:  # the same form from another window in the same second
        return event.stalls.exclude(state="withdrawn").get(producer_id=by.party_id)
    record("stall.registered", about=stall, by=by, at=at, data={"event": event.code})
    return stall


def set_goods(stall: Stall, wanted: list[Product], *, by: Acting, at: datetime) -> None:
    """Make the goods those of the list; what leaves stays as a row."""
    held = {good.product_id: good for good in stall.goods.filter(removed_at=None)}
    keys = {product.pk for product in wanted}
    leaving = [good.pk for key, good in held.items() if key not in keys]
    new = [StallGood(stall=stall, product=one, added_at=at) for one in wanted if one.pk not in held]
    stall.goods.filter(pk__in=leaving).update(removed_at=at)
    StallGood.objects.bulk_create(new)
    if leaving or new:
        codes = sorted(product.code for product in wanted)
        record("stall.goods", about=stall, by=by, at=at, data={"products": codes})


@transaction.atomic
def change_goods(*, stall: Stall, products: Iterable[Product], by: Acting, at: datetime) -> None:
    """After the registration, by the producer or the office, until the event is over."""
    stall = _locked(stall)
    wanted = list(products)
    policies.check_can_change(stall, by=by)
    policies.check_products(stall.event, wanted, party=stall.producer_id, at=at)
    set_goods(stall, wanted, by=by, at=at)


@transaction.atomic
def decide_stall(
    *, stall: Stall, name: str, reason: str = "", number: str = "", by: Acting, at: datetime
) -> Stall:
    """select (with a number or without one yet), wait or refuse; the producer is told with the reason."""
    TradeEvent.objects.locked(stall.event_id)  # numbers and places are counted by one person at a time
    stall = _locked(stall)
    policies.check_can_decide(stall, name, by=by)
    fields: dict[str, Any] = {"reason": reason}
    if name == "select":
        fields["number"] = policies.check_place(stall, number=number, at=at)
    apply_move(stall, name, by=by, at=at, reason=reason, fields=fields, number=fields.get("number", ""))
    words = {"event": stall.event.name, "answer": stall.state_label, "reason": reason or "không ghi thêm"}
    notify.queue("stall.decided", to=stall.producer, about=stall, at=at, **words)
    return stall


@transaction.atomic
def number_stall(*, stall: Stall, number: str, by: Acting, at: datetime) -> Stall:
    """Give or change the number on the plan."""
    TradeEvent.objects.locked(stall.event_id)
    stall = _locked(stall)
    policies.check_can_manage(stall.event, by=by)
    if stall.state != "selected":
        raise RuleBroken("Chỉ gian được chọn mới có số.", code="stall.number.state")
    stall.number = policies.check_place(stall, number=number, at=at)
    stall.save(update_fields=["number"])
    record("stall.numbered", about=stall, by=by, at=at, data={"number": stall.number})
    return stall


@transaction.atomic
def withdraw_stall(*, stall: Stall, reason: str = "", by: Acting, at: datetime) -> Stall:
    """The producer takes it back; its number is free again and the office is told."""
    stall = _locked(stall)
    policies.check_can_withdraw(stall, by=by)
    apply_move(stall, "withdraw", by=by, at=at, reason=reason, fields={"number": "", "reason": reason})
    unit = stall.event.unit
    notify.queue(
        "stall.withdrawn",
        to=Office(unit, OFFICES[unit.level]),
        about=stall,
        at=at,
        producer=stall.producer.name,
    )
    return stall


@transaction.atomic
def set_staff(*, stall: Stall, people: list[tuple[str, str]], by: Acting, at: datetime) -> None:
    """Name and telephone of those at the stall; the old list is replaced and not kept."""
    stall = _locked(stall)
    policies.check_can_change(stall, by=by)
    if len(people) > policies.MOST_STAFF:
        raise RuleBroken(f"Mỗi gian ghi nhiều nhất {policies.MOST_STAFF} người.", code="stall.staff")
    stall.staff.all().delete()
    StallStaff.objects.bulk_create([StallStaff(stall=stall, name=n, phone=p) for n, p in people])
    record("stall.staff", about=stall, by=by, at=at, data={"people": len(people)})


@transaction.atomic
def tell_result(*, stall: Stall, data: dict[str, Any], by: Acting, at: datetime) -> StallResult:
    """Told again, the earlier row stays as replaced; the same numbers again change nothing."""
    stall = _locked(stall)
    policies.check_can_tell(stall, by=by, at=at)
    values = {name: data[name] for name in RESULT} | {"note": data.get("note", "")}
    old = StallResult.objects.filter(stall=stall, replaced_at=None).first()
    if old and all(getattr(old, name) == value for name, value in values.items()):
        return old
    if old:
        old.replaced_at = at
        old.save(update_fields=["replaced_at"])
    told = StallResult.objects.create(stall=stall, given_at=at, **values)
    record("stall.result", about=stall, by=by, at=at, data={name: str(values[name]) for name in RESULT})
    return told


def tell_lapsed(*, at: datetime) -> int:
    """Every good that may not be brought any more, once. It left the lists by itself. Safe to run again."""
    return sum(_tell(good, at=at) for good in list(untold(local_date(at))))


@transaction.atomic
def _tell(good: StallGood, *, at: datetime) -> int:
    if not StallGood.objects.filter(pk=good.pk, told_at=None).update(told_at=at):
        return 0
    stall, on = good.stall, local_date(at)
    words = {
        "product": good.product.name,
        "why": standing(good.product, stall.event.day_asked(on)).words,
        "event": stall.event.name,
    }
    unit = stall.event.unit
    for to in (stall.producer, Office(unit, OFFICES[unit.level])):
        notify.queue("stall.lapsed", to=to, about=stall, at=at, **words)
    record("stall.lapsed", about=stall, by=system(on), at=at, data={"product": good.product.code})
    return 1


def _locked(stall: Stall) -> Stall:
    return Stall.objects.select_related("event__unit", "producer").locked(stall.pk)
