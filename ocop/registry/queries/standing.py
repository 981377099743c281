"""What the register says of a product: from its newest certificate, else from its newest published recognition.

A constant number of statements for any number of products.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ocop.core.text import sort_key, words
from ocop.places.enums import Level
from ocop.places.models import Succession
from ocop.products.models import Product, ProductGtin, ProductPhoto
from ocop.programme.models import CriteriaSetVersion
from ocop.recognition.enums import HistoricStatus
from ocop.recognition.models import Certificate, HistoricRecognition, Revocation, Suspension
from ocop.registry.models import Entry
from ocop.registry.search.asked import COLUMNS
from ocop.registry.search.question import token
from ocop.rulebook.procedures import get_procedure
from ocop.rulebook.validity import valid_until

UNKNOWN_MONTHS = 36  # every procedure so far gives 36 months
Fields = dict[str, Any]


def entries_of(pks: Sequence[int], *, at: datetime, reading: "Reading | None" = None) -> list[Entry]:
    """Unsaved entries of the recognised ones among these products. `reading` remembers what many of them share."""
    reading = reading or Reading()
    products = list(Product.objects.filter(pk__in=pks).order_by("pk").values_list(*PRODUCT, named=True))
    reading.read_units({product.unit_id for product in products if product.unit_id})
    certificates, photos, barcodes = _certificates(pks), _photos(pks), _barcodes(pks)
    history: dict[int, list[Any]] = defaultdict(list)
    for record in HistoricRecognition.objects.filter(product__in=pks).values_list(*RECORD, named=True):
        history[record.product_id].append(record)
    made = []
    for product in products:
        certificate, records = certificates.get(product.pk), history[product.pk]
        said = _from_certificate(certificate) if certificate else _from_history(records)
        if said is None:
            continue
        fields = {**_common(product, reading), "photo": photos.get(product.pk, ""), **said}
        fields["name_key"] = f" {' '.join(words(fields['name']))} "[:400]
        fields["sort_key"] = sort_key(fields["name"])
        fields["search_key"] = _search_key(fields, product, records, reading, barcodes.get(product.pk, []))
        made.append(Entry(product_id=product.pk, updated_at=at, **fields))
    return made


PRODUCT = (
    *("pk", "code", "name", "is_demo", "criteria_set_number", "group_wording", "place_wording", "unit_id"),
    *("producer__name", "producer__legal_form", "unit__key", "unit__province_key", "unit__full_name"),
    *("unit__level", "unit__parent__full_name"),
)
RECORD = (
    "pk",
    "product_id",
    "status",
    "decided_on",
    "year",
    "stars",
    "decision_no",
    "procedure",
    "product_wording",
)
SET = "line__dossier__criteria_set__"
CERTIFICATE = (
    *("pk", "product_id", "stars", "valid_from", "valid_until", "year", "snapshot"),
    *(f"{SET}number", f"{SET}sector_code", f"{SET}group_name"),
)


@dataclass
class Held:
    """A certificate in force with what stopped it."""

    row: Any
    stops: list[Any] = field(default_factory=list)
    revoked_on: date | None = None


def _certificates(pks: Sequence[int]) -> dict[int, Held]:
    """The certificate of each product that no other one replaced."""
    found = Certificate.objects.filter(product__in=pks, superseded_on=None)
    held = {row.pk: Held(row) for row in found.values_list(*CERTIFICATE, named=True)}
    for stop in Suspension.objects.filter(certificate__in=found).values_list(
        "certificate_id", "from_on", "until_on", named=True
    ):
        held[stop.certificate_id].stops.append(stop)
    revoked = Revocation.objects.filter(certificate__in=found, state="decided").order_by("-pk")
    for certificate, day in revoked.values_list("certificate_id", "revoked_on"):
        held[certificate].revoked_on = day
    chosen: dict[int, Held] = {}
    for one in held.values():
        chosen.setdefault(one.row.product_id, one)
    return chosen


def _photos(pks: Sequence[int]) -> dict[int, str]:
    shown = ProductPhoto.objects.filter(product__in=pks, removed_at=None).order_by("-place", "-pk")
    return {product: str(photo) for product, photo in shown.values_list("product_id", "file__public_id")}


def _barcodes(pks: Sequence[int]) -> dict[int, list[str]]:
    """Each number as on the pack and with its 14 digits: a scanner may give either."""
    found: dict[int, list[str]] = defaultdict(list)
    held = ProductGtin.objects.filter(product__in=pks, removed_at=None).order_by("pk")
    for product, *numbers in held.values_list("product_id", "written", "gtin"):
        found[product] += numbers
    return found


def _common(product: Any, reading: "Reading") -> Fields:
    sector, group = reading.sets.get(product.criteria_set_number or 0, ("", product.group_wording))
    return {
        "code": product.code,
        "name": product.name,
        "producer_name": product.producer__name,
        "place": _place(product),
        "unit_key": product.unit__key or "",
        "province_key": product.unit__province_key or "",
        "set_number": product.criteria_set_number,
        "sector_code": sector,
        "group_name": group,
        "legal_form": product.producer__legal_form,
        "is_demo": product.is_demo,
        "suspended_from": None,
        "suspended_until": None,
        "revoked_on": None,
    }


def _place(product: Any) -> str:
    if product.unit_id is None:
        return str(product.place_wording)
    name, above = product.unit__full_name, product.unit__parent__full_name
    return f"{name}, {above}" if above and product.unit__level == Level.COMMUNE else str(name)


def _from_certificate(held: Held) -> Fields:
    row, said, stop = held.row, held.row.snapshot, _last_stop(held.stops)
    fields = {
        "name": said["product"],
        "producer_name": said["producer"],
        "stars": row.stars,
        "source": "certificate",
        "decision_text": said["decision"],
        "decided_on": row.valid_from,
        "year": row.year,
        "valid_until": row.valid_until,
        "term_known": True,
        "revoked_on": held.revoked_on,
        "suspended_from": stop.from_on if stop else None,
        "suspended_until": stop.until_on if stop else None,
    }
    number, sector, group = row[-3:]
    if number:
        fields |= {"set_number": number, "sector_code": sector, "group_name": group}
    return fields


def _last_stop(stops: list[Any]) -> Any:
    lasting = [s for s in stops if s.until_on is None or s.until_on >= s.from_on]
    return max(lasting, key=lambda s: (s.until_on is None, s.from_on), default=None)


def _from_history(history: list[Any]) -> Fields | None:
    """The newest published recognition; records that only speak of an assessment are not in the register."""
    recognised = [h for h in history if h.status == HistoricStatus.RECOGNISED]
    if not recognised:
        return None
    newest = max(recognised, key=lambda h: (h.decided_on or date(h.year or 1, 1, 1), h.pk))
    last_day, known = term(newest)
    return {
        "stars": newest.stars,
        "source": "history",
        "decision_text": newest.decision_no,
        "decided_on": newest.decided_on,
        "year": newest.year,
        "valid_until": last_day,
        "term_known": known,
    }


def term(record: HistoricRecognition) -> tuple[date | None, bool]:
    """(last day, whether it is certain). A year alone gives the latest day possible: 36 months from 31 December."""
    if record.decided_on:
        months = get_procedure(record.procedure).validity_months if record.procedure else UNKNOWN_MONTHS
        return valid_until(record.decided_on, months), True
    return (
        (valid_until(date(record.year, 12, 31), UNKNOWN_MONTHS), False) if record.year else (date.max, False)
    )


def _search_key(
    fields: Fields, product: Any, history: list[Any], reading: "Reading", barcodes: list[str]
) -> str:
    """Words of product, producer, group and places of today, as published and of former units; then the filters."""
    own = [fields["name"], product.name, fields["producer_name"], product.code]
    own += [record.product_wording for record in history]
    shared = [fields["place"], product.place_wording, fields["group_name"]]
    found = dict.fromkeys(word for text in dict.fromkeys(own) for word in words(text))
    for text in shared:
        found |= reading.words_of(text)
    found |= reading.former.get(product.unit_id, {})
    found |= dict.fromkeys(barcodes)
    found |= reading.tokens(fields)
    return "".join(f" {word}" for word in found)


class Reading:
    """What many products share, read or worked out once: criteria sets, words of places, names of former units."""

    def __init__(self) -> None:
        newest = CriteriaSetVersion.objects.order_by("number", "revision", "pk")
        rows = newest.values_list("number", "sector_code", "group_name")
        self.sets = {number: (sector, group) for number, sector, group in rows}
        self.former: dict[int | None, dict[str, None]] = {}
        self._words: dict[str, dict[str, None]] = {}
        self._tokens: dict[tuple[str, Any], str] = {}

    def words_of(self, text: str) -> dict[str, None]:
        if text not in self._words:
            self._words[text] = dict.fromkeys(words(text))
        return self._words[text]

    def tokens(self, fields: Fields) -> dict[str, None]:
        """The filters of an entry as words of the index."""
        found: dict[str, None] = {}
        for name, column in COLUMNS.items():
            key = name, fields[column]
            if key not in self._tokens:
                self._tokens[key] = token(*key) if key[1] not in ("", None) else ""
            if self._tokens[key]:
                found[self._tokens[key]] = None
        return found

    def read_units(self, units: Iterable[int]) -> None:
        """Words of the former communes, districts and provinces that units of today took over: one statement."""
        missing = set(units) - self.former.keys()
        if not missing:
            return
        self.former |= {unit: {} for unit in missing}
        names = (
            "old__full_name",
            "old__parent__level",
            "old__parent__full_name",
            "old__parent__parent__full_name",
        )
        for unit, old, level, parent, above in Succession.objects.filter(new__in=missing).values_list(
            "new_id", *names
        ):
            texts = (old, parent if level != Level.NATION else "", above if level == Level.DISTRICT else "")
            for text in filter(None, texts):
                self.former[unit] |= self.words_of(text)
