"""Needs, talks, signatures of both sides, reminders, and the warning when a product lapses."""

from datetime import date, timedelta

import pytest

from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Role
from ocop.notify.models import Notification
from ocop.trade.actions import deals, lapses, offers
from ocop.trade.models import Deal, LapseNotice
from ocop.trade.queries import matching
from tests.factories.accounts import AT, DAY, act
from tests.factories.places import make_units
from tests.factories.trade import (
    buying,
    make_buyer,
    make_deal,
    make_need,
    make_offer,
    offer_data,
    office,
    recognised,
    selling,
)

pytestmark = pytest.mark.django_db
TERMS = {"signed_on": DAY, "value": 250_000_000, "until_on": date(2027, 6, 30)}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"keywords": ""}, "ít nhất một điều"),
        ({"volume": 500}, "đơn vị tính"),
        ({"hard": " gtin "}, "bắt buộc nhưng chưa ghi"),
        ({"until_on": date(2026, 1, 1)}, "từ hôm nay"),
    ],
)
def test_needs_are_refused_with_a_sentence(changes: dict, sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        make_need(**changes)


def test_sheets_are_refused_with_a_sentence_and_the_same_again_changes_nothing() -> None:
    product = recognised()
    by = selling(product.producer)
    with pytest.raises(RuleBroken, match="lớn hơn sản lượng"):
        offers.save_offer(product=product, data=offer_data(min_order=601), by=by, at=AT)
    with pytest.raises(PermissionRefused, match="Chỉ chủ thể"):
        offers.save_offer(
            product=product, data=offer_data(), by=selling(recognised("Chè", producer="Khác").producer), at=AT
        )
    held = offers.save_offer(product=product, data=offer_data(), by=by, at=AT)
    again = offers.save_offer(product=product, data=offer_data(), by=by, at=AT + timedelta(days=1))
    assert again.updated_at == held.updated_at == AT


def test_a_need_finds_products_with_true_reasons_and_a_producer_its_chances() -> None:
    offer = make_offer()
    need = make_need(volume=1000, unit="kg", gtin=True, stars=3, hard=" stars ")
    found = matching.for_need(need, DAY)
    assert [row.record for row in found.rows] == [offer] and found.fitting == found.considered == 1
    assert found.rows[0].missing == ["sản lượng 60 % (600 trên 1.000 kg/tháng)", "thiếu mã vạch"]
    assert found.rows[0].met == ["tên có đủ từ khóa", "4 sao"]
    (chance,) = matching.for_producer(selling(offer.product.producer), DAY)
    assert (chance.need, chance.fits, chance.missing) == (need, True, found.rows[0].missing)


def test_a_change_of_a_sheet_is_seen_by_the_next_question() -> None:
    offer, need = make_offer(), make_need(volume=1000, unit="kg")
    assert matching.for_need(need, DAY).rows[0].percent == 80
    by = selling(offer.product.producer)
    offers.save_offer(product=offer.product, data=offer_data(capacity=1000), by=by, at=AT)
    assert matching.for_need(need, DAY).rows[0].percent == 100


def test_a_contract_counts_when_both_sides_stand_behind_it() -> None:
    deal = make_deal()
    buyer, seller = buying(deal.buyer), selling(deal.producer)
    deals.move(deal=deal, name="agree", terms={"signed_on": DAY}, by=buyer, at=AT)
    deal = deals.move(deal=deal, name="sign", terms=TERMS, by=buyer, at=AT)
    assert (deal.state, deal.buyer_confirmed_at, deal.producer_confirmed_at) == ("contract", AT, None)
    with pytest.raises(RuleBroken, match="đang chờ bên kia"):
        deals.confirm(deal=deal, by=buyer, at=AT)
    deal = deals.confirm(deal=deal, by=seller, at=AT)
    assert deal.producer_confirmed_at == AT
    assert deals.move(deal=deal, name="deliver", by=seller, at=AT).state == "delivered"


@pytest.mark.parametrize(
    ("name", "changes", "sentence"),
    [
        ("sign", {"signed_on": None}, "ngày ký"),
        ("sign", {"signed_on": date(2027, 1, 1)}, "sau hôm nay"),
        ("sign", {"value": None}, "giá trị"),
        ("sign", {"until_on": None}, "thời hạn"),
        ("agree", {"until_on": date(2026, 1, 1)}, "sau ngày ký"),
        ("deliver", {}, "Không thể"),
        ("end", {}, "Không thể"),
        ("fail", {}, "Cần ghi lý do"),
    ],
)
def test_steps_of_a_deal_are_refused_with_a_sentence(name: str, changes: dict, sentence: str) -> None:
    deal = make_deal()
    with pytest.raises(RuleBroken, match=sentence):
        deals.move(deal=deal, name=name, terms={**TERMS, **changes}, by=buying(deal.buyer), at=AT)
    assert Deal.objects.get().state == "talking"


def test_deals_begin_with_products_in_force_of_that_producer_and_once() -> None:
    buyer, product = make_buyer(), recognised()
    with pytest.raises(RuleBroken, match="không còn hiệu lực"):
        make_deal(buyer, recognised("Chè cũ", decision_date="2021-01-01", year="2021"))
    with pytest.raises(PermissionRefused, match="Chỉ hai bên"):
        make_deal(buyer, product, by=selling(recognised("Gạo", producer="Khác").producer))
    first = make_deal(buyer, product)
    assert make_deal(buyer, product) == first and Deal.objects.count() == 1
    assert Notification.objects.filter(person=selling(product.producer).person).count() == 0  # no account yet


def test_offices_see_deals_of_their_place_only() -> None:
    deal, units = make_deal(), make_units()
    seers = [office(), act(Role.COMMUNE_OFFICER, units["09556"]), act(Role.CENTRAL_OFFICE, units["VN"])]
    blind = [office(units["04"]), act(Role.COMMUNE_OFFICER, units["00004"]), act(Role.ADVISER, units["01"])]
    assert [list(Deal.objects.visible_to(by)) for by in seers] == [[deal]] * 3
    assert [list(Deal.objects.visible_to(by)) for by in blind] == [[]] * 3


def test_both_sides_are_warned_once_when_a_product_lapses_and_again_after_a_return() -> None:
    product = recognised(decision_date="2023-12-01", year="2023")
    seller = selling(product.producer)
    deal = make_deal(product=product)
    later = AT + timedelta(days=60)
    assert lapses.tell_lapses(at=AT) == 0 and lapses.tell_lapses(at=later) == 1
    assert lapses.tell_lapses(at=later) == 0 and LapseNotice.objects.count() == 1
    told = Notification.objects.filter(key="deal.lapsed")
    assert {one.person for one in told} == {seller.person, buying(deal.buyer).person}
    assert "Mật ong thử" in told[0].title
    assert lapses.tell_lapses(at=AT) == 0 and LapseNotice.objects.count() == 0


def test_reminders_come_on_their_day_once() -> None:
    deal = make_deal()
    by = buying(deal.buyer)
    with pytest.raises(RuleBroken, match="từ hôm nay"):
        deals.plan_follow_up(deal=deal, on=DAY - timedelta(days=1), note="", by=by, at=AT)
    deals.plan_follow_up(deal=deal, on=DAY + timedelta(days=3), note="Hỏi mẫu", by=by, at=AT)
    assert deals.remind(at=AT) == 0
    assert deals.remind(at=AT + timedelta(days=3)) == 1 and deals.remind(at=AT + timedelta(days=4)) == 0
    assert Notification.objects.filter(key="deal.follow_up", text__contains="Hỏi mẫu").count() == 1
