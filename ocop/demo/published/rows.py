"""Rows of invented producers, products, recognitions and registrations, collected and then written in bulk."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from ocop.core.text import fold, sort_key
from ocop.demo.nation.writing import next_pk, settle_sequences, write
from ocop.demo.published.places import Place
from ocop.demo.published.plan import GROUPS, NOTE
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.models import HistoricRecognition
from ocop.targets.models import Registration

FORM_WORDS = {
    "htx": "Hợp tác xã",
    "dn": "Doanh nghiệp",
    "ho": "Hộ",
    "trang_trai": "Trang trại",
    "tht": "Tổ hợp tác",
}


@dataclass(frozen=True)
class Maker:
    pk: int
    name: str
    place: Place


@dataclass(frozen=True)
class Made:
    """A product with what its records repeat."""

    pk: int
    name: str
    group: str
    maker: Maker


@dataclass
class Rows:
    at: datetime
    forms: Iterator[str]
    producers: list[dict[str, Any]] = field(default_factory=list)
    products: list[dict[str, Any]] = field(default_factory=list)
    records: list[dict[str, Any]] = field(default_factory=list)
    registrations: list[dict[str, Any]] = field(default_factory=list)
    first: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.first = {"maker": next_pk(Producer), "product": next_pk(Product)}

    def maker(self, place: Place) -> Maker:
        number = len(self.producers) + 1
        form = next(self.forms)
        name = f"{FORM_WORDS[form]} kịch bản {number:04d}"
        pk = self.first["maker"] + number - 1
        row = {
            "id": pk,
            "code": f"CT-KB{number:06d}",
            "name": name,
            "legal_form": form,
            "unit_id": place.unit_pk,
            "place_wording": place.wording,
            "representative_sex": "F" if number % 5 < 2 else "M",
            "representative_ethnicity": "Tày" if number % 7 == 0 else "Kinh",
            "is_demo": True,
            "origin": "imported",
            "created_at": self.at,
            "search_key": fold(name),
            "sort_key": sort_key(name),
        }
        self.producers.append(row)
        return Maker(pk, name, place)

    def product(self, maker: Maker) -> Made:
        number = len(self.products) + 1
        name, group = f"Sản phẩm kịch bản {number:05d}", GROUPS[number % len(GROUPS)]
        made = Made(self.first["product"] + number - 1, name, group, maker)
        row = {
            "id": made.pk,
            "code": f"SP-KB{number:06d}",
            "name": name,
            "producer_id": maker.pk,
            "unit_id": maker.place.unit_pk,
            "place_wording": maker.place.wording,
            "group_wording": group,
            "summary": NOTE,
            "is_demo": True,
            "origin": "imported",
            "created_at": self.at,
            "search_key": fold(name),
            "sort_key": sort_key(name),
        }
        self.products.append(row)
        return made

    def record(self, made: Made, status: str, stars: int | None, on: date) -> None:
        """A published recognition, or an evaluation without one."""
        place = made.maker.place
        decided = status in ("recognised", "potential_5")
        self.records.append(
            {
                "product_id": made.pk,
                "stars": stars,
                "status": status,
                "decision_no": f"00/KB-{place.province.removeprefix('2025-P')}-{on.year}" if decided else "",
                "decided_on": on,
                "year": on.year,
                "year_wording": str(on.year),
                "procedure": "1048",
                "product_wording": made.name,
                "producer_wording": made.maker.name,
                "group_wording": made.group,
                "district_wording": place.district_words,
                "province_wording": place.province_words,
                "evidence_grade": "C",
                "note": NOTE,
                "row_hash": sha256(f"published/{made.pk}/{status}/{on}".encode()).hexdigest(),
                "imported_at": self.at,
            }
        )

    def registration(self, made: Made, on: date) -> None:
        place = made.maker.place
        self.registrations.append(
            {
                "unit_id": place.district_pk,
                "year": on.year,
                "product_id": made.pk,
                "product_name": made.name,
                "producer_name": made.maker.name,
                "registered_on": on,
                "document": NOTE,
                "is_demo": True,
                "created_at": self.at,
                "now_province": place.province_now,
                "now_unit": place.unit_key,
                "then_province": place.province,
                "then_district": place.district,
            }
        )

    def write(self) -> None:
        write(Producer, self.producers)
        write(Product, self.products)
        start = next_pk(HistoricRecognition)
        write(HistoricRecognition, ({"id": start + n, **row} for n, row in enumerate(self.records)))
        start = next_pk(Registration)
        write(Registration, ({"id": start + n, **row} for n, row in enumerate(self.registrations)))
        settle_sequences(Producer, Product, HistoricRecognition, Registration)
