"""The manifest: everything that was submitted, as plain JSON, and its SHA-256 (I10, I30).

Names, numbers and hashes of every paper are written out, so that a receipt can be read without this system. Of the
representative only name and title are kept; for criterion 3.2 one yes/no that the person belongs to a group it counts.
"""

import hashlib
from datetime import date, datetime
from typing import Any

from ocop.audit.chain import canonical, stamp
from ocop.documents.models import StoredFile
from ocop.dossiers.models import Dossier, DossierEvidence
from ocop.producers.models import Evidence, EvidenceVersion, Producer
from ocop.products.models import Product
from ocop.rulebook.criteria.criterion import number_text
from ocop.rulebook.preview import self_score_preview

SCHEMA = "ocop-dossier/1"
PRODUCER_FIELDS = (
    *("name", "legal_form", "tax_code", "registration_no", "registered_by", "founded_year", "address"),
    *("phone", "email", "website", "representative", "representative_title"),
    *("workers", "workers_local", "workers_female", "main_business", "history", "structure"),
)
PRODUCT_FIELDS = (
    *("code", "official_code", "name", "summary", "story", "ingredients", "process", "packaging", "capacity"),
    *("price_unit", "markets", "gtin"),
)


def digest(manifest: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON: equal for equal content on both database engines."""
    return hashlib.sha256(f"{SCHEMA}\n{canonical(manifest)}".encode()).hexdigest()


def build_manifest(dossier: Dossier, *, at: datetime) -> dict[str, Any]:
    """What would be frozen at that moment. Complete answers are the policy's business, not checked here."""
    criteria_set = dossier.criteria_set.criteria_set
    preview = self_score_preview(criteria_set, dossier.choices)
    return {
        "schema": SCHEMA,
        "code": dossier.code,
        "kind": dossier.kind,
        "procedure": dossier.procedure,
        "criteria_set": {
            "id": dossier.criteria_set.set_id,
            "revision": dossier.criteria_set.revision,
            "name": dossier.criteria_set.name,
            "digest": dossier.criteria_set.digest,
        },
        "submitted_at": stamp(at),
        "unit": {"key": dossier.unit.key, "address": dossier.unit.address},
        "prior": dossier.prior,
        "producer": producer_part(dossier.producer),
        "product": product_part(dossier.product),
        "answers": dossier.answers,
        "choices": dossier.choices,
        "comments": {code: text for code, text in dossier.comments.items() if text},
        "self_score": {
            "total": number_text(preview.points),
            "parts": {part: number_text(points) for part, points in preview.parts.items()},
            "points": {code: number_text(points) for code, points in preview.by_criterion.items()},
            "stars": preview.stars,
        },
        "evidence": evidence_part(dossier),
    }


def producer_part(producer: Producer) -> dict[str, Any]:
    fields = {name: getattr(producer, name) for name in PRODUCER_FIELDS}
    fields["registered_on"] = _day(producer.registered_on)
    fields["place"] = producer.unit.address if producer.unit else producer.place_wording
    fields["representative_in_group"] = in_counted_group(producer)
    return fields


def in_counted_group(producer: Producer) -> bool | None:
    """Whether criterion 3.2 counts the representative: a woman, of an ethnic minority, or disabled; None = not said."""
    minority = producer.representative_ethnicity.casefold() not in ("", "kinh")
    if producer.representative_sex == "F" or minority or producer.representative_disability:
        return True
    said = producer.representative_sex and producer.representative_ethnicity
    return False if said and producer.representative_disability is not None else None


def product_part(product: Product) -> dict[str, Any]:
    fields = {name: getattr(product, name) for name in PRODUCT_FIELDS}
    fields["price"] = number_text(product.price) if product.price is not None else None
    photos = product.photos.filter(removed_at=None).select_related("file")
    fields["photos"] = [{"caption": photo.caption, "file": file_part(photo.file)} for photo in photos]
    return fields


def evidence_part(dossier: Dossier) -> list[dict[str, Any]]:
    """Each paper once, with the criteria it serves, in the printed order of the criteria."""
    order = {
        criterion.code: place for place, criterion in enumerate(dossier.criteria_set.criteria_set.criteria)
    }
    papers: dict[int, dict[str, Any]] = {}
    for link in sorted(linked(dossier), key=lambda one: (order.get(one.criterion, 999), one.pk)):
        version = link.evidence.current
        if version is None:
            continue
        paper = papers.setdefault(link.evidence_id, {**paper_part(link.evidence, version), "criteria": []})
        paper["criteria"].append({"code": link.criterion, "pages": link.pages})
    return list(papers.values())


def linked(dossier: Dossier) -> list[DossierEvidence]:
    return list(dossier.links.select_related("evidence").prefetch_related("evidence__versions__file"))


def paper_part(evidence: Evidence, version: EvidenceVersion) -> dict[str, Any]:
    return {
        "code": evidence.code,
        "subject": evidence.subject,
        "version": version.version,
        "title": version.title,
        "number": version.number,
        "issuer": version.issuer,
        "issued_on": _day(version.issued_on),
        "expires_on": _day(version.expires_on),
        "file": file_part(version.file),
    }


def file_part(file: StoredFile) -> dict[str, Any]:
    return {
        "id": str(file.public_id),
        "name": file.name,
        "size": file.size,
        "sha256": file.sha256,
        "media_type": file.media_type,
        "pages": file.pages,
    }


def file_ids(manifest: dict[str, Any]) -> list[str]:
    """The public ids of every file that a manifest names."""
    papers = [paper["file"]["id"] for paper in manifest["evidence"]]
    return [*papers, *(photo["file"]["id"] for photo in manifest["product"]["photos"])]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
