"""Everything dated that may be told about products, read from the official records: the feed tells what it has not told."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ocop.api.enums import ChangeKind
from ocop.api.tables.products import barcodes
from ocop.recognition.enums import HistoricStatus
from ocop.recognition.models import Certificate, HistoricRecognition
from ocop.recognition.queries.status import status_of
from ocop.registry.models import Entry
from ocop.rulebook.validity import Status

ORDER = list(ChangeKind)


@dataclass(frozen=True)
class Fact:
    key: str
    kind: ChangeKind
    on: date | None
    certificate: str = ""
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def order(self) -> tuple[date, int, str]:
        return self.on or date.min, ORDER.index(self.kind), self.key


def facts_of(products: Iterable[int], on: date) -> dict[int, list[Fact]]:
    """Facts per product in the order they happened; the same number of statements for one and for many products."""
    wanted = list(products)
    found: dict[int, list[Fact]] = defaultdict(list)
    for one in HistoricRecognition.objects.filter(
        product_id__in=wanted, status=HistoricStatus.RECOGNISED
    ).only("product_id", "row_hash", "decided_on", "stars", "decision_no", "year"):
        details = {"stars": one.stars, "decision": one.decision_no or None, "year": one.year}
        found[one.product_id].append(
            Fact(f"listed:{one.row_hash[:24]}", ChangeKind.LISTED, one.decided_on, details=details)
        )
    certificates = Certificate.objects.filter(product_id__in=wanted).select_related("superseded_by")
    for certificate in certificates.prefetch_related("suspensions", "revocations"):
        found[certificate.product_id] += _of_certificate(certificate, on)
    for entry in entries(wanted).values():
        if entry.source == "history" and entry.term_known and entry.valid_until and entry.valid_until < on:
            found[entry.product_id].append(_expired(entry.code, entry.valid_until))
    return {product: sorted(facts, key=lambda fact: fact.order) for product, facts in found.items()}


def _of_certificate(one: Certificate, on: date) -> list[Fact]:
    number = one.number_text
    kind = ChangeKind.CORRECTED if one.snapshot.get("corrects") else ChangeKind.ISSUED
    details = {
        "stars": one.stars,
        "decision": one.snapshot["decision"],
        "valid_until": one.valid_until.isoformat(),
    }
    decided = date.fromisoformat(one.snapshot["decided_on"])
    facts = [Fact(f"issued:{number}", kind, decided, number, details)]
    if one.superseded_on and one.superseded_by:
        by = {"superseded_by": one.superseded_by.number_text}
        facts.append(Fact(f"superseded:{number}", ChangeKind.SUPERSEDED, one.superseded_on, number, by))
    for stop in one.suspensions.all():
        until = {"until": stop.until_on.isoformat() if stop.until_on else None}
        facts.append(Fact(f"suspended:{number}:{stop.pk}", ChangeKind.SUSPENDED, stop.from_on, number, until))
        if stop.lifted_at and stop.until_on:
            facts.append(
                Fact(
                    f"lifted:{number}:{stop.pk}", ChangeKind.LIFTED, stop.until_on + timedelta(days=1), number
                )
            )
    for revocation in one.revocations.all():
        if revocation.state == "decided" and revocation.revoked_on:
            facts.append(Fact(f"revoked:{number}", ChangeKind.REVOKED, revocation.revoked_on, number))
    if status_of(one, on) == Status.EXPIRED:
        facts.append(_expired(number, one.valid_until, number))
    return facts


def _expired(name: str, last_day: date, certificate: str = "") -> Fact:
    first = last_day + timedelta(days=1)
    return Fact(f"expired:{name}:{last_day}", ChangeKind.EXPIRED, first, certificate)


def entries(products: Iterable[int]) -> dict[int, Entry]:
    return {entry.product_id: entry for entry in Entry.objects.filter(product_id__in=list(products))}


def shown_facts(shown: dict[int, Entry]) -> dict[int, dict[str, Any]]:
    """What the register shows of each product; a difference to what was last told is a change of its own."""
    gtins = barcodes(list(shown))
    return {
        product: {
            "name": entry.name,
            "producer": entry.producer_name,
            "place": entry.place,
            "unit_code": entry.unit_key or None,
            "group": entry.group_name or None,
            "stars": entry.stars,
            "gtins": gtins.get(product, []),
            "demo": entry.is_demo,
        }
        for product, entry in shown.items()
    }
