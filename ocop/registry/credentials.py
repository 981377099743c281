"""Certificates and status lists as signed W3C credentials, from the register's facts."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.cache import cache

from ocop.core.clock import local_date
from ocop.documents.credentials import cwt, jws, keyring, vc
from ocop.documents.credentials.keyring import SigningKey
from ocop.documents.credentials.statuslist import TTL, Purpose, list_payload
from ocop.documents.credentials.vc import certificate_payload, status_entry
from ocop.recognition.models import Credential
from ocop.registry.queries.status_lists import set_places


def list_address(number: int, purpose: Purpose) -> str:
    return f"{settings.OCOP_PUBLIC_URL}/trang-thai/{purpose.slug}/{number}"


def check_address(token: str) -> str:
    return f"{settings.OCOP_PUBLIC_URL}/kiem-tra/{token}/"


def key_name(kid: str) -> str:
    return f"{keyring.issuer()}#{kid}"


def status_list(number: int, purpose: Purpose, *, at: datetime) -> str:
    """The list of this minute, signed; made once for all who ask within it, anew when its content would differ."""
    key = keyring.signing_key(at)
    name = f"status-list/{settings.OCOP_PUBLIC_URL}/{key.kid}/{number}/{purpose}"
    places = set_places(number, purpose, local_date(at))
    kept = cache.get(name)
    if kept and kept["places"] == places and kept["at"] <= at < kept["at"] + TTL:
        return str(kept["text"])
    text = _sign(
        list_payload(
            address=list_address(number, purpose),
            issuer=keyring.issuer(),
            purpose=purpose,
            places=places,
            at=at,
        ),
        key,
    )
    cache.set(name, {"places": places, "at": at, "text": text}, TTL.total_seconds())
    return text


def certificate_credential(credential: Credential, *, at: datetime) -> str:
    """The certificate as `vc+jwt`, with the key in use; the same facts as its QR code, with the whole names."""
    certificate = credential.certificate
    said = certificate.snapshot
    claims = cwt.read_cwt(bytes(credential.cwt)).claims
    payload = certificate_payload(
        claims,
        address=f"{check_address(certificate.token)}vc.jwt",
        vocabulary=f"{settings.OCOP_PUBLIC_URL}/khoa/#",
        authority=said["issuer"],
        product=said["product"],
        producer=said["producer"],
        place=said["place"],
        group=said.get("group", ""),
        product_url=f"{settings.OCOP_PUBLIC_URL}/san-pham/{certificate.product.code}/",
        entries=_entries(credential),
    )
    return _sign(payload, keyring.signing_key(at))


def _entries(credential: Credential) -> list[dict[str, Any]]:
    return [
        status_entry(
            list_address=list_address(credential.list_number, purpose),
            purpose=str(purpose),
            place=credential.list_place,
        )
        for purpose in Purpose
    ]


def _sign(payload: dict[str, Any], key: SigningKey) -> str:
    return jws.sign(payload, key.signer, kid=key_name(key.kid), typ=vc.TYP, cty="vc")


def bits_on(number: int, on: date) -> dict[Purpose, list[int]]:
    """All three lists of that number on a day, unsigned; for checks and exports."""
    return {purpose: set_places(number, purpose, on) for purpose in Purpose}
