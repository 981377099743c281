"""Channels: refusals, numbers of a month, papers of a market, what lapses, and what the public sees."""

from datetime import date

import pytest
from django.test import Client

from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Role
from ocop.rulebook.export_markets import markets, missing
from ocop.trade.actions import channels
from ocop.trade.models import Listing, ListingReport
from ocop.trade.queries import channels as queries
from tests.factories.accounts import AT, DAY, act, signed_in
from tests.factories.places import make_units
from tests.factories.trade import recognised, selling

pytestmark = pytest.mark.django_db
NUMBERS = {"orders": 10, "quantity": 40, "revenue": 4_000_000}


def channel_data(**changes: object) -> dict[str, object]:
    return {
        "kind": "ecommerce",
        "name": "Sàn Thử",
        "link": "https://san.example/mat-ong",
        "market": "",
        "papers": "",
        "listed_on": date(2026, 9, 15),
        **changes,
    }


def make_listing(product=None, **changes: object) -> Listing:
    product = product or recognised()
    return channels.add_listing(
        product=product, data=channel_data(**changes), by=selling(product.producer), at=AT
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"link": ""}, "địa chỉ gian hàng"),
        ({"link": "http://san.example"}, "https"),
        ({"kind": "export", "market": "ZZ"}, "thị trường"),
        ({"listed_on": date(2027, 1, 1)}, "sau hôm nay"),
    ],
)
def test_channels_are_refused_with_a_sentence(changes: dict, sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        make_listing(**changes)


def test_a_channel_stands_once_and_belongs_to_its_producer() -> None:
    listing = make_listing()
    with pytest.raises(RuleBroken, match="đã có trong danh sách"):
        make_listing(listing.product)
    with pytest.raises(PermissionRefused, match="Chỉ chủ thể"):
        channels.end_listing(listing=listing, by=selling(recognised("Chè", producer="Khác").producer), at=AT)


@pytest.mark.parametrize(
    ("month", "numbers", "sentence"),
    [
        (date(2026, 12, 1), NUMBERS, "chưa đến"),
        (date(2026, 8, 1), NUMBERS, "không có số của tháng trước"),
        (date(2026, 10, 1), {**NUMBERS, "quantity": 0}, "phải có số lượng"),
        (date(2026, 10, 1), {**NUMBERS, "orders": 0}, "phải có số đơn"),
    ],
)
def test_numbers_of_a_month_are_refused_with_a_sentence(month: date, numbers: dict, sentence: str) -> None:
    listing = make_listing()
    with pytest.raises(RuleBroken, match=sentence):
        channels.report_month(
            listing=listing, month=month, numbers=numbers, by=selling(listing.product.producer), at=AT
        )


def test_a_month_stands_once_and_a_new_report_replaces_it() -> None:
    listing = make_listing()
    by = selling(listing.product.producer)
    for numbers in (NUMBERS, NUMBERS, {**NUMBERS, "orders": 11}):
        channels.report_month(listing=listing, month=date(2026, 10, 9), numbers=numbers, by=by, at=AT)
    assert [(one.month, one.orders) for one in ListingReport.objects.all()] == [(date(2026, 10, 1), 11)]


def test_markets_have_sources_and_the_checklist_says_what_is_missing() -> None:
    assert list(markets()) == ["US", "JP", "EU", "CN", "KR"]
    papers = [paper for market in markets().values() for paper in market.papers]
    assert all(paper.law and paper.url.startswith("https://") for paper in papers)
    assert [paper.key for paper in missing("US", frozenset({"us-fda"}))] == ["us-notice"]
    listing = make_listing(kind="export", market="US", link="", papers=" us-fda ")
    assert [(paper.key, held) for paper, held in queries.checklist(listing)] == [
        ("us-fda", True),
        ("us-notice", False),
    ]


def test_lapsed_products_leave_the_list_by_themselves() -> None:
    fine = make_listing()
    old = make_listing(recognised("Chè cũ", decision_date="2021-01-01", year="2021"))
    assert list(queries.selling(DAY)) == [fine]
    client = signed_in(act(Role.PROVINCE_OFFICE, make_units()["01"]))
    selling_now = client.get("/lam-viec/kenh-ban/").content.decode()
    lapsed = client.get("/lam-viec/kenh-ban/?tinh_trang=het-hieu-luc").content.decode()
    assert old.product.name not in selling_now and fine.product.name in selling_now
    assert old.product.name in lapsed and fine.product.name not in lapsed


def test_the_public_page_links_to_what_an_office_has_seen() -> None:
    listing = make_listing()
    page = f"/san-pham/{listing.product.code}/"
    assert listing.link not in Client().get(page).content.decode()
    with pytest.raises(PermissionRefused):
        channels.verify_listing(listing=listing, by=selling(listing.product.producer), at=AT)
    office = act(Role.COMMUNE_OFFICER, make_units()["09556"])
    channels.verify_listing(listing=listing, by=office, at=AT)
    html = Client().get(page).content.decode()
    assert f'href="{listing.link}"' in html and "nofollow" in html
    channels.end_listing(listing=listing, by=selling(listing.product.producer), at=AT)
    assert listing.link not in Client().get(page).content.decode()


def test_a_producer_works_on_the_pages() -> None:
    product = recognised()
    client = signed_in(selling(product.producer))
    data = {
        "product": product.code,
        "kind": "export",
        "name": "Nhà nhập khẩu",
        "market": "US",
        "listed_on": "2026-09-15",
    }
    url = client.post("/lam-viec/kenh-ban/khai/", data)["Location"]
    assert client.post(f"{url}thang/", {"month": "10/2026", **NUMBERS}).status_code == 302
    assert client.post(f"{url}giay-to/", {"papers": ["us-fda"]}).status_code == 302
    html = client.get(url).content.decode()
    assert "10/2026" in html and "Chưa có" in html and "21 CFR" in html
    assert signed_in(selling(recognised("Chè", producer="Khác").producer)).get(url).status_code == 404
