"""Pages of events and stalls: for the office, the producer, everybody; same cost for 3 and 300 rows."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from ocop.core.clock import now, today
from ocop.market.actions import events, stalls
from ocop.market.models import Stall, StallResult, TradeEvent
from tests.factories.accounts import signed_in
from tests.factories.market import make_event, office
from tests.factories.places import make_units
from tests.factories.producers import acting_for
from tests.market.test_events import maker

pytestmark = pytest.mark.django_db


def soon(days: int) -> date:
    return today() + timedelta(days=days)


def open_call(**changes: object) -> TradeEvent:
    """An event whose call is open on the day of the test run."""
    days = {"starts_on": soon(20), "ends_on": soon(22), "call_from": soon(-2), "call_until": soon(5)}
    return make_event(at=now(), **{**days, **changes})


def queries_of(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def many(n: int) -> None:
    unit = make_units()["01"]
    TradeEvent.objects.bulk_create(
        TradeEvent(
            code=f"SK-{number:08d}", kind="fair", name=f"Hội chợ {number}", unit=unit, then_province="01", state="ready",
            state_at=now(), created_at=now(), starts_on=soon(9), ends_on=soon(11), search_key="hoi cho",
        )
        for number in range(n)
    )  # fmt: skip


def test_lists_cost_the_same_for_3_and_300_rows():
    pages = [
        (signed_in(office("01")), "/lam-viec/su-kien/"),
        (Client(), "/su-kien/"),
        (Client(), "/su-kien/lich.ics"),
    ]
    many(3)
    few = [queries_of(client, url) for client, url in pages]
    TradeEvent.objects.all().delete()
    many(300)
    assert [queries_of(client, url) for client, url in pages] == few and max(few) <= 10


def test_the_page_of_an_event_costs_the_same_for_any_number_of_stalls():
    event = open_call()
    client = signed_in(office("01"))
    registered_now(event, 1)
    few = queries_of(client, event.get_absolute_url())
    for number in range(2, 10):
        registered_now(event, number)
    assert queries_of(client, event.get_absolute_url()) == few <= 22


def registered_now(event: TradeEvent, number: int) -> Stall:
    product, by = maker(number)
    return stalls.register_stall(event=event, products=[product], by=by, at=now())


def test_a_producer_registers_twice_and_it_is_one():
    event, (product, by) = open_call(conditions="Có người đứng gian."), maker(1)
    client, url = signed_in(by), f"{event.get_absolute_url()}dang-ky/"
    assert product.name in client.get(url).content.decode()
    for wish in ("", "Cần tủ lạnh"):
        client.post(url, {"products": [product.pk], "wish": wish})
    stall = Stall.objects.get()
    assert (
        stall.wish == "Cần tủ lạnh"
        and "Mới đăng ký" in signed_in(office("01")).get(event.get_absolute_url()).content.decode()
    )
    assert "Đã đăng ký, chờ chọn" in client.get(stall.get_absolute_url()).content.decode()
    stranger = signed_in(maker(2)[1])
    assert stranger.get(stall.get_absolute_url()).status_code == 404


def test_a_posted_product_that_expired_is_named_and_nothing_registered():
    event, (product, by) = open_call(), maker(1, decision_date="2020-05-01", year="2020")
    answer = signed_in(by).post(f"{event.get_absolute_url()}dang-ky/", {"products": [product.pk]})
    assert "Mật 1: đã hết hạn từ 01/05/2023" in answer.content.decode() and not Stall.objects.exists()


def test_the_office_answers_numbers_and_takes_the_list_away():
    event = open_call()
    stall = registered_now(event, 1)
    client, url = signed_in(office("01")), stall.get_absolute_url()
    page = client.post(f"{url}chon/refuse/", {"reason": ""}).content.decode()
    assert "Cần ghi lý do" in page
    client.post(f"{url}chon/select/", {"number": "a1", "reason": ""})
    client.post(f"{url}so/", {"number": "B2"})
    client.post(f"{url}nguoi/", {"people": "Trần Thị Bán, 0912345678"})
    stall.refresh_from_db()
    assert (stall.state, stall.number) == ("selected", "B2")
    assert "0912345678" not in Client().get(event.public_url).content.decode()
    assert "Mật 1" in Client().get(event.public_url).content.decode()
    book = client.get(f"{event.get_absolute_url()}gian-hang/xuat/")
    cells = [
        str(cell)
        for row in CalamineWorkbook.from_filelike(BytesIO(book.content)).get_sheet_by_index(0).to_python()
        for cell in row
    ]
    assert {"B2", "Hợp tác xã 1", "Mật 1"} <= set(cells) and "0912345678" not in cells


def test_drafts_are_hidden_and_calendars_hold_what_is_public():
    make_event(calling=False, name="Bản nháp")
    event = open_call(name="Hội chợ hiện")
    page = Client().get("/su-kien/").content.decode()
    assert "Hội chợ hiện" in page and "Bản nháp" not in page
    assert '"@type": "Event"' in Client().get(event.public_url).content.decode()
    for url in ("/su-kien/lich.ics", f"{event.public_url}lich.ics"):
        answer = Client().get(url)
        assert answer["Content-Type"].startswith("text/calendar")
        assert [str(one["summary"]) for one in Calendar.from_ical(answer.content).walk("VEVENT")] == [
            "Hội chợ hiện"
        ]
    draft = TradeEvent.objects.get(name="Bản nháp")
    assert Client().get(draft.public_url).status_code == 404
    assert signed_in(acting_for(maker(1)[0].producer)).get(draft.get_absolute_url()).status_code == 404


def test_results_and_money_stand_on_the_office_page():
    by = office("01")
    past = {"starts_on": soon(-3), "ends_on": soon(-1), "call_from": soon(-20), "call_until": soon(-10)}
    at = now() - timedelta(days=15)
    event = make_event(by, at=at, **past)
    product, maker_by = maker(1)
    stall = stalls.register_stall(event=event, products=[product], by=maker_by, at=at)
    stalls.decide_stall(stall=stall, name="select", number="1", by=by, at=at)
    for name in ("settle", "start", "finish"):
        event = events.move_event(event=event, name=name, by=by, at=now())
    client, office_client = signed_in(maker_by), signed_in(by)
    said = {"visitors": "1.200", "sales": "35.000.000", "contracts": "1", "memoranda": "0"}
    client.post(f"{stall.get_absolute_url()}ket-qua/", said)
    office_client.post(
        f"{event.get_absolute_url()}kinh-phi/", {"state_planned": "20.000.000", "state_spent": "10.000.000"}
    )
    page = office_client.get(event.get_absolute_url()).content.decode()
    assert StallResult.objects.get().visitors == 1200
    assert all(words in page for words in ("35.000.000 đồng", "1/1", "3,5", "đã chi 10.000.000"))
    assert "35.000.000" not in Client().get(event.public_url).content.decode()
