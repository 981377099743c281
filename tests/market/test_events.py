"""Trade events: the call, one registration for each producer, selection, numbers, lapsed goods, results."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from icalendar import Calendar

from ocop.core.acting import Acting
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.market.actions import events, stalls
from ocop.market.calendar import feed
from ocop.market.models import Stall, StallResult, TradeEvent
from ocop.market.queries.events import shown_goods, summary
from ocop.market.queries.stalls import goods_of, lapsed_among, listed
from ocop.market.timetable import tell
from ocop.notify.models import Notification
from ocop.products.models import Product
from tests.factories.accounts import AT, DAY
from tests.factories.market import event_data, expired_at_new_year, make_event, make_recognised, office
from tests.factories.places import make_units
from tests.factories.producers import acting_for

pytestmark = pytest.mark.django_db
OPENING = AT + timedelta(days=38)  # 10/12/2026
CLOSING = OPENING + timedelta(days=3)
SOLD = {"visitors": 900, "sales": Decimal(62_000_000), "contracts": 1, "memoranda": 2}


def maker(number: int, **cells: str) -> tuple[Product, Acting]:
    """A recognised product of a producer of its own, and somebody of that producer."""
    product = make_recognised(f"Mật {number}", producer=f"Hợp tác xã {number}", **cells)
    return product, acting_for(product.producer)


def registered(event: TradeEvent, number: int) -> tuple[Stall, Acting]:
    product, by = maker(number)
    return stalls.register_stall(event=event, products=[product], by=by, at=AT), by


def held(event: TradeEvent, stall: Stall) -> TradeEvent:
    """From the call to the opening with this stall."""
    by = office("01")
    stalls.decide_stall(stall=stall, name="select", number="A1", by=by, at=AT)
    event = events.move_event(event=event, name="settle", by=by, at=AT)
    return events.move_event(event=event, name="start", by=by, at=OPENING)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ends_on": date(2026, 12, 9)}, "ở trước ngày bắt đầu"),
        ({"call_until": None}, "cả ngày đầu và ngày cuối"),
        ({"call_until": date(2026, 12, 11)}, "trước khi khai mạc"),
        ({"link": "http://vidu.vn"}, "bắt đầu bằng https"),
    ],
)
def test_what_an_event_lacks_is_said(changes, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        events.create_event(data=event_data(**changes), by=office("01"), at=AT)


def test_drafts_are_the_offices_alone_and_another_province_keeps_out():
    event, (_, producer) = make_event(calling=False), maker(1)
    seen = [TradeEvent.objects.visible_to(one).count() for one in (office("01"), office("04"), producer)]
    assert seen == [1, 0, 0]
    with pytest.raises(PermissionRefused, match="thuộc Thành phố Hà Nội"):
        events.move_event(event=event, name="call", by=office("04"), at=AT)
    events.move_event(event=event, name="call", by=office("01"), at=AT)
    assert TradeEvent.objects.visible_to(producer).count() == 1


def test_registering_twice_is_one_registration_with_the_newer_goods():
    event = make_event()
    first, by = maker(1)
    second = make_recognised("Phấn hoa", producer="Hợp tác xã 1")
    stall = stalls.register_stall(event=event, products=[first], by=by, at=AT)
    again = stalls.register_stall(event=event, products=[first, second], wish="Cần điện", by=by, at=AT)
    assert again == stall and Stall.objects.count() == 1
    assert [row.good.product.name for row in goods_of(again, DAY)] == ["Mật 1", "Phấn hoa"]

    stalls.withdraw_stall(stall=stall, by=by, at=AT)
    assert stalls.register_stall(event=event, products=[first], by=by, at=AT) != stall
    assert Stall.objects.count() == 2


def test_every_product_that_may_not_come_is_named():
    event = make_event(least_stars=4)
    mine, by = maker(1)
    old = make_recognised("Trà cũ", producer="Hợp tác xã 1", decision_date="2021-05-01", year="2021")
    three = make_recognised("Chè 3 sao", producer="Hợp tác xã 1", stars="3")
    ending = make_recognised("Chè sắp hết", producer="Hợp tác xã 1", decision_date="2023-11-30", year="2023")
    foreign, _ = maker(2)
    with pytest.raises(RuleBroken) as refusal:
        stalls.register_stall(event=event, products=[mine, old, three, ending, foreign], by=by, at=AT)
    assert refusal.value.sentence == (
        "Không mang tới được, tính ngày 10/12/2026: Trà cũ: đã hết hạn từ 01/05/2024; Chè 3 sao: 3 sao, sự kiện nhận "
        "từ 4 sao; Chè sắp hết: đã hết hạn từ 30/11/2026; Mật 2: của chủ thể khác."
    )
    assert not Stall.objects.exists()


@pytest.mark.parametrize(
    ("at", "sentence"),
    [(AT - timedelta(days=2), "Nhận đăng ký từ 01/11/2026"), (AT + timedelta(days=19), "đến hết 20/11/2026")],
)
def test_outside_the_window_nobody_registers(at, sentence):
    event, (product, by) = make_event(), maker(1)
    with pytest.raises(RuleBroken, match=sentence):
        stalls.register_stall(event=event, products=[product], by=by, at=at)


def test_places_run_out_numbers_are_given_once_and_reasons_are_told():
    event, by = make_event(stalls_planned=1), office("01")
    (one, _), (two, second) = registered(event, 1), registered(event, 2)
    with pytest.raises(RuleBroken, match="Còn chủ thể chưa có câu trả lời: Hợp tác xã 1; Hợp tác xã 2"):
        events.move_event(event=event, name="settle", by=by, at=AT)
    stalls.decide_stall(stall=one, name="select", by=by, at=AT)
    with pytest.raises(RuleBroken, match="Đã chọn đủ 1 gian"):
        stalls.decide_stall(stall=two, name="select", by=by, at=AT)
    with pytest.raises(RuleBroken, match="Cần ghi lý do"):
        stalls.decide_stall(stall=two, name="wait", by=by, at=AT)
    stalls.decide_stall(stall=two, name="wait", reason="Hết chỗ, chờ người rút.", by=by, at=AT)
    with pytest.raises(RuleBroken, match="chưa có số: Hợp tác xã 1"):
        events.move_event(event=event, name="settle", by=by, at=AT)
    events.edit_event(event=event, data={"stalls_planned": 2}, by=by, at=AT)
    stalls.number_stall(stall=one, number="a 12", by=by, at=AT)
    with pytest.raises(RuleBroken, match="Gian A12 đã giao cho Hợp tác xã 1"):
        stalls.decide_stall(stall=two, name="select", number="A12", by=by, at=AT)
    with pytest.raises(RuleBroken, match="hai chữ cái và ba chữ số"):
        stalls.decide_stall(stall=two, name="select", number="ABC1", by=by, at=AT)
    stalls.decide_stall(stall=two, name="select", number="A13", by=by, at=AT)
    told = Notification.objects.filter(key="stall.decided", person=second.person).order_by("pk")
    assert [("Hết chỗ" in one.text, one.title) for one in told] == [
        (True, f"{event.name}: Danh sách chờ"),
        (False, f"{event.name}: Được chọn"),
    ]
    assert events.move_event(event=event, name="settle", by=by, at=AT).state == "ready"


def test_a_withdrawn_stall_frees_its_number_and_a_stranger_cannot_withdraw():
    event, by = make_event(), office("01")
    (one, first), (two, second) = registered(event, 1), registered(event, 2)
    stalls.decide_stall(stall=one, name="select", number="7", by=by, at=AT)
    with pytest.raises(PermissionRefused, match="Chỉ chủ thể đã đăng ký"):
        stalls.withdraw_stall(stall=one, by=second, at=AT)
    stalls.withdraw_stall(stall=one, by=first, at=AT)
    stalls.decide_stall(stall=two, name="select", number="7", by=by, at=AT)
    assert "Hợp tác xã 1 rút" in Notification.objects.filter(key="stall.withdrawn").first().title


def test_a_product_that_lapses_after_registering_leaves_by_itself_and_is_told_once():
    event = make_event(starts_on=date(2027, 1, 5), ends_on=date(2027, 1, 8))
    tea = expired_at_new_year()
    with pytest.raises(RuleBroken, match="Chè: đã hết hạn từ 31/12/2026"):
        stalls.register_stall(event=event, products=[tea], by=acting_for(tea.producer), at=AT)
    events.edit_event(event=event, data={"starts_on": DAY + timedelta(days=30)}, by=office("01"), at=AT)
    event.refresh_from_db()
    stall = stalls.register_stall(event=event, products=[tea], by=acting_for(tea.producer), at=AT)
    stalls.decide_stall(stall=stall, name="select", number="1", by=office("01"), at=AT)
    assert list(shown_goods(event, DAY)) == [tea] and tell(at=AT).endswith("0 sản phẩm của gian hàng.")

    january = AT.replace(year=2027, month=1, day=6)
    assert list(shown_goods(event, january.date())) == []
    assert lapsed_among(list(listed(event)), event, january.date()) == {stall.pk: ["Chè"]}
    assert [tell(at=january)[-25:], tell(at=january)[-25:]] == [
        "1 sản phẩm của gian hàng.",
        "0 sản phẩm của gian hàng.",
    ]
    people = set(Notification.objects.filter(key="stall.lapsed").values_list("person__email", flat=True))
    assert acting_for(tea.producer).person.email in people and len(people) >= 2


def test_results_are_told_from_the_first_day_until_the_event_is_closed_and_summed():
    event = make_event()
    stall, by = registered(event, 1)
    with pytest.raises(RuleBroken, match="Chỉ gian được chọn"):
        stalls.tell_result(stall=stall, data=SOLD, by=by, at=OPENING)
    event = held(event, stall)
    with pytest.raises(RuleBroken, match="khai mạc ngày 10/12/2026"):
        stalls.tell_result(stall=stall, data=SOLD, by=by, at=AT)
    for sold in (SOLD, SOLD, {**SOLD, "sales": Decimal(70_000_000)}):
        stalls.tell_result(stall=stall, data=sold, by=by, at=OPENING)
    assert StallResult.objects.count() == 2
    money = {"state": (Decimal(50_000_000), Decimal(35_000_000)), "sponsors": (Decimal(10_000_000), None)}
    events.set_costs(event=event, rows=money, by=office("01"), at=OPENING)
    with pytest.raises(RuleBroken, match="đến hết 13/12/2026"):
        events.move_event(event=event, name="finish", by=office("01"), at=OPENING)
    for name in ("finish", "close"):
        events.move_event(event=event, name=name, by=office("01"), at=CLOSING)

    found = summary(event)
    assert (found.stalls, found.told, found.visitors, found.sales, found.contracts) == (
        1,
        1,
        900,
        70_000_000,
        1,
    )
    assert (found.planned, found.spent, found.per_spent) == (60_000_000, 35_000_000, 2)
    with pytest.raises(RuleBroken, match="đã tổng kết"):
        stalls.tell_result(stall=stall, data=SOLD, by=by, at=CLOSING)


def test_a_cancelled_event_is_told_to_everybody_who_registered():
    event = make_event()
    _, by = registered(event, 1)
    events.move_event(event=event, name="cancel", reason="Bão số 9.", by=office("01"), at=AT)
    assert "Bão số 9" in Notification.objects.get(key="event.cancelled", person=by.person).text


def test_only_past_events_are_recorded_from_a_source():
    past = {"call_from": None, "call_until": None, "source": "https://vidu.vn/bai"}
    done = events.create_event(
        data=event_data(starts_on=date(2026, 2, 6), ends_on=date(2026, 2, 11), **past), by=office("01"), at=AT
    )
    assert events.move_event(event=done, name="record", by=office("01"), at=AT).days == 6
    coming = events.create_event(data=event_data(**past), by=office("01"), at=AT)
    with pytest.raises(RuleBroken, match="sự kiện đã qua"):
        events.move_event(event=coming, name="record", by=office("01"), at=AT)
    with pytest.raises(RuleBroken, match="ghi thời gian nhận đăng ký"):
        events.move_event(event=coming, name="call", by=office("01"), at=AT)


def test_the_calendar_reads_back_as_it_was_written():
    make_units()
    event = make_event(
        name="Hội chợ; thử, dài " + "à" * 80, latitude=Decimal("21.02800"), longitude=Decimal("105.85400")
    )
    read = Calendar.from_ical(feed([event], name="Lịch"))
    [found] = read.walk("VEVENT")
    assert str(found["summary"]) == event.name
    assert (found.decoded("dtstart"), found.decoded("dtend")) == (date(2026, 12, 10), date(2026, 12, 14))
    assert str(found["uid"]).startswith(f"{event.code}@") and found["status"] == "CONFIRMED"
    assert all(len(line) <= 75 for line in feed([event], name="Lịch").split(b"\r\n"))
