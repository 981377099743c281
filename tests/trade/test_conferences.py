"""A conference from its guests to its plan: clashes refused by name, what is fixed stays, guests see their own table."""

from datetime import timedelta

import pytest
from django.test import Client

from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.producers.models import Producer
from ocop.trade.actions import buyers, conferences
from ocop.trade.models import Conference, Guest, Meeting
from tests.factories.accounts import AT, signed_in
from tests.factories.producers import make_producer
from tests.factories.trade import buying, make_buyer, make_need, make_offer, office, selling

pytestmark = pytest.mark.django_db


def prepared(slots: int = 3) -> tuple[Conference, Acting, list[Guest], list[Guest]]:
    """Three producers, two buyers, everybody wishes everybody."""
    by = office()
    start = AT + timedelta(days=10)
    data = {
        "name": "Kết nối thử",
        "place": "Hà Đông",
        "starts_at": start,
        "slots": slots,
        "minutes": 20,
        "breaks": "",
    }
    conference = conferences.make(data=data, by=by, at=AT)
    makers = [make_producer() for _ in range(3)]
    conferences.invite(
        conference=conference, producers=makers, buyers=[make_buyer(), make_buyer()], by=by, at=AT
    )
    producers = list(conference.guests.exclude(producer=None).select_related("conference__unit"))
    buyers_ = list(conference.guests.exclude(buyer=None).select_related("conference__unit"))
    for guest in producers:
        conferences.set_guest(guest=guest, away="", wishes=dict.fromkeys(buyers_, 2), by=by, at=AT)
    return conference, by, producers, buyers_


def test_the_plan_keeps_what_is_fixed_and_who_is_away() -> None:
    conference, by, producers, guests = prepared()
    conferences.put(conference=conference, producer=producers[0], buyer=guests[0], slot=3, by=by, at=AT)
    conferences.set_guest(guest=producers[1], away="1, 2", wishes={guests[0]: 3, guests[1]: 0}, by=by, at=AT)
    made = conferences.plan(conference=conference, by=by, at=AT)
    pairs = {(one.producer_id, one.buyer_id, one.slot) for one in made}
    assert (producers[0].pk, guests[0].pk, 3) in pairs
    assert {one.slot for one in made if one.producer_id == producers[1].pk} <= {3}
    assert (producers[1].pk, guests[1].pk) not in {(one[0], one[1]) for one in pairs}
    assert {one.pk for one in conferences.plan(conference=conference, by=by, at=AT) if one.fixed}


def test_clashes_are_refused_with_the_meeting_they_clash_with() -> None:
    conference, by, producers, guests = prepared()
    first = conferences.put(
        conference=conference, producer=producers[0], buyer=guests[0], slot=1, by=by, at=AT
    )
    conferences.put(conference=conference, producer=producers[1], buyer=guests[0], slot=2, by=by, at=AT)
    with pytest.raises(RuleBroken, match=f"đã gặp {producers[1]} ở lượt 2"):
        conferences.shift(meeting=first, slot=2, by=by, at=AT)
    with pytest.raises(RuleBroken, match="đã có lịch gặp ở lượt 1"):
        conferences.put(conference=conference, producer=producers[0], buyer=guests[0], slot=3, by=by, at=AT)
    with pytest.raises(RuleBroken, match="chỉ có 3 lượt"):
        conferences.shift(meeting=first, slot=4, by=by, at=AT)
    conferences.set_guest(guest=guests[1], away="2", wishes={}, by=by, at=AT)
    with pytest.raises(RuleBroken, match="không có mặt ở lượt 2"):
        conferences.put(conference=conference, producer=producers[2], buyer=guests[1], slot=2, by=by, at=AT)
    assert conferences.shift(meeting=first, slot=3, by=by, at=AT).slot == 3


