"""Products with random histories of published recognitions, on the small map of tests."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from ocop.core.fields import public_code
from ocop.places.models import Unit
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.models import HistoricRecognition
from ocop.recognition.signals import standing_changed
from ocop.targets.models import Registration
from tests.factories.accounts import AT
from tests.factories.places import make_units

FIRST, LAST = date(2019, 1, 1), date(2026, 12, 31)
STATUSES = ("recognised", "recognised", "recognised", "potential_5", "assessed", "not_recognised")
PLACES = ("00004", "09556", "10117", "01273", "01290", "04", "")
WORDS = {
    "Quận Hà Đông": ("Phường Hà Cầu", "quận Hà Đông", "Hà Nội"),
    "Hà Nội": ("", "", "Hà Nội"),
    "": ("", "", ""),
}


def make_maker(unit: Unit | None, **fields: object) -> Producer:
    values = {"name": "Hộ thử", "legal_form": "ho", "created_at": AT, **fields}
    return Producer.objects.create(code=public_code("CT"), unit=unit, **values)


def make_item(maker: Producer, unit: Unit | None, **fields: object) -> Product:
    values = {"name": "Sản phẩm thử", "created_at": AT, **fields}
    return Product.objects.create(code=public_code("SP"), producer=maker, unit=unit, **values)


def recognise(
    product: Product,
    on: date | None,
    stars: int | None = 3,
    status: str = "recognised",
    words: tuple[str, str, str] = ("", "", ""),
    **fields: object,
) -> HistoricRecognition:
    """A published record, told as the import tells it."""
    commune, district, province = words
    values: dict[str, object] = {"year": on.year if on else None, "decision_no": "1/QĐ", **fields}
    made = HistoricRecognition.objects.create(
        product=product,
        stars=stars,
        status=status,
        decided_on=on,
        procedure="1048",
        product_wording=product.name,
        commune_wording=commune,
        district_wording=district,
        province_wording=province,
        row_hash=public_code("H", 30),
        imported_at=AT,
        **values,
    )
    standing_changed.send(sender=HistoricRecognition, product=product, at=AT)
    return made


@dataclass
class World:
    units: dict[str, Unit]
    products: list[Product]


def random_world(rng: Random, products: int = 25) -> World:
    """Every product has none to four records, some are registered, some have no place."""
    units = make_units()
    made = []
    for number in range(products):
        place = units.get(rng.choice(PLACES))
        forms = {"legal_form": rng.choice(["htx", "tht", "dn", "ho"]), "representative_sex": rng.choice("FM")}
        maker = make_maker(place, **forms) if number % 3 == 0 or not made else rng.choice(made).producer
        product = make_item(maker, place, group_wording=rng.choice(["Thực phẩm", "Đồ uống", ""]))
        made.append(product)
        for _ in range(rng.randrange(5)):
            random_record(product, rng)
        if rng.random() < 0.4:
            random_registration(product, rng, place or units["09556"])
    return World(units, made)


def random_day(rng: Random) -> date:
    return FIRST + timedelta(days=rng.randrange((LAST - FIRST).days))


def random_record(product: Product, rng: Random) -> None:
    status = rng.choice(STATUSES)
    stars = rng.choice((3, 4, 5)) if status == "recognised" else None
    day = random_day(rng)
    words = rng.choice(list(WORDS.values())) if day.year < 2025 else ("", "", "")
    exact = rng.random() < 0.8
    recognise(product, day if exact else None, stars, status, words, year=day.year)


def random_registration(product: Product, rng: Random, unit: Unit) -> None:
    day = random_day(rng)
    commune = unit.key if unit.level == "commune" else ""
    places = {"now_province": unit.province_key, "now_unit": commune, "then_province": unit.province_key}
    Registration.objects.create(
        unit=unit,
        year=day.year,
        product=product,
        product_name=product.name,
        producer_name=product.producer.name,
        registered_on=day,
        withdrawn_on=day + timedelta(days=30) if rng.random() < 0.3 else None,
        created_at=AT,
        **places,
    )
