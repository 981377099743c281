"""Buyers, sheets, needs and deals, made by the actions that users trigger."""

from datetime import date
from itertools import count

from ocop.core.acting import Acting
from ocop.core.permissions import Role
from ocop.documents.enums import FileKind
from ocop.places.models import Unit
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.trade.actions import buyers, deals, offers
from ocop.trade.models import Buyer, Deal, Need, Offer
from tests.factories.accounts import AT, act, make_person
from tests.factories.places import make_units
from tests.factories.producers import make_file
from tests.factories.register import in_register

WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_number = count(1)


def tax_code() -> str:
    """An invented code with the right last digit."""
    while True:
        nine = f"31{next(_number):07d}"
        last = 10 - sum(w * int(d) for w, d in zip(WEIGHTS, nine, strict=True)) % 11
        if last < 10:
            return f"{nine}{last}"


def application(**changes: object) -> dict[str, object]:
    return {
        "kind": "supermarket",
        "name": "Công ty Siêu thị Thử",
        "tax_code": tax_code(),
        "unit": make_units()["01"],
        "address": "Số 1 phố Thử",
        "contact_name": "Lê Văn Mua",
        "phone": "0912345678",
        "email": "mua@vidu.vn",
        "share_contact": True,
        **changes,
    }


def applied(by: Acting | None = None, **changes: object) -> Buyer:
    data = application(**changes)
    by = by or Acting(person=make_person("Lê Văn Mua"), on=AT.date())
    return buyers.apply(data=data, papers=[make_file(FileKind.SCAN)], by=by, at=AT)


def office(unit: Unit | None = None) -> Acting:
    return act(Role.PROVINCE_OFFICE, unit or make_units()["01"])


def make_buyer(**changes: object) -> Buyer:
    """Verified."""
    return buyers.move(buyer=applied(**changes), name="verify", by=office(), at=AT)


def buying(buyer: Buyer) -> Acting:
    seat = buyer.seats.select_related("person").get()
    return Acting(
        person=seat.person,
        role=Role.BUYER,
        party_name=buyer.name,
        key=f"m{seat.pk}",
        on=AT.date(),
        buyer_id=buyer.pk,
    )


def selling(producer: Producer) -> Acting:
    """Somebody acts for a producer of the register."""
    from ocop.producers.models import Membership

    held = Membership.objects.filter(producer=producer).select_related("person").first()
    if held is None:
        held = Membership.objects.create(
            person=make_person("Chủ thể Thử"),
            producer=producer,
            kind="owner",
            from_on=date(2026, 1, 1),
            created_at=AT,
        )
    return Acting(
        person=held.person,
        role=Role.PRODUCER,
        party_id=producer.pk,
        party_name=producer.name,
        key=f"p{held.pk}",
        on=AT.date(),
    )


def recognised(name: str = "Mật ong thử", **cells: str) -> Product:
    """A product of the register, in force on DAY."""
    return Product.objects.select_related("producer").get(pk=in_register(name, **cells)[0].product_id)


def offer_data(**changes: object) -> dict[str, object]:
    return {
        "unit": "kg",
        "capacity": 600,
        "min_order": 50,
        "price": 120_000,
        "lead_days": 7,
        "papers": " vsattp haccp ",
        "regions": " bac ",
        "share_contact": True,
        **changes,
    }


def make_offer(product: Product | None = None, **changes: object) -> Offer:
    product = product or recognised()
    return offers.save_offer(product=product, data=offer_data(**changes), by=selling(product.producer), at=AT)


def need_data(**changes: object) -> dict[str, object]:
    return {"title": "Mua mật ong", "keywords": "mật ong", "until_on": date(2026, 12, 31), **changes}


def make_need(buyer: Buyer | None = None, **changes: object) -> Need:
    buyer = buyer or make_buyer()
    return offers.post_need(buyer=buyer, data=need_data(**changes), by=buying(buyer), at=AT)


def make_deal(buyer: Buyer | None = None, product: Product | None = None, **changes: object) -> Deal:
    buyer, product = buyer or make_buyer(), product or recognised()
    values = {"subject": "Cung ứng mật ong", "by": buying(buyer), **changes}
    return deals.open_deal(buyer=buyer, producer=product.producer, products=[product], at=AT, **values)
