"""Keeping the register's index true: one product, or all of them."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from ocop.core.text import fold, sort_key, words
from ocop.places.models import Unit
from ocop.products.models import Product
from ocop.programme.models import CriteriaSetVersion
from ocop.recognition.enums import HistoricStatus
from ocop.recognition.models import Certificate, HistoricRecognition
from ocop.registry.models import Entry
from ocop.rulebook.procedures import get_procedure
from ocop.rulebook.validity import valid_until

UNKNOWN_MONTHS = 36  # every procedure so far gives 36 months


def update_entry(product: Product, *, at: datetime) -> Entry | None:
    """Write the product's line from its newest certificate, else from its newest published recognition."""
    product = Product.objects.select_related("producer", "unit__parent").get(pk=product.pk)
    certificate = (
        Certificate.objects.filter(product=product, superseded_on=None)
        .select_related("line__decision", "line__dossier__criteria_set")
        .prefetch_related("suspensions", "revocations")
        .first()
    )
    history = list(product.history.all())
    said = _from_certificate(certificate) if certificate else _from_history(history)
    if said is None:
        return None
    fields = {**_common(product, history), **said, "updated_at": at}
    fields["name_key"], fields["sort_key"] = f" {fold(fields['name'])}"[:400], sort_key(fields["name"])
    fields["search_key"] = _search_key(fields, product, history)
    entry, _ = Entry.objects.update_or_create(product=product, defaults=fields)
    return entry


def rebuild(*, at: datetime) -> int:
    """All lines anew; returns how many there are."""
    recognised = set(Certificate.objects.values_list("product_id", flat=True))
    recognised |= set(HistoricRecognition.objects.values_list("product_id", flat=True))
    with transaction.atomic():
        for product in Product.objects.filter(pk__in=recognised).iterator():
            update_entry(product, at=at)
        Entry.objects.filter(updated_at__lt=at).delete()
    return Entry.objects.count()


def _common(product: Product, history: list[HistoricRecognition]) -> dict[str, Any]:
    photo = product.photos.filter(removed_at=None).select_related("file").first()
    set_ = (
        CriteriaSetVersion.objects.filter(number=product.criteria_set_number).defer("tree").last()
        if product.criteria_set_number
        else None
    )
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


def _from_certificate(certificate: Certificate) -> dict[str, Any]:
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


def _from_history(history: list[HistoricRecognition]) -> dict[str, Any] | None:
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


def _search_key(fields: dict[str, Any], product: Product, history: list[HistoricRecognition]) -> str:
    """Words of product, producer, places of today and as published, group: each once, each after a blank."""
    texts = [
        fields["name"],
        fields["producer_name"],
        fields["place"],
        product.place_wording,
        fields["group_name"],
        product.code,
        *(h.product_wording for h in history),
    ]
    return "".join(f" {word}" for word in dict.fromkeys(word for text in texts for word in words(text)))[
        :1200
    ]
