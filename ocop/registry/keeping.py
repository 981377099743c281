"""Making and keeping the public record of a product; the only place that reads the tables behind a product page."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch

from ocop.core.places_of_sale import Place, places_of
from ocop.products.models import Outlet, Product, ProductGtin, ProductPhoto
from ocop.recognition.enums import HistoricStatus
from ocop.recognition.models import Certificate, HistoricRecognition
from ocop.registry.alike import alike_key
from ocop.registry.models import Entry
from ocop.registry.records import PublicRecord
from ocop.rulebook.criteria import UnknownCriteriaSet, get_set
from ocop.rulebook.procedures import NoProcedure, get_procedure
from ocop.rulebook.publication import sections_are_public

OUTLET = ("kind", "name", "address", "link")
PORTION = 500
CHANGING = ["producer", "alike_key", "data", "digest"]


def keep(entry: Entry) -> PublicRecord:
    """Write the record of this line of the register anew."""
    return _write([made_of(entry)])[0]


def keep_all() -> int:
    """All records anew; what has no line any more went with it. Safe to run again."""
    return sum(len(_write(made)) for made in _portions())


def made_of(entry: Entry) -> PublicRecord:
    """The record as the tables say now, not saved."""
    return made_of_many([entry])[0]


def made_of_many(entries: list[Entry]) -> list[PublicRecord]:
    """As `made_of`, for many lines.  # queries: 11 for any number"""
    found = Product.objects.select_related("producer").prefetch_related(
        Prefetch("certificates", queryset=_certificates()),
        Prefetch("gtins", queryset=ProductGtin.objects.filter(removed_at=None)),
        Prefetch("photos", queryset=ProductPhoto.objects.filter(removed_at=None).select_related("file")),
        Prefetch("history", queryset=HistoricRecognition.objects.filter(status=HistoricStatus.RECOGNISED)),
        Prefetch("outlets", queryset=Outlet.objects.filter(removed_at=None)),
    )
    products = found.in_bulk([entry.product_id for entry in entries])
    points = places_of(products)
    return [_made(entry, products[entry.product_id], points.get(entry.product_id, [])) for entry in entries]


def differing() -> Iterator[Entry]:
    """Lines whose kept record is missing or not what the tables say."""
    for made in _portions():
        kept = dict(
            PublicRecord.objects.filter(entry__in=[m.entry_id for m in made]).values_list("entry", "digest")
        )
        yield from (one.entry for one in made if kept.get(one.entry_id) != one.digest)


def _portions() -> Iterator[list[PublicRecord]]:
    last = 0
    while entries := list(Entry.objects.filter(pk__gt=last).order_by("pk")[:PORTION]):
        yield made_of_many(entries)
        last = entries[-1].pk


def _write(made: list[PublicRecord]) -> list[PublicRecord]:
    return PublicRecord.objects.bulk_create(
        made, update_conflicts=True, unique_fields=["entry"], update_fields=CHANGING
    )


def _made(entry: Entry, product: Product, points: list[Place]) -> PublicRecord:
    data = {
        "producer": {"code": product.producer.code, "name": product.producer.name},
        "official_code": product.official_code,
        "texts": _texts(product),
        "gtins": [one.written for one in product.gtins.all()],
        "photos": [{"id": str(one.file.public_id), "caption": one.caption} for one in product.photos.all()],
        "certificates": [_certificate(one) for one in product.certificates.all()],
        "history": [_published(one) for one in product.history.all()],
        "outlets": [{name: getattr(one, name) for name in OUTLET} for one in product.outlets.all()],
        **({"points": points} if points else {}),  # a record from before there were any stays as it is
    }
    digest = hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    return PublicRecord(
        entry=entry,
        producer_id=product.producer_id,
        alike_key=alike_key(entry.name),
        data=data,
        digest=digest,
    )


def _certificates() -> Any:
    return Certificate.objects.select_related(
        "line__decision", "line__result", "line__dossier__criteria_set"
    ).prefetch_related("suspensions", "revocations__decision")


def _texts(product: Product) -> dict[str, str]:
    """What the producer says to buyers; process, capacity and markets stay with the offices."""
    price = f"{product.price:,.0f}".replace(",", ".") if product.price is not None else ""
    return {
        "summary": product.summary,
        "story": product.story,
        "ingredients": product.ingredients,
        "packaging": product.packaging,
        "price": price,
        "price_unit": product.price_unit,
    }


def _certificate(one: Certificate) -> dict[str, Any]:
    revocation = next((r for r in one.revocations.all() if r.state == "decided"), None)
    said, dossier = one.snapshot, one.line.dossier
    return {
        "token": one.token,
        "number": one.number_text,
        "stars": one.stars,
        "from": _day(one.valid_from),
        "until": _day(one.valid_until),
        "superseded_on": _day(one.superseded_on),
        "stops": [[_day(s.from_on), _day(s.until_on)] for s in one.suspensions.all()],
        "revoked_on": _day(revocation.revoked_on) if revocation else "",
        "revoked_by": revocation.decision.number_text if revocation and revocation.decision else "",
        "decision": said.get("decision", ""),
        "decided_on": said.get("decided_on", ""),
        "issuer": said.get("issuer", ""),
        "signer": said.get("signer_title", ""),
        "basis": _basis(dossier.procedure) if dossier else "",
        **(_result(one) if dossier else {}),
    }


def _basis(procedure: str) -> str:
    try:
        return get_procedure(procedure).decisions[-1]
    except NoProcedure:
        return ""


def _result(one: Certificate) -> dict[str, Any]:
    """Total as in the annex; totals of the parts where the procedure's setting allows."""
    result, dossier = one.line.result, one.line.dossier
    shown: dict[str, Any] = {"total": str(one.line.mean_shown or ""), "parts": []}
    if result is None or not sections_are_public(dossier.procedure):
        return shown
    try:
        parts = get_set(result.rating["criteria_set"]).parts
    except UnknownCriteriaSet:
        return shown
    points = result.rating.get("parts", {})
    shown["parts"] = [
        {
            "code": part.code,
            "title": part.title,
            "points": str(Decimal(points[part.code]["shown"])),
            "most": str(part.max_points),
        }
        for part in parts
        if part.code in points
    ]
    return shown


def _published(one: HistoricRecognition) -> dict[str, Any]:
    places = (one.commune_wording, one.district_wording, one.province_wording)
    return {
        "stars": one.stars,
        "year": one.year,
        "decision": one.decision_no,
        "decided_on": _day(one.decided_on),
        "place": ", ".join(place for place in places if place),
        "source": one.source_url,
        "basis": _basis(one.procedure) if one.procedure else "",
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
