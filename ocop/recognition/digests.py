"""Fingerprints of what was published, kept in the audit chain: a changed row betrays itself (I18, I19)."""

import hashlib
from typing import Any

from ocop.audit.chain import canonical
from ocop.recognition.models import Certificate, Credential, Decision


def _sha256(domain: str, body: dict[str, Any]) -> str:
    return hashlib.sha256(f"{domain}\n{canonical(body)}".encode()).hexdigest()


def decision_body(decision: Decision) -> dict[str, Any]:
    """The decision with its annex: words, number, day, signed file, lines, revocations."""
    lines = [
        [line.place, line.product_id, line.result_id, line.stars, str(line.mean_shown), line.snapshot]
        for line in decision.lines.all()
    ]
    return {
        "number": decision.number_text,
        "year": decision.year,
        "kind": decision.kind,
        "title": decision.title,
        "body": decision.body,
        "day": str(decision.decided_on),
        "signer": [decision.signer_name, decision.signer_title],
        "supersedes": decision.supersedes_id,
        "signed": decision.signed_file.sha256 if decision.signed_file else "",
        "lines": lines,
        "revocations": sorted(
            decision.revocations.filter(state="decided").values_list("certificate__number_text", "ground")
        ),
    }


def decision_digest(decision: Decision) -> str:
    return _sha256("ocop-decision/1", decision_body(decision))


def certificate_body(certificate: Certificate) -> dict[str, Any]:
    """All that a certificate says, with its token."""
    return {
        "token": certificate.token,
        "number": certificate.number_text,
        "product": certificate.product_id,
        "stars": certificate.stars,
        "from": str(certificate.valid_from),
        "until": str(certificate.valid_until),
        "said": certificate.snapshot,
    }


def certificate_digest(certificate: Certificate) -> str:
    return _sha256("ocop-certificate/1", certificate_body(certificate))


def text_print(decision: Decision) -> str:
    """Of the editable texts: tells a form whether somebody else has saved since."""
    return _sha256(
        "ocop-draft/1",
        {
            "title": decision.title,
            "body": decision.body,
            "signer": [decision.signer_name, decision.signer_title],
        },
    )[:32]


def credential_digest(credential: Credential) -> str:
    """SHA-256 of the signed text in the QR code."""
    return hashlib.sha256(bytes(credential.cwt)).hexdigest()
