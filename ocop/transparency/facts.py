"""What a leaf says: public facts by a fixed list, digests of the rest. No name of a person or producer stands here.

A decision's and a certificate's `digest` is the one the audit chain holds (recognition.digests). `evidence` commits to
the scored dossier version and the council's result without telling them; the evidence bundle opens it.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ocop.audit.chain import canonical, stamp
from ocop.audit.models import Event
from ocop.recognition.digests import certificate_digest, credential_digest, decision_digest
from ocop.recognition.models import Certificate, Decision, Revocation, Suspension
from ocop.transparency.enums import COMMITMENT, LEAF, Kind


@dataclass(frozen=True)
class Leaf:
    """An entry before it has a number."""

    kind: Kind
    at: datetime
    facts: dict[str, Any]
    about: int | None = None
    certificate_id: int | None = None
    salt: str = ""
    event: Event | None = field(default=None, repr=False)

    def body(self) -> str:
        trail = {"seq": self.event.seq, "hash": self.event.hash} if self.event else None
        return canonical(
            {"v": LEAF, "kind": str(self.kind), "at": stamp(self.at), "trail": trail, **self.facts}
        )


def commitment(salt: str, value: Any) -> str:
    """Binds to a value that stays hidden: without the salt it cannot be guessed."""
    return hashlib.sha256(f"{COMMITMENT}\n{salt}\n{canonical(value)}".encode()).hexdigest()


def decision_leaf(decision: Decision, event: Event | None = None) -> Leaf:
    facts = {
        "number": decision.number_text,
        "decided_on": str(decision.decided_on),
        "decision": decision.kind,
        "title": decision.title,
        "issuer": decision.unit.full_name,
        "issuer_key": decision.unit.key,
        "lines": decision.lines.count(),
        "signed_sha256": decision.signed_file.sha256 if decision.signed_file else "",
        "supersedes": decision.supersedes.number_text if decision.supersedes else "",
        "digest": decision_digest(decision),
    }
    at = decision.published_at or decision.state_at
    return Leaf(Kind.DECISION, at, facts, decision.pk, event=event)


def certificate_leaf(certificate: Certificate, event: Event | None = None, *, salt: str = "") -> Leaf:
    """With a fresh salt, or with the given one, to compare with an entry."""
    evidence = evidence_of(certificate)
    salt = salt or (secrets.token_hex(32) if evidence else "")
    old, credential = getattr(certificate, "supersedes", None), getattr(certificate, "credential", None)
    said = certificate.snapshot
    facts = {
        **_named(certificate),
        "stars": certificate.stars,
        "valid_from": str(certificate.valid_from),
        "valid_until": str(certificate.valid_until),
        "decision": said["decision"],
        "issuer": said["issuer"],
        "issuer_key": certificate.unit.key,
        "supersedes": old.number_text if old else "",
        "demo": bool(said.get("demo")),
        "digest": certificate_digest(certificate),
        "credential": credential_digest(credential) if credential else "",
        "evidence": commitment(salt, evidence) if evidence else "",
    }
    return Leaf(
        Kind.CERTIFICATE, certificate.issued_at, facts, certificate.pk, certificate.pk, salt, event=event
    )


def _named(certificate: Certificate) -> dict[str, str]:
    return {
        "number": certificate.number_text,
        "product": certificate.snapshot["product"],
        "product_code": certificate.product.code,
    }


def evidence_of(certificate: Certificate) -> dict[str, Any] | None:
    """What the stars rest on: the frozen dossier that was scored, and the council's whole result."""
    line = certificate.line
    result = line.result
    if result is None:
        return None
    return {
        "dossier": {
            "code": result.dossier.code,
            "version": result.item.version.number,
            "sha256": result.item.version.sha256,
        },
        "level": result.level,
        "settled_at": stamp(result.settled_at),
        "rating": {**result.rating, "sheets": _without_seats(result.rating["sheets"])},
    }


def _without_seats(sheets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Which member gave which marks is told to nobody: no seat, and an order that says nothing."""
    kept = [{name: one[name] for name in ("sha256", "total", "parts") if name in one} for one in sheets]
    return sorted(kept, key=canonical)


def suspension_leaf(suspension: Suspension, event: Event | None = None) -> Leaf:
    one = suspension.certificate
    facts = {**_named(one), "from_on": str(suspension.from_on)}
    return Leaf(Kind.SUSPENSION, suspension.at, facts, suspension.pk, one.pk, event=event)


def lift_leaf(suspension: Suspension, event: Event | None = None) -> Leaf:
    one = suspension.certificate
    facts = {**_named(one), "from_on": str(suspension.from_on), "until_on": str(suspension.until_on)}
    return Leaf(Kind.LIFT, suspension.lifted_at or suspension.at, facts, suspension.pk, one.pk, event=event)


def revocation_leaf(revocation: Revocation, event: Event | None = None) -> Leaf:
    one = revocation.certificate
    facts = {
        **_named(one),
        "revoked_on": str(revocation.revoked_on),
        "ground": revocation.ground,
        "decision": revocation.decision.number_text if revocation.decision else "",
    }
    return Leaf(Kind.REVOCATION, revocation.state_at, facts, revocation.pk, one.pk, event=event)


def key_leaf(origin: str, vkey: str, at: datetime) -> Leaf:
    return Leaf(Kind.KEY, at, {"origin": origin, "vkey": vkey})


def audit_leaf(event: Event, at: datetime) -> Leaf:
    return Leaf(Kind.AUDIT, at, {}, event.seq, event=event)
