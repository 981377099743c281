"""One certificate as a W3C Verifiable Credential (data model 2.0), to be signed as `vc+jwt`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from .cwt import Claims

CONTEXT = "https://www.w3.org/ns/credentials/v2"
MEDIA_TYPE = "application/vc+jwt"
TYP = "vc+jwt"


def moment_text(moment: datetime) -> str:
    """`2026-11-22T00:00:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def certificate_payload(
    claims: Claims,
    *,
    address: str,
    vocabulary: str,
    authority: str,
    product: str,
    producer: str,
    place: str,
    group: str,
    product_url: str,
    entries: list[dict[str, Any]],
) -> dict[str, Any]:
    """The whole names, where the QR code has short ones; otherwise the same facts as its claims."""
    return {
        "@context": [CONTEXT, {"@vocab": vocabulary}],
        "id": address,
        "type": ["VerifiableCredential", "OcopCertificate"],
        "issuer": {"id": claims.issuer, "name": authority},
        "validFrom": moment_text(claims.begins),
        "validUntil": moment_text(claims.ends),
        "iss": claims.issuer,
        "iat": int(claims.signed_at.timestamp()),
        "credentialSubject": {
            "id": product_url,
            "type": "OcopProduct",
            "name": product,
            "producer": producer,
            "place": place,
            "group": group,
            "stars": claims.stars,
            "certificateNumber": claims.number,
            "certificateToken": claims.token,
            "decision": claims.decision,
            "demo": claims.demo,
        },
        "credentialStatus": entries,
    }


def status_entry(*, list_address: str, purpose: str, place: int) -> dict[str, Any]:
    return {
        "id": f"{list_address}#{place}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(place),
        "statusListCredential": list_address,
    }
