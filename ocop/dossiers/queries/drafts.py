"""The draft as it stands: fingerprints for two tabs, what came along from the last dossier, earlier dossiers."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ocop.audit.chain import canonical
from ocop.dossiers.models import Dossier
from ocop.dossiers.queries.manifest import linked
from ocop.producers.models import Evidence
from ocop.products.models import Product

FINAL = ("recognised", "not_recognised", "disqualified", "withdrawn")


def fingerprint(value: Any) -> str:
    """Tells whether a page shows what is stored: equal for equal content."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()[:12]


def criterion_state(dossier: Dossier, code: str) -> dict[str, Any]:
    return {"choice": dossier.choices.get(code), "comment": dossier.comments.get(code, "")}


def criterion_print(dossier: Dossier, code: str) -> str:
    return fingerprint(criterion_state(dossier, code))


def section_print(dossier: Dossier, key: str) -> str:
    return fingerprint(dossier.answers.get(key, {}))


def open_dossier(product: Product) -> Dossier | None:
    return product.dossiers.exclude(state__in=FINAL).first()


def last_submitted(product: Product) -> Dossier | None:
    """The dossier a new one starts from: the latest that was handed in."""
    return product.dossiers.exclude(submitted_at=None).order_by("-submitted_at").first()


@dataclass(frozen=True)
class CarriedOver:
    """What a dossier took from the one before: papers that go on, newer copies, papers left behind and why."""

    kept: list[Evidence] = field(default_factory=list)
    renewed: list[Evidence] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)


def carried_over(dossier: Dossier, on: date) -> CarriedOver | None:
    """Compared with the last frozen version of the previous dossier; None when there is none."""
    version = dossier.previous.versions.last() if dossier.previous else None
    if version is None:
        return None
    now = {link.evidence.code: link.evidence for link in linked(dossier)}
    vault = {paper.code: paper for paper in dossier.producer.evidence.prefetch_related("versions")}
    found = CarriedOver()
    for paper in version.manifest["evidence"]:
        held = now.get(paper["code"])
        if held is None:
            found.left.append((paper["title"], _why_left(vault.get(paper["code"]), on)))
        elif held.current and held.current.version > paper["version"]:
            found.renewed.append(held)
        else:
            found.kept.append(held)
    return found


def _why_left(paper: Evidence | None, on: date) -> str:
    if paper is None or paper.retired_at:
        return "đã bỏ khỏi kho minh chứng"
    if paper.expires_on and paper.expires_on < on:
        return f"đã hết hạn ngày {paper.expires_on:%d/%m/%Y}"
    return "không gắn vào hồ sơ này"
