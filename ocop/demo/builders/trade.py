"""Invented distributors, what they look for, a connection conference with its plan, and deals in several states."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from ocop.accounts.actions import add_person
from ocop.core.acting import Acting, actings_of, system
from ocop.core.clock import local_date
from ocop.demo.cast import BUYERS, DOMAIN, HANOI
from ocop.demo.cast import WAITING_BUYER as WAITING
from ocop.demo.papers import demo_paper
from ocop.demo.world import World
from ocop.documents.actions import store_generated
from ocop.documents.enums import FileKind
from ocop.products.models import Product
from ocop.recognition.queries.selling import sellable_on
from ocop.rulebook.lifecycle import MACHINES
from ocop.trade.actions import buyers, channels, conferences, deals, offers
from ocop.trade.models import Buyer

# product → unit, a month, least, đồng, days, papers, regions, contact
OFFERS = {
    "tra-sen": ("hop", 800, 50, 180_000, 7, " vsattp cong-bo truy-xuat hoa-don ", " bac trung ", True),
    "com-kho": ("goi", 1_200, 100, 45_000, 5, " vsattp cong-bo hoa-don ", " bac ", True),
    "lua-to": ("cai", 150, 10, 950_000, 20, " truy-xuat hoa-don ", " bac nam ", False),
    "mat-ong": ("kg", 600, 20, 210_000, 10, " vsattp kiem-nghiem haccp ", " bac ", True),
    "tuong-nep": ("chai", 500, 40, 38_000, 6, " vsattp cong-bo ", " bac ", False),
}
# buyer, what, changes; the last one nothing can meet
NEEDS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("sieu-thi", "Trà, đồ uống biếu Tết cho 40 cửa hàng", {"keywords": "trà", "volume": 1_000, "unit": "hop", "papers": " vsattp hoa-don ", "gtin": True, "region": "bac", "hard": " words "}),
    ("sieu-thi", "Gia vị, thực phẩm khô 3 sao trở lên", {"stars": 3, "papers": " vsattp ", "region": "bac", "lead_days": 7, "hard": " stars region "}),
    ("xuat-khau", "Hàng 5 sao có Halal, giao miền Nam", {"stars": 5, "papers": " halal ", "region": "nam", "hard": " stars papers region "}),
)  # fmt: skip


def add_trade(world: World) -> None:
    at = world.days.at(15, 9)
    _former_buyers(world)
    made = {key: _buyer(world, one, at) for one in BUYERS for key in (one[0],)}
    _apply(world, WAITING, world.days.at(1, 10))
    products = _offers(world, world.days.at(12, 9))
    needs = [_need(world, made[key], title, changes) for key, title, changes in NEEDS]
    _ended_needs(world, made["san"])
    _channels(world, products)
    _conference(world, made, products)
    _other_conferences(world, made)
    _deals(world, made, products, needs)


def _apply(world: World, row: tuple[str, str, str, str, bool], at: datetime) -> Buyer:
    key, kind, name, tax_code, shares = row
    by = Acting(person=world.people[key], on=local_date(at))
    content = demo_paper(title="Giấy đăng ký doanh nghiệp", holder=name, lines=("Số: 01/DEMO",))
    paper = store_generated(content=content, name="dang-ky.pdf", kind=FileKind.SCAN, by=by, at=at, pages=1)
    data = {
        "kind": kind,
        "name": name,
        "tax_code": tax_code,
        "unit": world.unit(HANOI),
        "address": "Số 1 phố Mẫu, phường Hà Đông, Hà Nội",
        "about": "Nhà phân phối giả định của bản trình diễn.",
        "contact_name": world.people[key].full_name,
        "phone": "0900000001",
        "email": f"{key}@demo.ocop",
        "share_contact": shares,
    }
    return buyers.apply(data=data, papers=[paper], by=by, at=at, is_demo=True)


def _buyer(world: World, row: tuple[str, str, str, str, bool], at: datetime) -> Buyer:
    buyer = _apply(world, row, at)
    later = at + timedelta(hours=3)
    return buyers.move(buyer=buyer, name="verify", by=world.by("tinh", later), at=later)


def _former_buyers(world: World) -> None:
    """One that withdrew, one that was refused and applies anew later, one that is suspended."""
    at, later = world.days.at(40, 9), world.days.at(30, 9)
    by = world.by("tinh", later)
    gone = _buyer(world, ("san", "platform", "Sàn Mẫu đã thôi hoạt động", "3100000055", False), at)
    buyers.move(buyer=gone, name="withdraw", words="Giải thể (giả định).", by=by, at=later)
    refused = _apply(world, ("khach-san", "horeca", "Khách sạn Mẫu", "3100000062", False), at)
    buyers.move(buyer=refused, name="refuse", words="Giấy đăng ký mờ, không đọc được số.", by=by, at=later)
    world.people["cua-hang"] = add_person(
        email=f"cua-hang@mau.{DOMAIN}",
        full_name="Trịnh Văn Chuỗi",
        is_demo=True,
        by=system(local_date(at)),
        at=at,
    )
    held = _buyer(world, ("cua-hang", "chain", "Chuỗi cửa hàng Mẫu", "3100000087", False), at)
    buyers.move(buyer=held, name="suspend", words="Chậm thanh toán ba kỳ (giả định).", by=by, at=later)


def _buying(buyer: Buyer, at: datetime) -> Acting:
    person = buyer.seats.select_related("person").get().person
    return next(one for one in actings_of(person, local_date(at)) if one.buyer_id == buyer.pk)


def _owner(world: World, product: Product, at: datetime) -> Acting:
    return world.owner(next(key for key, one in world.producers.items() if one.pk == product.producer_id), at)


def _offers(world: World, at: datetime) -> list[Product]:
    """Sheets of all, in force or not; answers those that may be sold."""
    names = ("unit", "capacity", "min_order", "price", "lead_days", "papers", "regions", "share_contact")
    for key, values in OFFERS.items():
        product = world.products[key]
        data = dict(zip(names, values, strict=True)) | {
            "price_terms": "Giá tại xưởng, thanh toán trong 30 ngày"
        }
        offers.save_offer(product=product, data=data, by=_owner(world, product, at), at=at)
    ours = Product.objects.filter(pk__in=[world.products[key].pk for key in OFFERS])
    fine = sellable_on(local_date(at), ours).select_related("producer")
    return sorted(fine, key=lambda one: one.pk)


def _need(world: World, buyer: Buyer, title: str, changes: dict[str, Any]) -> Any:
    at = world.days.at(10, 9)
    data = {"title": title, "until_on": world.days.today + timedelta(days=60), **changes}
    return offers.post_need(buyer=buyer, data=data, by=_buying(buyer, at), at=at)


def _ended_needs(world: World, buyer: Buyer) -> None:
    """One that was met, one that was given up."""
    at = world.days.at(6, 9)
    for title, words_of, name, words in (
        ("Mật ong cho gói quà tháng 11", "mật ong", "meet", ""),
        ("Đồ gỗ nhỏ để bàn", "đồ gỗ", "close", "Đổi chủ đề gian hàng (giả định)."),
    ):
        need = _need(world, buyer, title, {"keywords": words_of})
        offers.end_need(need=need, name=name, words=words, by=_buying(buyer, at), at=at)


def _channels(world: World, products: list[Product]) -> None:
    """One seen by the office with a month of numbers, one abroad with one of two papers."""
    at = world.days.at(9, 9)
    first, last = products[0], products[-1]
    day = local_date(at) - timedelta(days=70)
    online = {
        "kind": "ecommerce",
        "name": "Gian hàng Mẫu trên sàn",
        "link": "https://san-mau.example/ocop",
        "listed_on": day,
    }
    listing = channels.add_listing(product=first, data=online, by=_owner(world, first, at), at=at)
    numbers = {"orders": 34, "quantity": 61, "revenue": 10_980_000}
    month = day.replace(day=1) + timedelta(days=32)
    channels.report_month(listing=listing, month=month, numbers=numbers, by=_owner(world, first, at), at=at)
    channels.verify_listing(listing=listing, by=world.by("tinh", at), at=at)
    abroad = {
        "kind": "export",
        "name": "Nhà nhập khẩu Mẫu",
        "market": "US",
        "papers": " us-fda ",
        "listed_on": day,
    }
    channels.add_listing(product=last, data=abroad, by=_owner(world, last, at), at=at)


def _conference(world: World, made: dict[str, Buyer], products: list[Product]) -> None:
    """Ten days ahead, with a plan around one meeting that was set by hand."""
    at = world.days.at(2, 9)
    by = world.by("tinh", at)
    start = timezone.make_aware(datetime.combine(world.days.today + timedelta(days=10), time(8, 30)))
    data = {
        "name": "Hội nghị kết nối Mẫu: nhà phân phối gặp chủ thể OCOP",
        "place": "Hội trường Mẫu, phường Hà Đông",
        "starts_at": start,
        "slots": 8,
        "minutes": 20,
        "breaks": "5",
    }
    conference = conferences.make(data=data, by=by, at=at, is_demo=True)
    makers = [world.producers[key] for key in ("sen", "com", "lua", "men", "ong", "thuoc")]
    conferences.invite(conference=conference, producers=makers, buyers=list(made.values()), by=by, at=at)
    guests = list(conference.guests.select_related("conference__unit"))
    sellers, shoppers = [one for one in guests if one.producer_id], [one for one in guests if one.buyer_id]
    for place, guest in enumerate(sellers):
        wishes = {other: 1 + (place + nth) % 3 for nth, other in enumerate(shoppers)}
        conferences.set_guest(guest=guest, away="1" if place == 2 else "", wishes=wishes, by=by, at=at)
    conferences.put(conference=conference, producer=sellers[0], buyer=shoppers[0], slot=1, by=by, at=at)
    conferences.plan(conference=conference, by=by, at=at)
    conferences.move(conference=conference, name="publish", by=by, at=at)


def _other_conferences(world: World, made: dict[str, Buyer]) -> None:
    """One held in autumn, one being planned, one called off."""
    at, held_at = world.days.at(14, 9), world.days.at(7, 8)
    by, data = world.by("tinh", at), {"place": "Hội trường Mẫu", "slots": 4, "minutes": 20, "breaks": ""}
    past = {**data, "name": "Hội nghị kết nối Mẫu mùa thu", "starts_at": held_at}
    held = conferences.make(data=past, by=by, at=at, is_demo=True)
    makers = [world.producers[key] for key in ("sen", "com")]
    conferences.invite(conference=held, producers=makers, buyers=[made["sieu-thi"]], by=by, at=at)
    conferences.plan(conference=held, by=by, at=at)
    for name, when in (("publish", at), ("hold", held_at + timedelta(hours=4))):
        held = conferences.move(conference=held, name=name, by=by, at=when)
    soon = {**data, "starts_at": world.days.at(0, 8) + timedelta(days=45)}
    conferences.make(data={**soon, "name": "Hội nghị kết nối Mẫu đầu năm"}, by=by, at=at, is_demo=True)
    off = conferences.make(
        data={**soon, "name": "Hội nghị kết nối Mẫu ngoài trời"}, by=by, at=at, is_demo=True
    )
    conferences.move(conference=off, name="cancel", words="Không có mái che (giả định).", by=by, at=at)


def _deals(world: World, made: dict[str, Buyer], products: list[Product], needs: list[Any]) -> None:
    """One contract of both sides, one memorandum that waits for the producer, one talk, one that failed, one delivered, one
    that ended before its time."""
    at = world.days.at(8, 9)
    on = local_date(at)
    terms = {
        "signed_on": on,
        "value": 360_000_000,
        "until_on": on + timedelta(days=365),
        "document_no": "01/HĐ-DEMO",
    }
    steps = (
        ("sieu-thi", "sign", needs[0]),
        ("san", "agree", None),
        ("xuat-khau", "", None),
        ("sieu-thi", "fail", None),
        ("xuat-khau", "sign", None),
        ("sieu-thi", "agree", None),
    )
    for place, (key, step, need) in enumerate(steps):
        buyer, product = made[key], products[place % len(products)]
        by = _buying(buyer, at)
        deal = deals.open_deal(
            buyer=buyer,
            producer=product.producer,
            products=[product],
            subject=f"Cung ứng {product.name} (giả định {place + 1})",
            need=need,
            by=by,
            at=at,
        )
        if step in MACHINES["deal"].moves:
            words = "Chưa thống nhất được chiết khấu." if step == "fail" else ""
            deal = deals.move(deal=deal, name=step, words=words, terms=terms, by=by, at=at)
        if step == "sign" or place == 5:
            deal = deals.confirm(deal=deal, by=_owner(world, product, at), at=at)
        if place == 4:
            deals.move(deal=deal, name="deliver", by=by, at=world.days.at(2, 9))
        if place == 5:
            words = "Đổi quy cách bao bì (giả định)."
            deals.move(deal=deal, name="end", words=words, by=by, at=world.days.at(2, 10))
        if place == 0:
            deals.plan_follow_up(deal=deal, on=world.days.today, note="Xem lại chuyến hàng đầu", by=by, at=at)
