"""What the register says of a product: from its newest certificate, else from its newest published recognition.

A constant number of statements for any number of products.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch

from ocop.core.text import sort_key, words
from ocop.places.enums import Level
from ocop.places.models import Succession, Unit
from ocop.products.models import Product, ProductPhoto
from ocop.programme.models import CriteriaSetVersion
from ocop.recognition.enums import HistoricStatus
from ocop.recognition.models import Certificate, HistoricRecognition
from ocop.registry.models import Entry
from ocop.registry.search.asked import COLUMNS
from ocop.registry.search.question import token
from ocop.rulebook.procedures import get_procedure
from ocop.rulebook.validity import valid_until

UNKNOWN_MONTHS = 36  # every procedure so far gives 36 months
Fields = dict[str, Any]


def entries_of(pks: Sequence[int], *, at: datetime, names: "FormerNames | None" = None) -> list[Entry]:
    """Unsaved entries of the recognised ones among these products; `names` keeps what is read of former units."""
    names = names or FormerNames()
    products = list(
        Product.objects.filter(pk__in=pks)
        .select_related("producer", "unit__parent")
        .prefetch_related("history", _photos())
    )
    names.read({product.unit_id for product in products if product.unit_id})
    certificates, sets = _certificates(pks), _criteria_sets()
    made = []
    for product in products:
        history = list(product.history.all())
        certificate = certificates.get(product.pk)
        said = _from_certificate(certificate) if certificate else _from_history(history)
        if said is not None:
            made.append(_entry({**_common(product, sets), **said}, product, history, names, at))
    return made


def _entry(
    fields: Fields, product: Product, history: list[HistoricRecognition], names: "FormerNames", at: datetime
) -> Entry:
    fields["name_key"] = f" {' '.join(words(fields['name']))} "[:400]
    fields["sort_key"] = sort_key(fields["name"])
    fields["search_key"] = _search_key(fields, product, history, names)
    return Entry(product_id=product.pk, updated_at=at, **fields)


def _photos() -> Prefetch:
    return Prefetch(
        "photos",
        queryset=ProductPhoto.objects.filter(removed_at=None).select_related("file"),
        to_attr="photos_shown",
    )


def _certificates(pks: Sequence[int]) -> dict[int, Certificate]:
    found = (
        Certificate.objects.filter(product__in=pks, superseded_on=None)
        .select_related("line__dossier__criteria_set")
        .defer("line__dossier__criteria_set__tree")
        .prefetch_related("suspensions", "revocations")
    )
    chosen: dict[int, Certificate] = {}
    for certificate in found:
        chosen.setdefault(certificate.product_id, certificate)
    return chosen


def _criteria_sets() -> dict[int, CriteriaSetVersion]:
    """The newest version of each set by its number."""
    return {found.number: found for found in CriteriaSetVersion.objects.defer("tree")}


def _common(product: Product, sets: dict[int, CriteriaSetVersion]) -> Fields:
    set_ = sets.get(product.criteria_set_number or 0)
    photo = next(iter(product.photos_shown), None)  # type: ignore[attr-defined]
    return {
        "code": product.code,
        "name": product.name,
        "producer_name": product.producer.name,
        "place": _place(product),
        "unit_key": product.unit.key if product.unit else "",
        "province_key": product.unit.province_key if product.unit else "",
        "set_number": product.criteria_set_number,
        "sector_code": set_.sector_code if set_ else "",
        "group_name": set_.group_name if set_ else product.group_wording,
        "legal_form": product.producer.legal_form,
        "photo": str(photo.file.public_id) if photo else "",
        "is_demo": product.is_demo,
        "suspended_from": None,
        "suspended_until": None,
        "revoked_on": None,
    }


def _place(product: Product) -> str:
    unit: Unit | None = product.unit
    if unit is None:
        return product.place_wording
    return (
        f"{unit.full_name}, {unit.parent.full_name}"
        if unit.parent and unit.level == "commune"
        else unit.full_name
    )


def _from_certificate(certificate: Certificate) -> Fields:
    said, stop = certificate.snapshot, _last_stop(certificate)
    dossier = certificate.line.dossier
    revoked = next((r.revoked_on for r in certificate.revocations.all() if r.state == "decided"), None)
    fields = {
        "name": said["product"],
        "producer_name": said["producer"],
        "stars": certificate.stars,
        "source": "certificate",
        "decision_text": said["decision"],
        "decided_on": certificate.valid_from,
        "year": certificate.year,
        "valid_until": certificate.valid_until,
        "term_known": True,
        "revoked_on": revoked,
        "suspended_from": stop.from_on if stop else None,
        "suspended_until": stop.until_on if stop else None,
    }
    if dossier:
        set_ = dossier.criteria_set
        fields |= {"set_number": set_.number, "sector_code": set_.sector_code, "group_name": set_.group_name}
    return fields


def _last_stop(certificate: Certificate) -> Any:
    stops = [s for s in certificate.suspensions.all() if s.until_on is None or s.until_on >= s.from_on]
    return max(stops, key=lambda s: (s.until_on is None, s.from_on), default=None)


def _from_history(history: list[HistoricRecognition]) -> Fields | None:
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
    fields: Fields, product: Product, history: list[HistoricRecognition], names: "FormerNames"
) -> str:
    """Words of product, producer, group and places of today, as published and of former units; then the filters."""
    texts = [
        fields["name"],
        product.name,
        fields["producer_name"],
        fields["place"],
        product.place_wording,
        fields["group_name"],
        product.code,
        *(h.product_wording for h in history),
    ]
    found = [word for text in texts for word in words(text)]
    found += names.words_of(product.unit_id)
    found += [
        token(name, fields[column]) for name, column in COLUMNS.items() if fields[column] not in ("", None)
    ]
    return "".join(f" {word}" for word in dict.fromkeys(found))


class FormerNames:
    """Words of the former communes, districts and provinces that a unit of today took over."""

    def __init__(self) -> None:
        self._words: dict[int, list[str]] = {}

    def read(self, units: Iterable[int]) -> None:
        """One statement for all units not read yet."""
        missing = set(units) - self._words.keys()
        if not missing:
            return
        found: dict[int, dict[str, None]] = defaultdict(dict)
        rows = Succession.objects.filter(new__in=missing).values_list(
            "new_id",
            "old__full_name",
            "old__parent__level",
            "old__parent__full_name",
            "old__parent__parent__full_name",
        )
        for unit, old, level, parent, above in rows:
            texts = (old, parent if level != Level.NATION else "", above if level == Level.DISTRICT else "")
            found[unit].update(dict.fromkeys(word for text in texts for word in words(text or "")))
        self._words |= {unit: list(found[unit]) for unit in missing}

    def words_of(self, unit: int | None) -> list[str]:
        return self._words.get(unit, []) if unit else []
