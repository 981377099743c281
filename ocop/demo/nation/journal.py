"""The audit events that publishing would have written, with the fingerprints that `ocop check` recomputes."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ocop.audit.chain import event_hash
from ocop.audit.models import ChainHead, Event
from ocop.demo.nation.writing import Row, write
from ocop.recognition.digests import certificate_digest, decision_digest
from ocop.recognition.models import Certificate, Decision, Revocation


def tell_journal(decision: int, certificate: int, revocation: int, *, at: datetime) -> None:
    """Events about the records from these numbers on, at the end of the chain."""
    ChainHead.objects.get_or_create(pk=1)
    head = ChainHead.objects.select_for_update().get(pk=1)
    rows = list(_chained(head, _told(decision, certificate, revocation)))
    write(Event, rows)
    if rows:
        ChainHead.objects.filter(pk=1).update(seq=rows[-1]["seq"], hash=rows[-1]["hash"])


def _told(decision: int, certificate: int, revocation: int) -> Iterator[tuple[str, Any, datetime, Row]]:
    for one in Revocation.objects.filter(pk__gte=revocation).select_related("certificate").order_by("pk"):
        yield "revocation.decide", one, one.state_at, {"from": "proposed", "to": one.state}
    decisions = Decision.objects.filter(pk__gte=decision).select_related("signed_file").order_by("pk")
    for two in decisions.prefetch_related("lines").iterator(chunk_size=200):
        data = {"from": "signed", "to": two.state, "number": two.number_text, "digest": decision_digest(two)}
        yield "decision.publish", two, two.published_at, data  # type: ignore[misc]
    for three in Certificate.objects.filter(pk__gte=certificate).order_by("pk").iterator(chunk_size=2000):
        data = {
            "stars": three.stars,
            "until": str(three.valid_until),
            "decision": three.snapshot["decision"],
            "digest": certificate_digest(three),
        }
        yield "certificate.issue", three, three.issued_at, data


def _chained(head: ChainHead, told: Iterator[tuple[str, Any, datetime, Row]]) -> Iterator[Row]:
    previous = head.hash
    for seq, (verb, about, at, data) in enumerate(told, head.seq + 1):
        fields: Row = {
            "seq": seq,
            "at": at,
            "verb": verb,
            "about_type": about._meta.label_lower,
            "about_id": str(about.pk),
            "about_label": str(about)[:200],
            "person_id": None,
            "role": "",
            "unit_key": "",
            "party_id": None,
            "data": data,
        }
        made = event_hash(previous, fields)
        yield {**fields, "previous": previous, "hash": made}
        previous = made
