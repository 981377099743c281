"""Rows of producers and products."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from ocop.core.text import fold, sort_key
from ocop.demo.nation.names import Goods, all_goods, code, person_name, producer_name, product_name
from ocop.demo.nation.places import Place, Places
from ocop.demo.nation.writing import Row

TEXTS = (
    "Làm từ nguyên liệu trồng trong xã, mỗi mẻ có sổ theo dõi.",
    "Nghề của làng được giữ qua nhiều đời, nay làm thêm bao bì mới.",
    "Thu hái đúng vụ, sơ chế trong ngày, đóng gói tại xưởng của chủ thể.",
    "Tổ sản xuất gồm các hộ trong thôn, có hợp đồng thu mua từ đầu vụ.",
)
PACKS = ("Túi 500 g", "Hộp 250 g", "Chai 500 ml", "Lọ 350 g", "Hộp quà 1 kg", "Gói 100 g")


@dataclass(frozen=True)
class MadeProducer:
    pk: int
    name: str
    place: Place
    row: Row


@dataclass(frozen=True)
class MadeProduct:
    pk: int
    name: str
    official_code: str
    goods: Goods
    producer: MadeProducer
    row: Row


def make_producers(count: int, pk: int, rng: Random, places: Places, at: datetime) -> list[MadeProducer]:
    return [_producer(pk + step, rng, rng.choice(places.communes), at) for step in range(count)]


def _producer(pk: int, rng: Random, place: Place, at: datetime) -> MadeProducer:
    form, name = producer_name(place.name, rng)
    row: Row = {
        "id": pk,
        "code": code("CT", pk),
        "name": name,
        "legal_form": form,
        "unit_id": place.pk,
        "address": f"Thôn {rng.randint(1, 20)}",
        "representative": person_name(rng),
        "representative_title": "Chủ hộ" if form == "ho" else "Giám đốc",
        "representative_sex": rng.choice("FM"),
        "founded_year": rng.randint(1995, 2018),
        "workers": rng.randint(2, 60),
        "is_demo": True,
        "created_at": at - timedelta(days=2600),
        "search_key": fold(name)[:400],
        "sort_key": sort_key(name),
    }
    return MadeProducer(pk, name, place, row)


def make_products(
    count: int, pk: int, rng: Random, producers: list[MadeProducer], at: datetime
) -> list[MadeProduct]:
    """Two in three come from the producer of their number, the others from any: some make one product, some many."""
    goods = all_goods()
    return [
        _product(
            pk + step,
            rng,
            producers[step // 2] if rng.random() < 0.67 else rng.choice(producers),
            rng.choice(goods),
            at,
        )
        for step in range(count)
    ]


def _product(pk: int, rng: Random, producer: MadeProducer, goods: Goods, at: datetime) -> MadeProduct:
    name = product_name(goods, producer.place.name, rng)
    official = f"{producer.place.province}-{producer.place.key}-{pk}-2019"
    row: Row = {
        "id": pk,
        "code": code("SP", pk),
        "official_code": official,
        "name": name,
        "producer_id": producer.pk,
        "unit_id": producer.place.pk,
        "criteria_set_number": goods.set_number,
        "summary": rng.choice(TEXTS),
        "story": f"{rng.choice(TEXTS)} (Dữ liệu giả định.)",
        "ingredients": goods.name.capitalize(),
        "packaging": rng.choice(PACKS),
        "is_demo": True,
        "created_at": at - timedelta(days=2600),
        "search_key": fold(name)[:500],
        "sort_key": sort_key(name),
    }
    return MadeProduct(pk, name, official, goods, producer, row)