def test_nobody_wishing_anything_is_said_and_an_empty_plan_is_not_sent() -> None:
    by = office()
    data = {
        "name": "Trống",
        "place": "Hà Đông",
        "starts_at": AT + timedelta(days=1),
        "slots": 2,
        "minutes": 20,
    }
    conference = conferences.make(data=data, by=by, at=AT)
    with pytest.raises(RuleBroken, match="Chưa có cặp nào"):
        conferences.plan(conference=conference, by=by, at=AT)
    with pytest.raises(RuleBroken, match="Chưa có cuộc gặp nào"):
        conferences.move(conference=conference, name="publish", by=by, at=AT)
    with pytest.raises(RuleBroken, match="Lượt nghỉ số 9"):
        conferences.make(data={**data, "breaks": "9"}, by=by, at=AT)


def test_a_need_and_a_sheet_are_wish_enough() -> None:
    offer, need = make_offer(), make_need()
    by = office()
    data = {
        "name": "Từ nhu cầu",
        "place": "Hà Đông",
        "starts_at": AT + timedelta(days=1),
        "slots": 2,
        "minutes": 20,
    }
    conference = conferences.make(data=data, by=by, at=AT)
    maker = Producer.objects.get(pk=offer.product.producer_id)
    conferences.invite(conference=conference, producers=[maker], buyers=[need.buyer], by=by, at=AT)
    assert len(conferences.invite(conference=conference, producers=[maker], by=by, at=AT)) == 0
    assert len(conferences.plan(conference=conference, by=by, at=AT)) == 1


def test_suspended_buyers_take_no_part_in_a_new_plan() -> None:
    conference, by, _, guests = prepared()
    buyers.move(buyer=guests[0].buyer, name="suspend", words="Kiểm tra lại", by=office(), at=AT)
    made = conferences.plan(conference=conference, by=by, at=AT)
    assert made and {one.buyer_id for one in made} == {guests[1].pk}


def test_guests_see_their_own_table_after_it_was_sent() -> None:
    conference, by, producers, guests = prepared()
    conferences.plan(conference=conference, by=by, at=AT)
    url = f"/lam-viec/hoi-nghi-ket-noi/{conference.code}"
    buyer, maker = signed_in(buying(guests[0].buyer)), signed_in(selling(producers[0].producer))
    assert buyer.get(f"{url}/lich/").status_code == 404
    conferences.move(conference=conference, name="publish", by=by, at=AT)
    page = buyer.get(f"{url}/", follow=True).content.decode()
    assert str(producers[0]) in page and page.count("<section>") == 1
    calendar = maker.get(f"{url}/lich.ics").content.decode()
    assert calendar.count("BEGIN:VEVENT") == Meeting.objects.filter(producer=producers[0]).count() > 0
    assert all(len(line.encode()) <= 75 for line in calendar.split("\r\n"))
    assert buyer.get(f"{url}/lich.xlsx").status_code == 404
    office_ = signed_in(by)
    assert office_.get(f"{url}/lich.xlsx").content[:2] == b"PK"
    assert signed_in(buying(make_buyer())).get(f"{url}/lich/").status_code == 404
    assert str(guests[1]) in office_.get(f"{url}/").content.decode()


def test_the_organiser_works_on_the_pages() -> None:
    conference, by, producers, guests = prepared()
    url, client = f"/lam-viec/hoi-nghi-ket-noi/{conference.code}", signed_in(by)
    assert client.post(f"{url}/xep-lich/").status_code == 302
    held = Meeting.objects.order_by("pk").first()
    assert client.post(f"{url}/gap/{held.pk}/", {"outcome": "talk"}).status_code == 302
    free = (
        {1, 2, 3}
        - set(Meeting.objects.filter(buyer=held.buyer).values_list("slot", flat=True))
        - set(Meeting.objects.filter(producer=held.producer).values_list("slot", flat=True))
    )
    busy = Meeting.objects.filter(buyer=held.buyer).exclude(pk=held.pk).first()
    assert free or busy
    if busy:
        assert "đã gặp" in client.post(f"{url}/gap/{held.pk}/", {"slot": busy.slot}).content.decode()
    assert client.post(f"{url}/ben-du/{producers[2].pk}/bo/").status_code == 302
    assert not Meeting.objects.filter(producer_id=producers[2].pk).exists()
    assert "Không tìm thấy" in client.post(f"{url}/ben-du/", {"producers": "KHONG-CO"}).content.decode()
    assert Client().get(f"{url}/").status_code == 302
