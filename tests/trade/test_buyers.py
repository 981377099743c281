"""Who becomes a buyer, what it may then see, and that everything goes at once when it is stopped."""

import pytest

from ocop.audit.models import Event
from ocop.core.acting import Acting, actings_of
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Role
from ocop.notify.models import Notification
from ocop.trade.actions import buyers, offers
from ocop.trade.models import Buyer, BuyerSeat, Offer
from ocop.trade.queries import matching, portfolio
from tests.factories.accounts import AT, DAY, act, make_person, signed_in
from tests.factories.places import make_units
from tests.factories.trade import (
    application,
    applied,
    buying,
    make_buyer,
    make_need,
    make_offer,
    office,
    recognised,
    selling,
)

pytestmark = pytest.mark.django_db


def test_an_application_waits_and_gives_no_rights() -> None:
    officer = office()
    buyer = applied()
    person = BuyerSeat.objects.get().person
    assert buyer.state == "applied" and actings_of(person, DAY) == []
    assert Notification.objects.get(person=officer.person).title.startswith("Nhà phân phối mới")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"tax_code": "123"}, "10 chữ số"),
        ({"tax_code": "0101234567"}, "sai một chữ số"),
        ({"unit": "09556"}, "tỉnh, thành phố"),
    ],
)
def test_applications_are_refused_with_a_sentence(changes: dict, sentence: str) -> None:
    units = make_units()
    if "unit" in changes:
        changes = {"unit": units[changes["unit"]]}
    with pytest.raises(RuleBroken, match=sentence):
        applied(**changes)


def test_papers_are_needed_and_one_firm_applies_once() -> None:
    by = Acting(person=make_person(), on=DAY)
    with pytest.raises(RuleBroken, match="ít nhất một giấy tờ"):
        buyers.apply(data=application(), papers=[], by=by, at=AT)
    first = applied(by)
    with pytest.raises(RuleBroken, match="đã đăng ký"):
        applied(tax_code=first.tax_code)
    with pytest.raises(RuleBroken, match="mỗi người một nhà"):
        applied(by)


def test_verification_gives_the_role_and_suspension_takes_it_at_once() -> None:
    buyer = make_buyer()
    person = buyer.seats.get().person
    held = actings_of(person, DAY)
    assert [(one.role, one.buyer_id, one.unit, one.party_id) for one in held] == [
        (Role.BUYER, buyer.pk, None, None)
    ]
    buyers.move(buyer=buyer, name="suspend", words="Giấy tờ hết hạn", by=office(), at=AT)
    assert actings_of(person, DAY) == []
    buyers.move(buyer=buyer, name="restore", by=office(), at=AT)
    assert len(actings_of(person, DAY)) == 1
    buyers.move(buyer=buyer, name="withdraw", words="Thôi mua", by=buying(buyer), at=AT)
    assert actings_of(person, DAY) == [] and BuyerSeat.objects.get().ended_at == AT


def test_only_the_own_office_decides_and_nobody_about_oneself() -> None:
    buyer = applied()
    far = act(Role.PROVINCE_OFFICE, make_units()["04"])
    with pytest.raises(PermissionRefused, match="tỉnh ấy"):
        buyers.move(buyer=buyer, name="verify", by=far, at=AT)
    own = act(Role.PROVINCE_OFFICE, make_units()["01"], person=buyer.seats.get().person)
    with pytest.raises(PermissionRefused, match="người khác"):
        buyers.move(buyer=buyer, name="verify", by=own, at=AT)
    with pytest.raises(RuleBroken, match="Cần ghi lý do"):
        buyers.move(buyer=buyer, name="refuse", by=office(), at=AT)
    assert Event.objects.filter(verb="buyer.verify").count() == 0


def test_contacts_are_opt_in_and_gone_from_every_list_at_once() -> None:
    buyer, offer = make_buyer(), make_offer()
    need = make_need(buyer)
    seller = signed_in(selling(offer.product.producer))
    client = signed_in(buying(buyer))
    page = client.get(f"/lam-viec/tim-san-pham/{offer.product.code}/").content.decode()
    assert "Chủ thể không cho thấy liên hệ" not in page
    assert buyer.phone in seller.get(need.get_absolute_url()).content.decode()

    offers.withdraw_offer(offer=offer, by=selling(offer.product.producer), at=AT)
    assert client.get(f"/lam-viec/tim-san-pham/{offer.product.code}/").status_code == 404
    assert portfolio.contact_of(Offer.objects.select_related("product__producer").get()) == {}
    assert matching.for_need(need, DAY).rows == []

    buyers.move(buyer=buyer, name="withdraw", words="Thôi mua", by=buying(buyer), at=AT)
    assert seller.get(need.get_absolute_url()).status_code == 404
    assert client.get("/lam-viec/tim-san-pham/").status_code == 403
    assert buyer.phone not in seller.get("/lam-viec/nhu-cau/").content.decode()
    assert Buyer.objects.get().share_contact is False


def test_a_buyer_without_opt_in_shows_its_name_only() -> None:
    offer = make_offer(share_contact=False)
    need = make_need(make_buyer(share_contact=False))
    page = signed_in(selling(offer.product.producer)).get(need.get_absolute_url()).content.decode()
    assert "Công ty Siêu thị Thử" in page and "0912345678" not in page
    shown = signed_in(buying(need.buyer)).get(f"/lam-viec/tim-san-pham/{offer.product.code}/")
    assert "Chủ thể không cho thấy liên hệ" in shown.content.decode()


def test_a_lapsed_product_is_not_in_the_portfolio() -> None:
    fine = make_offer()
    make_offer(recognised("Chè cũ", decision_date="2021-01-01", year="2021"))
    assert list(portfolio.listed(DAY)) == [fine]
    assert [item.key for item in portfolio.items_on(DAY)] == [fine.product_id]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ("q=mat+ong", True),
        ("q=che", False),
        ("sao=4", True),
        ("sao=5", False),
        ("giay_to=haccp", True),
        ("giay_to=halal", False),
        ("san_luong=600", True),
        ("san_luong=601", False),
        ("ma_vach=1", False),
        ("giao=7", True),
        ("giao=6", False),
        ("giao_o=nam", False),
        ("tinh=01", True),
        ("tinh=04", False),
        ("sao=%00&giay_to=x", True),
    ],
)
def test_the_portfolio_filters(filters: str, found: bool) -> None:
    offer = make_offer()
    page = signed_in(buying(make_buyer())).get(f"/lam-viec/tim-san-pham/?{filters}").content.decode()
    assert (f"/lam-viec/tim-san-pham/{offer.product.code}/" in page) is found
