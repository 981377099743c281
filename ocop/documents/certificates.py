"""Certificates of recognition: one page, A4 landscape, PDF/A-2a and PDF/UA-1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from .official.cleaning import printable
from .official.model import MOTTO, NATION, date_in_words
from .qr import qr_drawing
from .typesetting import typeset

DEMO_MARK = "BẢN DEMO"
STARS_IN_WORDS = {3: "ba", 4: "bốn", 5: "năm"}


@dataclass(frozen=True)
class CertificateData:
    """Everything the certificate says. `check_url` goes into the QR code, `host` is printed large beside it."""

    number: str
    product: str
    producer: str
    address: str
    stars: int
    group: str
    decision_number: str
    decision_date: date
    valid_from: date
    valid_to: date
    authority: str
    place: str
    signed_on: date
    authority_lines: tuple[str, ...]
    signer_title: str
    signer_name: str
    check_url: str
    host: str
    demo: bool = False

    def __post_init__(self) -> None:
        if self.stars not in STARS_IN_WORDS:
            raise ValueError(f"a certificate shows 3, 4 or 5 stars, not {self.stars}")


def render_certificate(data: CertificateData) -> bytes:
    """The certificate as PDF; the same data give the same bytes."""
    return render_certificates([data])


def render_certificates(items: Sequence[CertificateData]) -> bytes:
    """Many certificates in one file, one per page: for printing a whole decision at once."""
    return typeset("certificate.typ", {"pages": [_page(printable(item)) for item in items]})


def _page(item: CertificateData) -> dict[str, Any]:
    return {
        "nation": NATION,
        "motto": MOTTO,
        "number": item.number,
        "product": item.product,
        "producer": item.producer,
        "address": item.address,
        "stars": item.stars,
        "rank": f"{item.stars} sao",
        "rank_in_words": f"{STARS_IN_WORDS[item.stars]} sao",
        "group": item.group,
        "decision": f"Quyết định số {item.decision_number} {date_in_words(item.decision_date)}",
        "authority": item.authority,
        "valid_from": f"{item.valid_from:%d/%m/%Y}",
        "valid_to": f"{item.valid_to:%d/%m/%Y}",
        "place_date": f"{item.place}, {date_in_words(item.signed_on)}",
        "signer_lines": [line.upper() for line in (*item.authority_lines, item.signer_title) if line],
        "signer": item.signer_name,
        "host": item.host,
        "qr": qr_drawing(item.check_url),
        "mark": DEMO_MARK if item.demo else "",
    }
